import { walkEdgeIn, walkNodeIn } from './graph/tables.ts'
import { amenityIn, coolPlaceIn, walkPlaceIn } from './places/tables.ts'
import { WalkComfort, WalkSeason, WalkShade } from './shade/tables.ts'

/** What the pack makes, for processes to read and for a territory to bind to other packs: `walkIn('EPSG:2154').edges`. */
export const walkIn = (crs: string) => ({
  edges: { name: 'walk_edges', rows: walkEdgeIn(crs) },
  nodes: { name: 'walk_nodes', rows: walkNodeIn(crs) },
  seasons: { name: 'walk_seasons', rows: WalkSeason },
  shade: { name: 'walk_shade', rows: WalkShade },
  comfort: { name: 'walk_comfort', rows: WalkComfort },
  amenities: { name: 'walk_amenities', rows: amenityIn(crs) },
  coolPlaces: { name: 'cool_places', rows: coolPlaceIn(crs) },
  places: { name: 'walk_places', rows: walkPlaceIn(crs) },
})
