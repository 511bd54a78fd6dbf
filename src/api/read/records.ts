import {
  countHarvested,
  type DatasetRecord,
  listHarvested,
  overlay,
  readEdits,
  readHarvested,
  readSomeHarvested,
  type SourceTitles,
} from '../../catalogue/index.ts'
import type { Viewer } from '../../govern/index.ts'
import type { Node } from '../../kernel/index.ts'
import { recordOf } from '../dcat/record.ts'
import type { Deps } from '../deps.ts'
import { unknownName } from '../http/faults.ts'

/** Records of the store read at once, when all are. */
const BATCH = 500

/** What the territory calls its harvested sources. */
export const sourceTitles = ({ chain }: Pick<Deps, 'chain'>): SourceTitles =>
  new Map((chain.graph.territory.harvests ?? []).map(({ id, title }) => [id, title]))

/** Our own assets that are published. */
export const published = ({ chain }: Pick<Deps, 'chain'>): Node[] => chain.graph.nodes.filter((node) => node.publish)

/** The records of some of our own assets, as people of this house changed them. */
export async function ownRecords(deps: Deps, nodes: readonly Node[], viewer: Viewer): Promise<DatasetRecord[]> {
  if (nodes.length === 0) return []
  const { store, graph } = deps.chain
  const names = nodes.map(({ name }) => name)
  const [summaries, edits] = await Promise.all([deps.summaries(), readEdits(store, graph.territory.id, names)])
  return Promise.all(
    nodes.map(async (node) => {
      const record = await recordOf(deps, node, summaries.get(node.name)!, viewer)
      return overlay(record, edits.get(node.name) ?? {})
    }),
  )
}

/** A page of all the records of the catalogue: our own assets first, then what was harvested. */
export async function pageOfRecords(
  deps: Deps,
  viewer: Viewer,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ readonly records: DatasetRecord[]; readonly total: number }> {
  const { store, graph } = deps.chain
  const own = published(deps)
  const mine = await ownRecords(deps, own.slice(offset, offset + limit), viewer)
  const [count, others] = await Promise.all([
    countHarvested(store, graph.territory.id),
    listHarvested(store, graph.territory.id, sourceTitles(deps), {
      limit: limit - mine.length,
      offset: Math.max(0, offset - own.length),
    }),
  ])
  return { records: [...mine, ...others], total: own.length + count }
}

/** All the records of the catalogue, in batches, as `viewer` may see them: our own assets, then what was harvested. */
export async function* allRecords(deps: Deps, viewer: Viewer): AsyncGenerator<DatasetRecord[]> {
  const { store, graph } = deps.chain
  yield await ownRecords(deps, published(deps), viewer)
  for (let after = ''; ; ) {
    const batch = await listHarvested(store, graph.territory.id, sourceTitles(deps), { limit: BATCH, after })
    if (batch.length > 0) yield batch
    if (batch.length < BATCH) return
    after = batch.at(-1)!.id
  }
}

/** Some records, in the order of their identifiers as given; those that are not there are left out. */
export async function recordsByIds(deps: Deps, viewer: Viewer, ids: readonly string[]): Promise<DatasetRecord[]> {
  const { store, graph } = deps.chain
  const nodes = ids.flatMap((id) => {
    const node = graph.byName.get(id)
    return node?.publish ? [node] : []
  })
  const mine = await ownRecords(deps, nodes, viewer)
  const others = ids.filter((id) => !graph.byName.get(id)?.publish)
  const harvested =
    others.length > 0 ? await readSomeHarvested(store, graph.territory.id, sourceTitles(deps), others) : []
  const found = new Map([...mine, ...harvested].map((record) => [record.id, record]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** One record by its identifier, archived ones too. Throws `api.unknown-dataset`, naming the closest. */
export async function recordById(deps: Deps, viewer: Viewer, id: string): Promise<DatasetRecord> {
  const { store, graph } = deps.chain
  const node = graph.byName.get(id)
  const [own] = node?.publish ? await ownRecords(deps, [node], viewer) : []
  const record = own ?? (await readHarvested(store, graph.territory.id, sourceTitles(deps), id))
  if (record) return record
  const known = published(deps).map(({ name }) => name)
  throw unknownName('api.unknown-dataset', id, 'Aucun jeu de données ne s’appelle', 'No dataset is called', known)
}
