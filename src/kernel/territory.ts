import type { Binding } from './pack.ts'
import type { Place } from './place.ts'
import type { Source } from './source.ts'

/** A place, its sources, and the packs it uses. No logic. */
export interface Territory extends Place {
  readonly sources: readonly Source[]
  readonly use: readonly Binding[]
}

export function defineTerritory(territory: Territory): Territory {
  return territory
}
