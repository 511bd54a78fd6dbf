export { connectedParts } from './connected.ts'
export { feltLength, sunWeight } from './felt.ts'
export {
  type EdgeKind,
  type EdgeSurface,
  type Exposure,
  edgeKinds,
  edgeSurfaces,
  kindCode,
  passable,
  type Season,
  type ShadeBin,
  SUN_UNKNOWN,
  SUN_WHOLE,
  seasons,
  surfaceCode,
  UTCI_UNKNOWN,
  type WalkingGraph,
} from './graph.ts'
export { openHeap } from './heap.ts'
export { lineOfStretch } from './line.ts'
export { HEAT_STRESS, type Measures, measure } from './measure.ts'
export { headOf, type Network, tailOf } from './network.ts'
export { outlineOf } from './outline.ts'
export { FLAT_SPEED, walkingSpeed, walkingTime } from './pace.ts'
export { flatSpeed, type ProfileId, profileIds } from './profiles.ts'
export { type Round, roundsFrom } from './round.ts'
export { type Asked, openRouter, type Router } from './router.ts'
export type { Found, OnEdge } from './search.ts'
export { openSnap, type Snapped } from './snap.ts'
export { feltOf, type Stretch, type Timed, timed } from './stretch.ts'
export { binAt, NIGHT, type SunDay, sunOf } from './sun-day.ts'
export type { Weighing } from './weigh.ts'
export { type Reached, streetsWithin, walkWithin, wayTo } from './within.ts'
