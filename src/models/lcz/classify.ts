import { type Known, knownShare, nearestBuilt, properties } from './built.ts'
import { type Covers, nearestCover } from './cover.ts'
import { certaintyOf } from './nearest.ts'
import type { BuiltType, LczType } from './types.ts'

export interface Classified {
  readonly type: LczType
  /** The next nearest of the same family, built or land cover. */
  readonly second: LczType | null
  /** To the ranges of the type; 0 inside all of them. */
  readonly distance: number
  /** 0 (as near to the second) to 1. */
  readonly certainty: number
  /** Of the seven properties of Stewart and Oke, how many were not known. */
  readonly missing: number
}

/** Share of buildings below which a place is of a type of land cover: Stewart and Oke (2012), table 3, all of A to G. */
export const BUILT = 0.1

/** Below this share of the weight of the seven properties a built type would be a guess: the share of buildings alone is half. */
const ENOUGH = 0.6

/**
 * The local climate zone of a place, by its properties and what covers it. Below 10 % of buildings, a type of land cover (A to
 * G) by its covers; from there on, the built type (1 to 10) whose ranges are nearest. Properties that are not known are passed
 * over and counted, and make the result less certain; `undefined` when too few are known, or nothing of the buildings.
 */
export function classify(values: Known, covers: Covers, without: readonly BuiltType[] = []): Classified | undefined {
  const missing = properties.filter((property) => !Number.isFinite(values[property] ?? Number.NaN)).length
  if (!Number.isFinite(values.building ?? Number.NaN)) return undefined
  const isBuilt = values.building! >= BUILT
  const known = knownShare(values)
  if (isBuilt && known < ENOUGH) return undefined
  const candidates = isBuilt ? nearestBuilt(values, without) : nearestCover(covers)
  const [first, second] = candidates
  if (!first) return undefined
  // Where nothing is said of the ground, it is not water, wood, building or street: half of what there is to know.
  const sure = isBuilt ? known : 1 - covers.unknown / 2
  return {
    type: first.type,
    second: second?.type ?? null,
    distance: first.distance,
    certainty: certaintyOf(candidates) * sure,
    missing,
  }
}
