import type { Bilingual, Geometry } from '../../kernel/index.ts'
import { checkGeometries, type Lake, type TableFiles } from '../../lake/index.ts'
import { geometryOf } from './rules.ts'

/** The rows of a table whose geometry is not valid, by their position, with what is wrong and where. */
export async function invalidGeometries(lake: Lake, table: TableFiles): Promise<Map<number, Bilingual>> {
  const column = geometryOf(table.shape)
  const found = new Map<number, Bilingual>()
  let position = 0
  for await (const rows of lake.read({ ...table, traced: false }, { columns: [column] })) {
    const problems = await checkGeometries(rows.map((row) => row[column] as Geometry | null))
    for (const [i, problem] of problems.entries()) {
      if (!problem) continue
      const at = problem.at ? ` (${problem.at.join(', ')})` : ''
      found.set(position + i, { fr: problem.reason.fr + at, en: problem.reason.en + at })
    }
    position += rows.length
  }
  return found
}
