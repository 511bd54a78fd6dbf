import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { geometry, instant, integer, nullable, number, table, text } from '../../kernel/index.ts'
import { seeded } from '../../kernel/testing/random.ts'
import { about, lakeOfTests } from '../testing.ts'
import type { Row, TableFiles } from '../types.ts'
import { exportTable, type FormatId, formatIds } from './index.ts'

const made = lakeOfTests()
const Tree = table('tree', {
  id: integer({ ...about('id'), role: 'id' }),
  species: text(about('essence')),
  height: nullable(number({ ...about('hauteur'), unit: 'm' })),
  seen: instant(about('vu')),
  place: geometry({ ...about('lieu'), types: ['Point'] }),
})
/** Of few rows, enough that every buffer on the way is full. */
const [FEW, MANY] = [30_000, 80_000]
/** What may differ between two measures of the same thing. 24 bytes kept of each row would be 1.2 MB. */
const NOISE = 8e5

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
async function held(): Promise<number> {
  // What DuckDB lent is given back a turn after it was let go.
  for (let i = 0; i < 2; i++) {
    collect()
    await setImmediate()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function* batches(count: number): Generator<Row[]> {
  const random = seeded(count)
  for (let i = 0; i < count; i += 2000)
    yield Array.from({ length: Math.min(2000, count - i) }, (_, k) => ({
      ...{ id: i + k, species: `Essence n° ${(i + k) % 40}`, height: k % 9 ? random() * 30 : null },
      ...{
        seen: new Date(1.7e12 + (i + k) * 1000),
        place: { type: 'Point', coordinates: [-2 + random(), 48 + random()] },
      },
    }))
}

/** The most that an export holds, looked at when its first piece comes, which is when all is read where it must be, and thrice after. */
async function mostHeld(files: TableFiles, format: FormatId): Promise<number> {
  const before = await held()
  const rows = await made.lake.query<{ n: number }>(
    { sql: ['select count(*)::double as n from ', ''], values: [{ relation: 'data' }] },
    new Map([['data', files]]),
  )
  let most = 0
  let pieces = 0
  let looks = 0
  const every = Math.ceil(rows[0]!.n / 2048 / 3)
  for await (const piece of exportTable(made.lake, files, { format, scratch: made.folder })) {
    if (pieces++ % every === 0 && piece.length > 0 && looks++ < 4) most = Math.max(most, (await held()) - before)
  }
  return most
}

test('exports hold no more of many rows than of few, whatever the format', async () => {
  const version = async (counts: readonly number[]): Promise<TableFiles> => {
    const stored = await Promise.all(counts.map((count) => made.lake.writeRows(Tree, batches(count))))
    return { shape: Tree, hashes: stored.map(({ hash }) => hash) }
  }
  const few = await version([FEW])
  const [many, files] = [await version([MANY]), await version([MANY - 17, 17])]
  // GeoJSON by lines is the same writer; GeoParquet is the very file of the lake.
  for (const format of formatIds.filter((id) => id !== 'geojsonl' && id !== 'parquet')) {
    // What is made once is made.
    await mostHeld(few, format)
    const usual = await mostHeld(few, format)
    const most = await mostHeld(many, format)
    expect(most - usual, format).toBeLessThan(NOISE)
  }
  // Of several files, features are put along the curve.
  const usual = await mostHeld(await version([FEW - 17, 17]), 'fgb')
  expect((await mostHeld(files, 'fgb')) - usual).toBeLessThan(NOISE)
}, 240_000)
