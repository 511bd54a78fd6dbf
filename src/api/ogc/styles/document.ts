import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { spatialExtent } from '../../read/extent.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { webMercatorQuad } from '../tiles/matrix-sets.ts'
import { layersOf } from './maplibre.ts'
import { GROUND } from './palettes.ts'
import type { Symbology } from './symbology.ts'

/** A level shows about one dataset a screen. */
const WORLD_DEGREES = 360

/** The style as a MapLibre document (version 8) over our vector tiles. It needs no sprite and no font. */
export async function styleDocument(deps: Deps, c: Context, { node }: Snapshot, symbology: Symbology) {
  const { language } = speechOf(c)
  const { origin } = new URL(c.req.url)
  const box = spatialExtent(node, (await deps.summaries()).get(node.name)!)
  const [west, south, east, north] = box ?? deps.chain.graph.territory.bounds
  const span = Math.max(east! - west!, (north! - south!) * 2, 1e-9)
  const tiles = `${origin}/ogc/collections/${node.name}/tiles/${webMercatorQuad.id}/tilejson`
  return {
    version: 8 as const,
    name: `${node.title[language]} — ${symbology.title[language]}`,
    metadata: {
      'orchestra:dataset': node.name,
      'orchestra:column': symbology.colouring.by === 'nothing' ? null : symbology.colouring.column,
      'orchestra:legend': `${origin}/ogc/styles/${encodeURIComponent(symbology.id)}/legend`,
    },
    center: [(west! + east!) / 2, (south! + north!) / 2],
    zoom: Math.max(0, Math.floor(Math.log2(WORLD_DEGREES / span) * 10) / 10),
    sources: { [node.name]: { type: 'vector' as const, url: tiles } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': GROUND } },
      ...layersOf(symbology, { source: node.name, 'source-layer': node.name }),
    ],
  }
}
