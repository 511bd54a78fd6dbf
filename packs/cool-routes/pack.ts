import { boundOf, definePack, optional, UNBOUND } from '../../src/kernel/index.ts'
import { type FrameOptions, frameOf } from '../heat/frame.ts'
import { HeatHour } from '../heat/maps/tables.ts'
import type { Publishing } from '../heat/publish.ts'
import { TransitStop } from '../mobility/shapes.ts'
import { graphAssets } from './graph/assets.ts'
import type { GraphRefs } from './graph/edges.ts'
import { parameters } from './parameters.ts'
import { placeAssets } from './places/assets.ts'
import { coolRouteProcesses } from './processes.ts'
import { walkIn } from './refs.ts'
import { comfortAssets } from './shade/comfort.ts'
import { sunAssets } from './shade/sun.ts'
import { Raster, Refuge, WalkAmenity, WalkCrossing, WalkWay } from './shapes.ts'
import { coolRoutesSheet } from './sheets/sheet.ts'

/** The frame is that of the heat pack, whose maps are read. */
export interface CoolRoutesOptions extends FrameOptions, Publishing {}

/** Walking a territory in the shade: its graph, the sun and comfort of each edge, what is of use on the way. */
export function coolRoutesPack(options: CoolRoutesOptions) {
  const frame = frameOf(options)
  return definePack({
    id: 'cool-routes',
    title: { fr: 'Parcours fraîcheur', en: 'Cool routes' },
    description: {
      fr: 'À pied par l’ombre : le graphe des voies, leur soleil à chaque moment de l’année, les lieux frais et utiles, et les chemins qui vont avec.',
      en: 'On foot in the shade: the graph of ways, their sun at each moment of the year, cool and useful places, and the routes that go with them.',
    },
    code: import.meta.url,
    inputs: {
      ways: WalkWay,
      roads: optional(WalkWay),
      crossings: optional(WalkCrossing),
      relief: optional(Raster),
      surface: optional(Raster),
      utci: optional(Raster),
      day: optional(HeatHour),
      amenities: optional(WalkAmenity),
      refuges: optional(Refuge),
      stops: optional(TransitStop),
    },
    parameters,
    sheets: [coolRoutesSheet],
    assets: ({ ways, roads, crossings, relief, surface, utci, day, amenities, refuges, stops }, tuned) => {
      const refs: GraphRefs = { ways, ...boundOf({ roads, crossings, relief }) }
      const { edges, nodes, parts } = graphAssets(refs, frame, tuned, options)
      const sun = sunAssets({ edges, surface }, frame, tuned, options)
      const comfort = comfortAssets({ edges, utci, day }, frame, tuned, options)
      return [
        edges,
        nodes,
        parts,
        ...(surface.name === UNBOUND ? [] : [sun.seasons]),
        sun.inTiles,
        sun.shade,
        ...Object.values(comfort),
        ...placeAssets({ edges, amenities, refuges, stops, utci }, frame, options),
      ]
    },
    processes: ({ surface, utci, day, amenities, refuges }) => {
      const { edges, nodes, places, ...others } = walkIn(frame.crs)
      const bound = [
        surface.name !== UNBOUND && (['seasons', 'shade'] as const),
        utci.name !== UNBOUND && day.name !== UNBOUND && (['comfort'] as const),
        amenities.name !== UNBOUND && (['amenities'] as const),
        refuges.name !== UNBOUND && (['coolPlaces'] as const),
      ]
      const had = bound.flatMap((names) => (names ? [...names] : []))
      const refs = Object.fromEntries(had.map((name) => [name, others[name]]))
      return coolRouteProcesses({ edges, nodes, places, ...refs }, frame.crs)
    },
  })
}
