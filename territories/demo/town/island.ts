import type { Use } from './land.ts'
import { holds, type Point } from './polygon.ts'
import { dice, noise2 } from './random.ts'
import type { Town } from './town.ts'

/**
 * The heat island of the town as it truly is, since it is invented: what a perfect network would measure, so that what is
 * made of an imperfect one can be judged.
 */
export interface Island {
  /** K above open country on a night that counts 1, at a point. */
  intensity(p: Point): number
  /** What the night of an hour counts: about 1 when clear and calm, near 0 by wind and by day. */
  strength(hour: number, wind: number): number
}

/** How much a kind of land keeps the heat of the day, 1 being the old town. Invented, in the order that towns show. */
const KEEPS: Readonly<Record<Use, number>> = {
  'old-town': 1,
  square: 0.8,
  terraces: 0.72,
  activity: 0.7,
  estate: 0.55,
  houses: 0.4,
  water: 0.1,
  field: 0,
  meadow: -0.05,
  park: -0.1,
  wood: -0.12,
}
/** K between the heart of the old town and the country on a night that counts 1: a usual figure for towns of this size. */
const FULL = 4.2
/** Land that a place feels: a share of it near, the rest farther, in metres. */
const NEAR = { radius: 120, share: 0.4 } as const
const FAR = { radius: 450 } as const
const SAMPLES = 48
/** What morphology does not say, K: swells of a few hundred metres. */
const OWN = { size: 420, most: 0.55 } as const
const BUCKET = 100 // m

export function islandOf(town: Town): Island {
  const useAt = landOf(town)
  const roll = dice(town.seed, 'island')
  const spiral = Array.from({ length: SAMPLES }, (_, k) => {
    // Sunflower: each sample stands for the same area.
    const [radius, angle] = [Math.sqrt((k + 0.5) / SAMPLES), k * Math.PI * (3 - Math.sqrt(5))]
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const
  })
  const around = ([u, v]: Point, radius: number) =>
    spiral.reduce((sum, [du, dv]) => sum + KEEPS[useAt([u + radius * du, v + radius * dv])], 0) / SAMPLES
  return {
    intensity: (p) =>
      FULL * (NEAR.share * around(p, NEAR.radius) + (1 - NEAR.share) * around(p, FAR.radius)) +
      OWN.most * noise2(roll, p[0] / OWN.size, p[1] / OWN.size),
    strength: (hour, wind) => {
      const night = Math.max(0, 0.5 + 0.7 * Math.cos(((hour - 1.5) * Math.PI) / 12)) / 1.2
      return (night * 1.9) / (0.9 + wind)
    },
  }
}

/** The use of the land at a point; country where no block is. */
function landOf({ plan, uses }: Town): (p: Point) => Use {
  const buckets = new Map<string, number[]>()
  const key = (u: number, v: number) => `${Math.floor(u / BUCKET)} ${Math.floor(v / BUCKET)}`
  plan.blocks.forEach(({ corners }, i) => {
    const [us, vs] = [corners.map(([u]) => u), corners.map(([, v]) => v)]
    for (let u = Math.floor(Math.min(...us) / BUCKET); u <= Math.max(...us) / BUCKET; u++)
      for (let v = Math.floor(Math.min(...vs) / BUCKET); v <= Math.max(...vs) / BUCKET; v++) {
        const name = `${u} ${v}`
        if (!buckets.has(name)) buckets.set(name, [])
        buckets.get(name)!.push(i)
      }
  })
  return (p) => {
    const found = buckets.get(key(...p))?.find((i) => holds(plan.blocks[i]!.corners, p))
    return found === undefined ? 'field' : uses[found]!
  }
}
