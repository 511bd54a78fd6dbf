import type { Lake } from '../../../lake/index.ts'
import { filesOfPage } from '../../read/rows.ts'
import type { Found, Stored } from './found.ts'

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
  const places = new Map(columns.map((name, i) => [name, i]))
  const at = (column: string) => places.get(column)!
  let next = 0
  const files = { ...table, hashes: table.hashes.slice(from, to) }
  for await (const batch of lake.take(files, columns, before === 0 ? positions : positions.map((one) => one - before)))
    for (let row = 0; row < batch.count; row++) {
      const position = positions[next++]!
      yield { batch, row, at, position: () => position }
    }
}
