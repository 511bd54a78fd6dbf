import type { Harvest } from './harvest.ts'
import type { Organisation } from './organisation.ts'
import type { Binding } from './pack.ts'
import type { Place } from './place.ts'
import type { QualityWeights } from './quality.ts'
import type { Sensing } from './sensing.ts'
import type { Source } from './source.ts'
import type { StyleBinding } from './style.ts'
import type { InventedAnswers } from './survey.ts'

/** A place, its sources, and the packs it uses. No logic. */
export interface Territory extends Place {
  readonly sources: readonly Source[]
  readonly use: readonly Binding[]
  /** How some datasets are drawn; the others as their data suggests. */
  readonly styles?: readonly StyleBinding[]
  /** Who answers for its datasets, besides the one that publishes. */
  readonly organisations?: readonly Organisation[]
  /** Catalogues elsewhere whose descriptions of datasets are brought here. */
  readonly harvests?: readonly Harvest[]
  /** What each criterion weighs in the quality of a dataset; the usual weights for those not said. */
  readonly quality?: Partial<QualityWeights>
  /** Its sensors: where their frames come from, and whose they are. */
  readonly sensing?: Sensing
  /** Of an invented territory: what its inhabitants would answer to surveys. */
  readonly inventedAnswers?: readonly InventedAnswers[]
}

export function defineTerritory(territory: Territory): Territory {
  return territory
}
