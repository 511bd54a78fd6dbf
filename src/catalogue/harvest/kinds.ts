import type { HarvestKind } from '../../kernel/index.ts'
import { rudi } from './rudi/read.ts'
import type { Harvester } from './types.ts'

const harvesters: Readonly<Record<HarvestKind, Harvester>> = { rudi } as never

/** How a kind of catalogue is harvested. */
export const harvesterOf = (kind: HarvestKind): Harvester => harvesters[kind]
