import type { Context } from 'hono'
import type { Survey, Table } from '../../kernel/index.ts'
import type { Surveys } from '../../survey/index.ts'
import type { Deps } from '../deps.ts'
import { unknownName } from '../http/faults.ts'
import { part } from '../http/route.ts'
import { openTable } from '../read/datasets.ts'
import { readRows } from '../read/rows.ts'

/** The survey of the address. Throws `api.unknown-survey`. */
export function surveyOf({ chain }: Deps, c: Context): Survey {
  const id = part(c, 'id')
  const { surveys } = chain.graph
  const found = surveys.find((one) => one.id === id)
  if (found) return found
  throw unknownName(
    'api.unknown-survey',
    id.slice(0, 60),
    'Aucune enquête ne s’appelle',
    'No survey is called',
    surveys.map((one) => one.id),
  )
}

export const surveysOf = ({ chain: { store, clock, graph } }: Deps): Surveys => ({
  store,
  clock,
  territory: graph.territory.id,
})

/** The column that names the rows of a dataset. */
export const keyOf = ({ key }: Table): string => key[0]!

/**
 * The rows of the dataset of a survey that have some keys, for whoever asks: nothing is told about data they may not read. Throws
 * as reading the dataset does.
 */
export async function subjectRows(
  deps: Deps,
  c: Context,
  { dataset }: Survey,
  columns: readonly string[],
  subject?: string,
): Promise<Record<string, unknown>[]> {
  const snapshot = await openTable(deps, c, dataset)
  const key = keyOf(snapshot.table.shape)
  const where = subject === undefined ? [] : [{ column: key, operator: '=' as const, value: subject }]
  const selection = { columns: [key, ...columns], bbox: undefined, where, sort: undefined, offset: 0, limit: MOST_ROWS }
  return deps.reads.run(async () => (await Array.fromAsync(readRows(deps.chain.lake, snapshot, selection))).flat())
}

/** Segments of a large city. */
const MOST_ROWS = 500_000
