import type { Node } from '../../../kernel/index.ts'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { unknownName } from '../../http/faults.ts'
import { collectionNodes, rasterNodes } from './nodes.ts'

/** A collection of features by its id: a published table. Throws `api.unknown-collection`, naming the closest. */
export function collectionOf(deps: Pick<Deps, 'chain'>, id: string): Node {
  const found = anyCollectionOf(deps, id)
  if (found.kind !== 'raster') return found
  throw noFeatures(found.name)
}

/** A collection of any kind by its id: a published table or raster. Throws `api.unknown-collection`, naming the closest. */
export function anyCollectionOf({ chain }: Pick<Deps, 'chain'>, id: string): Node {
  const nodes = [...collectionNodes(chain.graph), ...rasterNodes(chain.graph)]
  const found = nodes.find((node) => node.name === id)
  if (found) return found
  const known = nodes.map((node) => node.name)
  throw unknownName(
    'api.unknown-collection',
    id.slice(0, 64),
    'Aucune collection ne s’appelle',
    'No collection is called',
    known,
  )
}

const noFeatures = (collection: string) =>
  new OrchestraError({
    code: 'api.no-features',
    say: {
      fr: `« ${collection} » est un raster : il a des mailles, pas d’objets.`,
      en: `'${collection}' is a raster: it has cells, no features.`,
    },
    remedy: {
      fr: `Lisez ses mailles : /ogc/collections/${collection}/coverage, ou ses valeurs en un point : /ogc/collections/${collection}/position.`,
      en: `Read its cells: /ogc/collections/${collection}/coverage, or its values at a point: /ogc/collections/${collection}/position.`,
    },
    place: collection,
  })

/** A feature that its collection does not have. */
export const unknownFeature = (collection: string, id: string) =>
  new OrchestraError({
    code: 'api.unknown-feature',
    say: {
      fr: `La collection « ${collection} » n’a pas d’objet « ${id.slice(0, 64)} ».`,
      en: `Collection '${collection}' has no feature '${id.slice(0, 64)}'.`,
    },
    remedy: {
      fr: `Prenez l’identifiant d’un objet de /ogc/collections/${collection}/items.`,
      en: `Take the id of a feature of /ogc/collections/${collection}/items.`,
    },
    place: id.slice(0, 64),
  })

/** A request that would take more of the service than one asker may have. */
export const tooCostly = (fr: string, en: string, facts: Record<string, unknown>) =>
  new OrchestraError({
    code: 'api.too-costly',
    say: { fr: `Cette demande coûterait trop : ${fr}.`, en: `This request would cost too much: ${en}.` },
    remedy: {
      fr: 'Restreignez-la (bbox, datetime, filter plus étroits), ou téléchargez le jeu de données : /download/….',
      en: 'Narrow it (bbox, datetime, filter), or download the dataset: /download/….',
    },
    facts,
  })
