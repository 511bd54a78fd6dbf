import { type Core, type Surface, skyView, sunHours, sunlights } from '../src/models/shade/index.ts'
import { plainHorizon } from '../src/models/shade/testing/plain.ts'
import { town } from '../src/models/shade/testing/random.ts'
import { plainSky } from '../src/models/shade/testing/sky.ts'
import { plainSunlight } from '../src/models/shade/testing/sunlight.ts'
import type { Line } from './measure.ts'

const SIDE = 2048
const options = { reach: 300, transmissivity: 0.03 }
const suns = [100, 150, 200, 250].map((azimuth, i) => ({ azimuth, elevation: [20, 45, 45, 20][i]! }))

/** Shadows and sky views of a town at random of 4 million cells, one thread, against plain JavaScript in the same run. */
export async function benchShade(): Promise<Line[]> {
  const surface = town(SIDE, SIDE, 5, { relief: 5 })
  const bare = { ...surface, canopy: new Float32Array(SIDE * SIDE) }
  const all = { left: 0, top: 0, width: SIDE, height: SIDE }
  const lines: Line[] = []
  const add = (name: string, core: Core, seconds: number, plain?: number) => {
    const cells = core.width * core.height
    const rate = `${(cells / seconds / 1e6).toPrecision(3)} Mcells/s`
    const more = plain ? `, ${(cells / seconds / plain).toPrecision(3)} times plain JavaScript` : ''
    lines.push({
      name: `shade: ${name}`,
      size: `${core.width} × ${core.height} cells of 1 m`,
      seconds,
      rate: rate + more,
    })
    return cells / seconds
  }

  // The strongest plain thing: a horizon carried from row to row. It knows no crowns, no reach, no tiles, no exact crossings.
  const carried = add(
    'horizon carried in JavaScript',
    all,
    best(5, () => plainHorizon(bare, suns[1]!)),
  )
  add('sweep without trees', all, eachOf(bare, all), carried)
  const some = middle(512)
  const marched = add(
    'the same rays in JavaScript',
    some,
    best(2, () => plainSunlight(surface, some, suns[1]!, options)),
  )
  add('sweep with trees', all, eachOf(surface, all), marched)
  add(
    'surface prepared, and one sweep',
    all,
    best(3, () => sunlights(surface, all, suns.slice(0, 1), options)),
  )
  const place = { latitude: 47.65, longitude: -2.08 }
  add(
    'hours of sun, July, every 15 minutes',
    some,
    timed(() => sunHours(surface, some, '2022-07-18', place, 15, options)),
  )

  const few = middle(96)
  const looked = add(
    'sky view in JavaScript',
    few,
    best(2, () => plainSky(surface, few, options)),
  )
  add(
    'sky view, 32 directions',
    all,
    timed(() => skyView(surface, all, options)),
    looked,
  )
  add(
    'sky view without trees',
    all,
    timed(() => skyView(bare, all, options)),
  )
  return lines
}

const middle = (side: number): Core => ({ left: (SIDE - side) / 2, top: (SIDE - side) / 2, width: side, height: side })

/** Of one sun among several over a surface prepared once. */
function eachOf(surface: Surface, core: Core): number {
  const one = best(3, () => sunlights(surface, core, suns.slice(0, 1), options))
  const many = best(3, () => sunlights(surface, core, [...suns, ...suns, ...suns], options))
  return (many - one) / (3 * suns.length - 1)
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

function best(times: number, work: () => unknown): number {
  return Math.min(...Array.from({ length: times }, () => timed(work)))
}
