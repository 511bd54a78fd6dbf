import { petMap, utciMap } from '../src/models/comfort/index.ts'
import { rennesHeatWave } from '../src/models/heat-day/index.ts'
import { GroundClass, hourTerms, radiantFluxes, radiantTemperatures } from '../src/models/radiation/index.ts'
import { count, type Line, rate } from './measure.ts'

const SIDE = 2048
const REPEATS = 7

/** Mean radiant temperature and comfort of a square of cells at an hour, on one thread; and the budget that is the plain way, cell by cell. */
export async function benchComfort(): Promise<Line[]> {
  const cells = town(SIDE * SIDE)
  const size = `${SIDE} × ${SIDE} cells, one hour`
  const { hours } = rennesHeatWave({ latitude: 48.07, longitude: -1.73, timezone: 'Europe/Paris' })
  const hour = hours[15]!
  const radiant = new Float32Array(cells.sky.length)
  const felt = new Float32Array(cells.sky.length)
  const winds = Float32Array.from(cells.sky, (sky) => 0.5 + 2.5 * sky)
  const terms = hourTerms(hour)

  const lines: Line[] = []
  const measure = (name: string, length: number, work: () => unknown) => {
    work()
    const times: number[] = []
    for (let i = 0; i < REPEATS; i++) {
      const start = performance.now()
      work()
      times.push((performance.now() - start) / 1000)
    }
    const seconds = times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)]!
    lines.push({
      name: `comfort: ${name}`,
      size: length === cells.sky.length ? size : `${count(length)} cells, one hour`,
      seconds,
      rate: rate(length, seconds, 'cells'),
    })
  }
  const some = cells.sky.length / 16
  measure('radiant, cell by cell', some, () => {
    for (let i = 0; i < some; i++)
      radiant[i] = radiantFluxes(
        {
          sky: cells.sky[i]!,
          skyOfBuildings: cells.skyOfBuildings[i]!,
          direct: cells.direct[i]!,
          warmed: cells.sky[i]!,
          ground: cells.ground[i]! as 1,
        },
        terms,
      ).radiant
  })
  const temperatures = radiantTemperatures(cells)
  measure('cells made ready', cells.sky.length, () => radiantTemperatures(cells))
  measure('radiant temperature', cells.sky.length, () => temperatures(cells.direct, hour, { into: radiant }))
  measure('UTCI, one wind', cells.sky.length, () => utciMap(hour, radiant, { into: felt }))
  measure('UTCI, a wind by cell', cells.sky.length, () => utciMap({ ...hour, wind: winds }, radiant, { into: felt }))
  measure('PET', cells.sky.length, () => petMap({ ...hour, wind: 2 }, radiant, felt))
  return lines
}

/** Cells in runs of some metres, as streets and roofs are: a fixed scatter. */
function town(length: number) {
  const part = (i: number, by: number) => (Math.floor(i / 13) * by) % 1
  const kinds = Object.values(GroundClass).length - 1
  const buildings = Float32Array.from({ length }, (_, i) => part(i, 0.618_033_988))
  return {
    skyOfBuildings: buildings,
    sky: buildings.map((sky, i) => sky * part(i, 0.754_877_666)),
    direct: Float32Array.from({ length }, (_, i) => (part(i, 0.569_840_29) > 0.4 ? 1 : 0)),
    ground: Uint8Array.from({ length }, (_, i) => 1 + Math.floor(part(i, 0.324_717_957) * kinds)),
  }
}
