import type { Context } from 'hono'
import { type Access, classOfRows, decide, type Viewer } from '../../govern/index.ts'
import { type Node, OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter, unknownName } from '../http/faults.ts'
import type { Snapshot } from './snapshots.ts'

/** A published asset by its name. Throws `api.unknown-dataset`, naming the closest. */
export function datasetOf({ chain }: Pick<Deps, 'chain'>, id: string): Node {
  const node = chain.graph.byName.get(id)
  if (node?.publish) return node
  const known = chain.graph.nodes.filter((one) => one.publish).map((one) => one.name)
  throw unknownName('api.unknown-dataset', id, 'Aucun jeu de données ne s’appelle', 'No dataset is called', known)
}

/** Lets pass who may read data of that class. Throws `api.refused` with the reason and what to do. */
export function guard(access: Access, node: Node, viewer: Viewer): void {
  const decision = decide({ access }, viewer)
  if (decision.allowed) return
  const contact = node.publish?.contact?.email
  throw new OrchestraError({
    code: 'api.refused',
    say: decision.reason,
    remedy: decision.remedy,
    place: node.name,
    facts: { access, ...(contact && { contact }) },
  })
}

/** The rows of a dataset for whoever asks: known, allowed, and of the version asked for. Every read of data starts here. */
export async function openData(deps: Deps, c: Context, id: string, pin?: string): Promise<Snapshot> {
  const node = datasetOf(deps, id)
  guard(classOfRows(deps.chain.graph, node), node, deps.viewerOf(c))
  return deps.snapshots.at(node, pin)
}

/** The same, for what only makes sense on rows. */
export async function openTable(deps: Deps, c: Context, id: string, pin?: string): Promise<Snapshot> {
  const snapshot = await openData(deps, c, id, pin)
  if (Object.keys(snapshot.node.rows.columns).length > 0) return snapshot
  throw badParameter('id', 'ce jeu de données n’est pas une table', 'this dataset is not a table', {
    fr: 'Téléchargez son fichier : /download/{id}/file.',
    en: 'Download its file: /download/{id}/file.',
  })
}
