import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRasters, writeRaster } from '../src/lake/index.ts'
import { count, type Line, rate } from './measure.ts'

const SIDE = 1000
const [WEST, NORTH] = [350_000, 6_790_000]
const TILES = 4 // a side of the mosaic
const HOURS = Array.from({ length: 24 }, (_, hour) => `h${hour}`)

/** Temperatures of a built place: smooth in the open, lower by twenty degrees in shades with sharp edges, to a tenth of a degree. */
function field(): Float32Array {
  let seed = 1
  const noise = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32 - 0.5
  }
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)]
    const isShaded = ((x >> 5) * 7 + (y >> 5) * 13) % 5 < 2
    return (isShaded ? 38 : 58) + 3 * Math.sin(x / 40) * Math.cos(y / 70) + 0.4 * noise()
  })
}

/** Rasters as the models write and read them: a day of hours of a square kilometre, and a mosaic seen from afar. */
export async function benchRasters(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'orchestra-bench-rasters-'))
  const lines: Line[] = []
  const measure = async (name: string, size: string, cells: number, work: () => Promise<unknown>) => {
    const [begin, cpu] = [performance.now(), process.cpuUsage()]
    await work()
    const seconds = (performance.now() - begin) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const spent = `${((user + system) / 1e6).toFixed(2)} s of processor`
    lines.push({ name: `rasters: ${name}`, size, seconds, rate: `${rate(cells, seconds, 'cells')}, ${spent}` })
  }
  try {
    const values = field()
    const at = (column: number, row: number) => ({ origin: [WEST + column * SIDE, NORTH - row * SIDE] as const })
    const common = { width: SIDE, height: SIDE, step: 1, crs: 'EPSG:2154', type: 'int16' } as const
    const bands = HOURS.map((name) => ({ name, unit: 'Cel', values, scale: 0.1 }))
    const day = join(folder, 'day.tif')
    const whole = SIDE * SIDE * HOURS.length
    await measure('write a day (COG, int16)', `24 × ${count(SIDE * SIDE)} cells`, whole, () =>
      writeRaster(day, { ...common, ...at(0, 0), bands }),
    )
    const paths: string[] = []
    for (let i = 0; i < TILES ** 2; i++) {
      const path = join(folder, `${i}.tif`)
      await writeRaster(path, { ...common, ...at(i % TILES, Math.floor(i / TILES)), bands: bands.slice(0, 1) })
      paths.push(path)
    }
    const rasters = openRasters({ path: (hash) => hash })
    const one = await rasters.open([day])
    const bytes = `24 × ${count(SIDE * SIDE)} cells, ${Math.round((await stat(day)).size / 1e6)} MB`
    await measure('read it hour by hour', bytes, whole, async () => {
      for (const band of HOURS.keys()) await rasters.window(one, one.bbox, [band])
    })
    const city = await rasters.open(paths)
    const around = [WEST + SIDE - 250, NORTH - 2 * SIDE - 250, WEST + 2 * SIDE + 250, NORTH - SIDE + 250] as const
    const wide = (SIDE + 500) ** 2
    await measure('a tile and 250 m around it', `${count(wide)} cells of 9 files`, wide, () =>
      rasters.window(city, around, [0]),
    )
    const all = { bbox: city.bbox, bands: [0], coarsening: 'mean' as const }
    for (const step of [4, 16])
      await measure(`the whole, by cells of ${step} m`, `${TILES ** 2} files`, (TILES * SIDE) ** 2 / step ** 2, () =>
        rasters.read(city, { ...all, step }),
      )
  } finally {
    await rm(folder, { recursive: true })
  }
  return lines
}
