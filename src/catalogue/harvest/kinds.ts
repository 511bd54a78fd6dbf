import type { HarvestKind } from '../../kernel/index.ts'
import { ckan } from './ckan/read.ts'
import { dcat } from './dcat/read.ts'
import { csw, iso } from './iso/read.ts'
import { opendatasoft } from './opendatasoft/read.ts'
import { rudi } from './rudi/read.ts'
import type { Harvester } from './types.ts'
import { udata } from './udata/read.ts'

const harvesters: Readonly<Record<HarvestKind, Harvester>> = { rudi, dcat, ckan, opendatasoft, udata, iso, csw }

/** How a kind of catalogue is harvested. */
export const harvesterOf = (kind: HarvestKind): Harvester => harvesters[kind]
