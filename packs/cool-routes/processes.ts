import type { Process } from '../../src/kernel/index.ts'
import { coolRouteProcess } from './processes/cool-route.ts'
import { findPlaceProcess } from './processes/find-place.ts'
import { isochroneProcess } from './processes/isochrone.ts'
import type { Kept } from './processes/kept.ts'
import { roundWalkProcess } from './processes/round-walk.ts'
import { prepareWalking, type WalkRefs } from './processes/state.ts'
import { whenToLeaveProcess } from './processes/when-to-leave.ts'

/** What anybody may ask of the walking graph: `refs` are the assets of it that the territory has. */
export function coolRouteProcesses(refs: WalkRefs, crs: string): readonly Process[] {
  const kept: Kept = {
    from: refs as Kept['from'],
    prepare: (tables, run) => prepareWalking(tables, run, crs),
    idle: ({ router }) => router.tighten(),
  }
  return [
    coolRouteProcess(kept),
    whenToLeaveProcess(kept),
    roundWalkProcess(kept),
    isochroneProcess(kept),
    findPlaceProcess(kept),
  ]
}
