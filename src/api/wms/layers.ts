import type { Context } from 'hono'
import { columnOfRole, type Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { type Crs, crsEverywhere } from '../ogc/common/crs.ts'
import { collectionNodes, rasterNodes } from '../ogc/common/nodes.ts'
import { type Coverage, openCoverage } from '../ogc/coverages/index.ts'
import { styleOf } from '../ogc/styles/open.ts'
import type { Symbology } from '../ogc/styles/symbology.ts'
import { noGeometry } from '../ogc/tiles/faults.ts'
import { owsFault } from '../ows/index.ts'
import { datasetOf, openTable } from '../read/datasets.ts'
import type { Snapshot } from '../read/snapshots.ts'
import type { MapRequest } from './request.ts'

/** One version of a dataset, to be drawn in a style: empty for the usual one. */
export type MapLayer = { readonly snapshot: Snapshot; readonly style: string } & (
  | { readonly kind: 'features' }
  | { readonly kind: 'raster'; readonly coverage: Coverage }
)

/** The CRS of all maps. */
export const mapCrs = ({ chain }: Pick<Deps, 'chain'>): Crs[] => crsEverywhere(chain.graph.territory)

/** The datasets that are drawn: tables with a geometry, and rasters. */
export const layerNodes = ({ chain }: Pick<Deps, 'chain'>): Node[] => [
  ...rasterNodes(chain.graph),
  ...collectionNodes(chain.graph).filter(({ rows }) => columnOfRole(rows, 'geometry')),
]

/** A dataset opened to be drawn, for whoever asks: access is decided there. Throws `LayerNotDefined`, `StyleNotDefined`, `api.refused`. */
export async function openLayer(deps: Deps, c: Context, name: string, style: string): Promise<MapLayer> {
  if (style !== '' && style !== name && !style.startsWith(`${name}.`))
    throw owsFault(
      'StyleNotDefined',
      style.slice(0, 64),
      `ce style n’est pas de la couche ${name.slice(0, 64)}`,
      `no style of ${name.slice(0, 64)}`,
    )
  if (datasetOf(deps, name).kind === 'raster') {
    const coverage = await openCoverage(deps, c, name)
    return { kind: 'raster', snapshot: coverage.snapshot, coverage, style }
  }
  const snapshot = await openTable(deps, c, name)
  if (!columnOfRole(snapshot.node.rows, 'geometry')) throw noGeometry(name)
  return { kind: 'features', snapshot, style }
}

/** All the layers of a picture, the first underneath. */
export const openLayers = (deps: Deps, c: Context, { layers }: Pick<MapRequest, 'layers'>): Promise<MapLayer[]> =>
  Promise.all(layers.map(({ name, style }) => openLayer(deps, c, name, style)))

/** How a layer of features is drawn. Throws `StyleNotDefined`. */
export const symbologyOf = (
  deps: Deps,
  { snapshot, style }: Pick<MapLayer, 'snapshot' | 'style'>,
): Promise<Symbology> => styleOf(deps, snapshot, style || snapshot.node.name)
