import { sql } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { filesOfPage } from '../../read/rows.ts'
import { splice } from '../../read/selection.ts'
import { columnsAndPosition, type Found, POSITION, type Stored } from './reading.ts'

/** Rows between two that are asked for, which are read with them: DuckDB decodes columns by 2,048 values or more. */
const GAP = 4096

/** Reads rows by their places in the version, in order: only their files are opened, and of these the groups they are in. */
export async function* readAt(
  lake: Lake,
  { table, counts }: Stored,
  columns: readonly string[],
  positions: readonly number[],
): AsyncGenerator<Found> {
  if (positions.length === 0) return
  const first = positions[0]!
  const { from, to, skip } = filesOfPage(counts, first, positions.at(-1)! - first + 1)
  const before = first - skip
  const places = new Map([...columns, POSITION].map((name, i) => [name, i]))
  const at = (column: string) => places.get(column)!
  const query = sql`select ${columnsAndPosition(table.shape, columns)} from ${{ relation: 'data' }} where ${splice(conditionOf(positions, before))}`
  const data = { ...table, traced: false, hashes: table.hashes.slice(from, to), positioned: true }
  let next = 0
  for await (const batch of lake.stream(query, new Map([['data', data]]), { few: true }))
    for (let row = 0; row < batch.count; row++) {
      const position = before + batch.number(columns.length, row)!
      while (next < positions.length && positions[next]! < position) next++
      if (positions[next] === position) yield { batch, row, at, position: () => position }
    }
}

/** True of the rows asked for, and of those between that are read with them. DuckDB skips groups of rows by the first part. */
function conditionOf(positions: readonly number[], before: number): string {
  const runs: [first: number, last: number][] = []
  for (const position of positions) {
    const run = runs.at(-1)
    if (run && position - run[1] <= GAP) run[1] = position
    else runs.push([position, position])
  }
  const within = (first: number, last: number) =>
    `(${POSITION} >= ${first - before} and ${POSITION} <= ${last - before})`
  const whole = within(positions[0]!, positions.at(-1)!)
  return runs.length === 1 ? whole : `${whole} and (${runs.map(([a, b]) => within(a, b)).join(' or ')})`
}
