import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { geometry, instant, integer, nullable, number, sql, table, text } from '../src/kernel/index.ts'
import { checkGeometries, openLake, type Row, type TableFiles } from '../src/lake/index.ts'

const about = (name: string) => ({ title: { fr: name, en: name } })

const Speed = table(
  'speed',
  {
    segment: text(about('tronçon')),
    time: instant(about('heure')),
    speed: number({ ...about('vitesse'), unit: 'km/h' }),
    travel: nullable(number({ ...about('temps'), unit: 's' })),
    count: integer(about('nombre')),
    status: text(about('état')),
  },
  { key: ['segment', 'time'] },
)
const Tree = table('tree', {
  id: integer({ ...about('id'), role: 'id' }),
  place: geometry({ ...about('lieu'), types: ['Point'] }),
})
const Mean = table('mean', { segment: text({ ...about('tronçon'), role: 'id' }), speed: number(about('vitesse')) })

/** The lake alone: writing, reading, aggregating. Rows are made as they are written: their making counts. */
export async function benchLake(): Promise<{ name: string; size: string; seconds: number; rate: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-lake-'))
  const lake = await openLake({ folder })
  const results: { name: string; size: string; seconds: number; rate: string }[] = []
  const measure = async <T>(name: string, count: number, unit: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const made = await work()
    const seconds = (performance.now() - start) / 1000
    const rate = `${Math.round(count / seconds).toLocaleString('en')} ${unit}/s`
    results.push({ name, size: `${count.toLocaleString('en')} ${unit}`, seconds, rate })
    return made
  }
  const counted = async (rows: AsyncIterable<Row[]>) => {
    let count = 0
    for await (const batch of rows) count += batch.length
    return count
  }
  const files = (shape: TableFiles['shape'], hash: string): TableFiles => ({ shape, hashes: [hash] })

  try {
    const million = 1_000_000
    const speeds = await measure('lake: write 6 scalar columns', million, 'rows', () =>
      lake.writeRows(Speed, batchesOf(million, speedRow)),
    )
    const speedFiles = files(Speed, speeds.hash)
    await measure('lake: read them back', million, 'rows', () => counted(lake.read(speedFiles)))
    await measure('lake: aggregate them by SQL', million, 'rows', () =>
      lake.writeSql(
        Mean,
        sql`select segment, avg(speed) as speed from ${{ relation: 'speeds' }} group by segment`,
        new Map([['speeds', speedFiles]]),
      ),
    )
    const trees = await measure('lake: write points along the curve', million, 'points', () =>
      lake.writeRows(Tree, batchesOf(million, treeRow)),
    )
    const box = [-1.69, 48.1, -1.68, 48.11] as const
    await measure('lake: read a box of 1 km²', 1, 'read', () =>
      counted(lake.read(files(Tree, trees.hash), { bbox: box })),
    )
    const polygons = Array.from({ length: 20_000 }, (_, i) => dodecagon(i))
    await measure('lake: check polygons of 12 sides', polygons.length, 'polygons', () => checkGeometries(polygons))
    return results
  } finally {
    await lake.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function* batchesOf(count: number, row: (i: number) => Row): Generator<Row[]> {
  for (let i = 0; i < count; i += 4096) yield Array.from({ length: Math.min(4096, count - i) }, (_, k) => row(i + k))
}

/** Segments and 15-minute steps, as floating-car traffic has them. */
const speedRow = (i: number): Row => ({
  segment: `segment-${i % 2122}`,
  time: new Date(1_612_483_200_000 + Math.floor(i / 2122) * 900_000),
  speed: (i * 7919) % 130,
  travel: i % 7 === 0 ? null : (i * 104_729) % 600,
  count: i % 40,
  status: i % 3 === 0 ? 'freeFlow' : 'heavy',
})

/** A fixed scatter over the bounds of Rennes Métropole. */
const treeRow = (i: number): Row => ({
  id: i,
  place: {
    type: 'Point',
    coordinates: [-1.9 + ((i * 0.618_033_988) % 1) * 0.5, 47.95 + ((i * 0.754_877_666) % 1) * 0.35],
  },
})

function dodecagon(i: number) {
  const ring = Array.from({ length: 12 }, (_, k) => [i + Math.cos((k * Math.PI) / 6), Math.sin((k * Math.PI) / 6)])
  return { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] }
}
