import { type Candidate, nearest } from './nearest.ts'
import type { Range } from './ranges.ts'
import { type CoverType, coverTypes } from './types.ts'

/** What covers a place seen from above, shares of its whole area. Together with the buildings they make 1. */
export interface Covers {
  readonly building: number
  /** Crowns of trees. */
  readonly tree: number
  readonly shrub: number
  /** Grass and crops. */
  readonly low: number
  readonly paved: number
  readonly bare: number
  readonly water: number
  /** Of which nothing is said. */
  readonly unknown: number
}

/** What tells the types of land cover apart, shares from 0 to 1. */
interface CoverProperties {
  /** Of the open ground. */
  readonly vegetation: number
  readonly paved: number
  readonly bare: number
  readonly water: number
  /** Of the vegetation. */
  readonly tree: number
  readonly shrub: number
}
type CoverProperty = keyof CoverProperties

/** From this share of the vegetation on, trees are scattered: below 10 % Stewart and Oke (2012), table 3, neglect a cover. */
const SCATTERED = 0.1
/** And dense from this one: the decision tree of Bernard et al. (2024), which has 0.05 for scattered trees. */
const DENSE = 0.75
const HALF = 0.5
const any: Range = [0, 1]
const most: Range = [HALF, 1]

/**
 * Stewart and Oke (2012) tell the types A to G by words more than by numbers: their seven properties do not see water from bare
 * soil, nor a meadow from a wood where no tree was measured. Here each is most of the open ground, trees parting A from B and
 * B from what is low; B has trees among other plants.
 */
const coverRanges: Readonly<Record<CoverType, { readonly [K in CoverProperty]?: Range }>> = {
  A: { vegetation: most, tree: [DENSE, 1] },
  B: { vegetation: most, tree: [SCATTERED, DENSE] },
  C: { vegetation: most, tree: [0, SCATTERED], shrub: most },
  D: { vegetation: most, tree: [0, SCATTERED], shrub: [0, HALF] },
  E: { paved: most },
  F: { bare: most },
  G: { water: most },
}

const compared = ['vegetation', 'paved', 'bare', 'water', 'tree', 'shrub'] as const
/** Shares as they are: the mean of six squares is made their sum again. */
const axes = compared.map((property) => ({ property, scale: 1 / Math.sqrt(compared.length), weight: 1 }))

/** The types of land cover from the nearest. Ground of which nothing is said counts as low plants. */
export function nearestCover(covers: Covers): Candidate<CoverType>[] {
  const { tree, shrub, low, paved, bare, water, unknown } = covers
  const vegetation = tree + shrub + low + unknown
  const open = vegetation + paved + bare + water
  if (open <= 0) return []
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  return nearest(
    {
      vegetation: share(vegetation, open),
      paved: share(paved, open),
      bare: share(bare, open),
      water: share(water, open),
      tree: share(tree, vegetation),
      shrub: share(shrub, vegetation),
    },
    coverTypes,
    (type, property) => coverRanges[type][property] ?? any,
    axes,
  )
}
