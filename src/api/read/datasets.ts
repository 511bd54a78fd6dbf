import type { Context } from 'hono'
import {
  type Access,
  classOfEvidence,
  classOfRows,
  type Decision,
  decideEvidence,
  decideRows,
} from '../../govern/index.ts'
import { type Node, OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter, unknownName } from '../http/faults.ts'
import { noteReading } from '../http/readings.ts'
import type { Snapshot } from './snapshots.ts'

/** A published asset by its name. Throws `api.unknown-dataset`, naming the closest. */
export function datasetOf({ chain }: Pick<Deps, 'chain'>, id: string): Node {
  const node = chain.graph.byName.get(id)
  if (node?.publish) return node
  const known = chain.graph.nodes.filter((one) => one.publish).map((one) => one.name)
  throw unknownName('api.unknown-dataset', id, 'Aucun jeu de données ne s’appelle', 'No dataset is called', known)
}

/** Lets pass who may read the rows of an asset, and notes that they do. Throws `api.refused` with the reason and what to do. */
export function guard({ chain: { graph }, viewerOf }: Pick<Deps, 'chain' | 'viewerOf'>, c: Context, node: Node): void {
  pass(c, node, classOfRows(graph, node), decideRows(graph, node, viewerOf(c)))
}

/** The same, for what shows rows that are not published. */
export function guardEvidence(
  { chain: { graph }, viewerOf }: Pick<Deps, 'chain' | 'viewerOf'>,
  c: Context,
  node: Node,
): void {
  pass(c, node, classOfEvidence(graph, node), decideEvidence(graph, node, viewerOf(c)))
}

/** Whether somebody sees that evidence; noted when they do. */
export function seesEvidence(
  { chain: { graph }, viewerOf }: Pick<Deps, 'chain' | 'viewerOf'>,
  c: Context,
  node: Node,
): Decision {
  const decision = decideEvidence(graph, node, viewerOf(c))
  if (decision.allowed && classOfEvidence(graph, node) !== 'open') noteReading(c, node.name)
  return decision
}

function pass(c: Context, node: Node, access: Access, decision: Decision): void {
  if (decision.allowed) {
    if (access !== 'open') noteReading(c, node.name)
    return
  }
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
  guard(deps, c, node)
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
