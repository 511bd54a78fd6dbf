import type { Context } from 'hono'
import { decideRows } from '../../govern/index.ts'
import type { Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { CRS84, type Crs, crsOf, crsOfCollection, storageCrs } from '../ogc/common/crs.ts'
import { collectionOf } from '../ogc/common/faults.ts'
import { collectionNodes } from '../ogc/common/nodes.ts'
import { owsFault } from '../ows/index.ts'
import { plainName } from './names.ts'

/** The feature types that whoever asks may read: the open tables, and what else their rights give. */
export function typesFor(deps: Deps, c: Context): Node[] {
  const viewer = deps.viewerOf(c)
  const { graph } = deps.chain
  return collectionNodes(graph).filter((node) => decideRows(graph, node, viewer).allowed)
}

/** A feature type by the name that a request gives it, with or without a prefix. Throws `InvalidParameterValue`, naming the closest. */
export function typeNamed(deps: Deps, name: string): Node {
  try {
    return collectionOf(deps, plainName(name.trim().replace(/^[\w.-]+:/, '')))
  } catch (error) {
    const { say, remedy } = error as { say: { fr: string; en: string }; remedy?: { fr: string; en: string } }
    throw owsFault('InvalidParameterValue', 'TYPENAMES', say.fr.replace(/\.$/, ''), say.en.replace(/\.$/, ''), remedy)
  }
}

/** The CRS that features are given in unless another is asked for: the one they are kept in, by its name in the EPSG registry. */
export function usualCrs({ rows }: Node): Crs {
  const storage = storageCrs(rows)
  return !storage || storage === CRS84 ? crsOf('EPSG:4326') : storage
}

/** All the CRS that a feature type is given in, the usual one first. */
export function crsOfType(deps: Pick<Deps, 'chain'>, node: Node): Crs[] {
  const usual = usualCrs(node)
  const others = crsOfCollection(node.rows, deps.chain.graph.territory).filter(({ name }) => name !== usual.name)
  return [usual, ...others]
}
