import { openSnapshots } from '../api/index.ts'
import { asOrchestraError } from '../kernel/index.ts'
import type { Chain } from '../pipeline/index.ts'
import { inventAnswers, keepSurveys } from '../survey/index.ts'

/** An invented territory looks this often whether there is something to invent answers about (ms). */
const EVERY_MS = 30_000

/** What surveys need while the service lasts: what time brings and, in an invented territory, its invented answers. Gives the function that ends it. */
export function serveSurveys(chain: Chain): () => Promise<void> {
  const { store, clock, log, graph } = chain
  const surveys = { store, clock, territory: graph.territory.id }
  const stopKeeping = keepSurveys(surveys, log)
  let [timer, round]: [ReturnType<typeof setTimeout> | undefined, Promise<void>] = [undefined, Promise.resolve()]
  let isOver = false
  const invent = async (): Promise<void> => {
    const missing = await Promise.all((graph.territory.inventedAnswers ?? []).map((one) => inventIn(chain, one)))
    if (missing.includes(false) && !isOver) timer = setTimeout(start, EVERY_MS)
  }
  const start = () => {
    round = invent().catch((error: unknown) => log('surveys.invent', { error: String(error) }))
  }
  start()
  return async () => {
    isOver = true
    clearTimeout(timer)
    await Promise.all([round, stopKeeping()])
  }
}

/** Whether the answers of a survey are there: not before the rows that they are about. */
async function inventIn(
  chain: Chain,
  { survey: id, make }: NonNullable<Chain['graph']['territory']['inventedAnswers']>[number],
): Promise<boolean> {
  const { store, clock, lake, graph } = chain
  const survey = graph.surveys.find((one) => one.id === id)
  if (!survey) return true
  try {
    const { table } = await openSnapshots(chain).at(graph.byName.get(survey.dataset)!, undefined)
    const rows = (await Array.fromAsync(lake.read(table))).flat()
    await inventAnswers({ store, clock, territory: graph.territory.id }, survey, make(rows))
    return true
  } catch (error) {
    if (asOrchestraError(error).code === 'api.no-version') return false
    throw error
  }
}
