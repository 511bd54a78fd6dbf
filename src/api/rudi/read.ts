import type { Context } from 'hono'
import { type DatasetRecord, type RudiMetadata, rudiOf } from '../../catalogue/index.ts'
import type { Viewer } from '../../govern/index.ts'
import type { Deps } from '../deps.ts'
import { allRecords, recordsByIds } from '../read/records.ts'
import type { Entry, NodeIndex } from './entry.ts'

/** How records are read for whoever asks. */
export interface Reader {
  /** Those of some entries, in their order; one that went meanwhile is left out. */
  some(entries: readonly Entry[]): Promise<RudiMetadata[]>
  /** All those of an index, in its order. */
  all(index: NodeIndex): AsyncGenerator<{ readonly entry: Entry; readonly record: RudiMetadata }>
}

/** What another service of ours asks for: records whole, beside RUDI's words. */
const wantsWhole = (c: Context) => (c.req.header('Accept') ?? '').includes('urn:orchestra:record')

export function openReader(deps: Deps, c: Context): Reader {
  const { territory } = deps.chain.graph
  const viewer: Viewer = deps.viewerOf(c)
  const house = { origin: new URL(c.req.url).origin, territory: territory.id, contact: territory.organisation }
  const full = wantsWhole(c)
  const written = (record: DatasetRecord, { globalId, created, updated }: Entry): RudiMetadata =>
    rudiOf(house, named(record, globalId), { created, updated }, full)
  return {
    async some(entries) {
      const ids = entries.map(({ id }) => id)
      const byId = new Map(entries.map((one) => [one.id, one]))
      return (await recordsByIds(deps, viewer, ids)).map((record) => written(record, byId.get(record.id)!))
    },
    async *all({ byId }) {
      for await (const batch of allRecords(deps, viewer))
        for (const record of batch) {
          const entry = byId.get(record.id)
          if (entry) yield { entry, record: written(record, entry) }
        }
    },
  }
}

/** A record under the name that the node gives it. */
const named = (record: DatasetRecord, globalId: string): DatasetRecord => ({
  ...record,
  identifiers: [globalId, ...(record.identifiers ?? []).filter((one) => one.toLowerCase() !== globalId)],
})
