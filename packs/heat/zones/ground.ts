import { GroundClass } from '../../../src/models/radiation/index.ts'
import type { Drawn } from '../surface/draw.ts'

/** What covers blocks, counted in cells: one number a block. */
export interface GroundTally {
  readonly cells: Float64Array
  /** Seen from above: together they are `cells`. */
  readonly building: Float64Array
  readonly tree: Float64Array
  readonly shrub: Float64Array
  readonly low: Float64Array
  readonly paved: Float64Array
  readonly bare: Float64Array
  readonly water: Float64Array
  readonly unknown: Float64Array
  /** At ground level, under crowns too. */
  readonly impervious: Float64Array
  readonly pervious: Float64Array
  /** Sum of heights of cells under trees, m. */
  readonly treeHeight: Float64Array
  /** Sum of sky views of cells not built on, and how many have one. */
  readonly sky: Float64Array
  readonly skyCells: Float64Array
}

export function emptyTally(blocks: number): GroundTally {
  const names: readonly (keyof GroundTally)[] = [
    'cells',
    'building',
    'tree',
    'shrub',
    'low',
    'paved',
    'bare',
    'water',
    'unknown',
    'impervious',
    'pervious',
    'treeHeight',
    'sky',
    'skyCells',
  ]
  return Object.fromEntries(names.map((name) => [name, new Float64Array(blocks)])) as Record<
    keyof GroundTally,
    Float64Array
  >
}

type Seen = 'low' | 'paved' | 'bare' | 'water' | 'tree' | 'unknown'

/** What a class of ground is seen from above where no crown is over it, by its code. */
const seen: readonly Seen[] = Object.entries({
  none: 'unknown',
  asphalt: 'paved',
  paving: 'paved',
  roof: 'unknown',
  grass: 'low',
  soil: 'bare',
  water: 'water',
  underTrees: 'tree',
} satisfies Record<keyof typeof GroundClass, Seen>).reduce<Seen[]>((list, [name, kind]) => {
  list[GroundClass[name as keyof typeof GroundClass]] = kind
  return list
}, [])

/** Adds the cells of a window to the blocks that they are in. `sky` has the sky view of each cell, NaN where there is none. */
export function tallyGround(
  tally: GroundTally,
  painted: Int32Array,
  { cover, canopy }: Pick<Drawn, 'cover' | 'canopy'>,
  sky: Float32Array | undefined,
  treeFrom: number,
): void {
  for (let i = 0; i < painted.length; i++) {
    const block = painted[i]!
    if (block < 0) continue
    tally.cells[block]!++
    const code = cover[i]!
    if (code === GroundClass.roof) {
      tally.building[block]!++
      continue
    }
    const under = seen[code] ?? 'unknown'
    if (under === 'paved') tally.impervious[block]!++
    else if (under !== 'unknown') tally.pervious[block]!++
    const crown = canopy[i]!
    const above = crown >= treeFrom ? 'tree' : crown > 0 ? 'shrub' : under
    tally[above][block]!++
    if (crown >= treeFrom) tally.treeHeight[block]! += crown
    if (sky && !Number.isNaN(sky[i]!)) {
      tally.sky[block]! += sky[i]!
      tally.skyCells[block]!++
    }
  }
}
