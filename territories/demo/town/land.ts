import type { Block } from './cut.ts'
import type { Plan } from './plan.ts'
import { area, distance, middle } from './polygon.ts'
import { type Dice, dice, noise2 } from './random.ts'

/** What a block is used for. */
export type Use =
  | 'water'
  | 'wood'
  | 'meadow'
  | 'field'
  | 'park'
  | 'square'
  | 'old-town'
  | 'terraces'
  | 'houses'
  | 'estate'
  | 'activity'

/** What mostly covers the ground of a block, streets and buildings aside: invented. */
export const groundOf = {
  water: 'water',
  wood: 'wood',
  meadow: 'grass',
  field: 'bare',
  park: 'grass',
  square: 'paving',
  'old-town': 'paving',
  terraces: 'grass',
  houses: 'grass',
  estate: 'grass',
  activity: 'asphalt',
} as const satisfies Record<Use, string>

const ESTATE_QUARTERS = [3, 6] // Haute-Roche, Grand-Pré: built up in the 1960s
const ACTIVITY_QUARTER = 8 // Le Port-aux-Bois, down the river

/** The use of each block of a plan, in its order. */
export function usesOf(plan: Plan): Use[] {
  const roll = dice(plan.site.seed, 'use')
  const heart = nearest(plan)
  return plan.blocks.map((block, i) => (i === heart ? 'square' : useOf(plan, block, i, roll)))
}

function useOf(plan: Plan, block: Block, i: number, roll: Dice): Use {
  if (block.water) return 'water'
  const at = middle(block.corners)
  const depth = plan.urbanity(at)
  const toRiver = Math.abs(at[1] - plan.site.river(at[0]))
  const size = area(block.corners)
  // Blocks that the streets left large, inside the town, are its parks; so are a few on the river.
  if (depth < -0.02 || (depth < 0.08 && size > 26_000)) {
    const wild = noise2(roll, at[0] / 600, at[1] / 600, 3) + (plan.site.elevation(at) - 80) / 40
    return toRiver < 190 ? 'meadow' : wild > 0.25 ? 'wood' : roll(i, 1) < 0.3 ? 'meadow' : 'field'
  }
  if (roll(i, 2) < (toRiver < 140 ? 0.18 : 0.035)) return 'park'
  if (depth > 0.58) return roll(i, 3) < 0.05 ? 'square' : 'old-town'
  if (block.quarter === ACTIVITY_QUARTER && depth < 0.42) return 'activity'
  if (ESTATE_QUARTERS.includes(block.quarter) && depth < 0.42 && roll(i, 4) < 0.75) return 'estate'
  if (depth < 0.3 && roll(i, 5) < 0.06) return 'activity'
  return depth + 0.12 * (roll(i, 6) - 0.5) > 0.32 ? 'terraces' : 'houses'
}

/** The block nearest the centre: the square of the church. */
function nearest({ blocks, centre }: Plan): number {
  let best = 0
  for (let i = 1; i < blocks.length; i++)
    if (distance(middle(blocks[i]!.corners), centre) < distance(middle(blocks[best]!.corners), centre)) best = i
  return best
}
