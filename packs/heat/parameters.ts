import { blockParameters } from './blocks/parameters.ts'
import { exposureParameters } from './exposure/parameters.ts'
import { islandParameters } from './island/parameters.ts'
import { lightParameters } from './maps/parameters.ts'
import { surfaceParameters } from './surface/parameters.ts'
import { zoneParameters } from './zones/parameters.ts'

/** The numbers of this pack that a territory may tune, with where the defaults come from. */
export const parameters = {
  ...surfaceParameters,
  ...lightParameters,
  ...blockParameters,
  ...zoneParameters,
  ...islandParameters,
  ...exposureParameters,
} as const

/** Values of the parameters, as a territory has them. */
export type Tuned = { readonly [K in keyof typeof parameters]: number }
