import { createHash } from 'node:crypto'
import { type Described, globalIdOf, lastChange, listDescribed, listMade, uuidOf } from '../../catalogue/index.ts'
import type { Deps } from '../deps.ts'
import type { Entry, NodeIndex } from './entry.ts'

/** An index is made again when a record changed, and this often for what was being changed as it was made (ms). */
const FRESH_MS = 60_000

/** What the node has now. */
export async function indexOf(deps: Deps): Promise<NodeIndex> {
  const { store, graph, clock } = deps.chain
  const { id: territory } = graph.territory
  const [change, summaries] = await Promise.all([lastChange(store, territory), deps.summaries()])
  const made = graph.nodes.flatMap(({ name, publish }) => {
    const summary = summaries.get(name)
    return publish && summary?.current ? [{ name, key: summary.key, made: summary.current.made }] : []
  })
  const keys = createHash('sha256').update(JSON.stringify(made)).digest('hex')
  return deps.kept.node(`${change} ${Math.floor(clock().getTime() / FRESH_MS)} ${keys}`, async () => {
    const names = made.map(({ name }) => name)
    const [own, others] = await Promise.all([listMade(store, territory, names), listDescribed(store, territory)])
    const dates = new Map(own.map((one) => [one.id, one]))
    const mine = made.map(({ name, made: at }): Described => {
      const { created, edited } = dates.get(name) ?? {}
      const updated = edited && edited > at ? edited : at
      return { id: name, identifiers: null, created: created ?? at, updated }
    })
    return indexed(territory, [...mine, ...others])
  })
}

function indexed(territory: string, described: readonly Described[]): NodeIndex {
  const byGlobalId = new Map<string, Entry>()
  const entries = described.map(({ id, identifiers, created, updated }) => {
    const given = globalIdOf(territory, { id, identifiers: identifiers ?? [] })
    // The same dataset may come from two sources: the first has the name they share.
    const globalId = byGlobalId.has(given) ? uuidOf('dataset', territory, id) : given
    const entry = { id, globalId, created, updated }
    byGlobalId.set(globalId, entry)
    return entry
  })
  return { entries, byId: new Map(entries.map((one) => [one.id, one])), byGlobalId }
}
