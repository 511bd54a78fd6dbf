import type { Block } from './cut.ts'
import type { Use } from './land.ts'
import type { Plan } from './plan.ts'
import { along, distance, holds, middle, type Point } from './polygon.ts'
import { between, type Dice, dice } from './random.ts'
import { type Street, streetKinds } from './streets.ts'

/** Species by planting: scientific name, French name, height when grown and crown diameter in metres (usual urban sizes). */
const species = {
  row: [
    ['Platanus × hispanica', 'platane commun', 20, 12],
    ['Tilia × europaea', 'tilleul commun', 18, 9],
    ['Celtis australis', 'micocoulier de Provence', 15, 9],
    ['Acer platanoides', 'érable plane', 15, 8],
  ],
  quay: [
    ['Populus nigra', 'peuplier noir', 24, 6],
    ['Salix alba', 'saule blanc', 16, 10],
    ['Alnus glutinosa', 'aulne glutineux', 15, 6],
  ],
  park: [
    ['Quercus robur', 'chêne pédonculé', 20, 13],
    ['Fagus sylvatica', 'hêtre commun', 22, 13],
    ['Cedrus libani', 'cèdre du Liban', 22, 14],
    ['Betula pendula', 'bouleau verruqueux', 15, 6],
    ['Prunus avium', 'merisier', 12, 7],
    ['Aesculus hippocastanum', 'marronnier d’Inde', 18, 11],
  ],
} as const satisfies Record<string, readonly (readonly [string, string, number, number])[]>

export interface Tree {
  readonly at: Point
  readonly setting: 'row' | 'park' | 'square'
  readonly scientific: string
  readonly common: string
  /** Metres. */
  readonly height: number
  readonly crown: number
  readonly deciduous: boolean
}

const SPACING = { boulevard: 9, avenue: 11, quay: 10 } as const // m between trees of a row
const CLEAR = 13 // m kept free at junctions
const OPEN = 22 // m around the middle of a square, left to the market or the church
const PARK_AREA = { park: 85, square: 190 } as const // m² a tree

/** The rows of trees of one street: both sides of boulevards and avenues, one side of quays; gaps where some died. */
export function rowTrees(plan: Plan, street: Street): Tree[] {
  const spacing = SPACING[street.class as keyof typeof SPACING]
  if (!spacing || street.bridge) return []
  const roll = dice(plan.site.seed, 'row trees')
  const [p, q] = street.ends
  const side = streetKinds[street.class].width / 2 - 2.2
  const [nu, nv] = [-(q[1] - p[1]) / street.length, (q[0] - p[0]) / street.length]
  const riverUp = plan.site.river(p[0]) > p[1] === nv > 0
  const sides = street.class === 'quay' ? [riverUp ? 1 : -1] : [1, -1]
  const kind = species[street.class === 'quay' ? 'quay' : 'row']
  const chosen = kind[Math.floor(roll(street.way, 0) * kind.length)]!
  const trees: Tree[] = []
  for (const hand of sides)
    for (let n = 0, s = CLEAR; s < street.length - CLEAR; n++, s += spacing) {
      const key = street.id * 2 + (hand > 0 ? 1 : 0)
      if (roll(key, 1, n) < 0.07) continue
      const [u, v] = along(p, q, s / street.length)
      trees.push(grow([u + hand * side * nu, v + hand * side * nv], 'row', chosen, key, n, roll))
    }
  return trees
}

/** The trees of a park or square, where chance sowed them. */
export function parkTrees(plan: Plan, block: Block, index: number, use: Use): Tree[] {
  if (use !== 'park' && use !== 'square') return []
  const roll = dice(plan.site.seed, 'park trees')
  const us = block.corners.map((c) => c[0])
  const vs = block.corners.map((c) => c[1])
  const [west, east, south, north] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)]
  const margin = Math.max(...block.ways.map((w) => (w === -1 ? 2 : streetKinds[plan.ways[w]!.class].width / 2))) + 3
  const tries = Math.round(((east - west) * (north - south)) / PARK_AREA[use])
  const trees: Tree[] = []
  for (let n = 0; n < tries; n++) {
    const at: Point = [between(roll(index, 2, n), west, east), between(roll(index, 3, n), south, north)]
    const inTheMiddle = use === 'square' && distance(at, middle(block.corners)) < OPEN
    if (!holds(block.corners, at, margin) || inTheMiddle) continue
    const chosen = species.park[Math.floor(roll(index, 4, n) * species.park.length)]!
    trees.push(grow(at, use, chosen, index, n, roll))
  }
  return trees
}

function grow(
  at: Point,
  setting: Tree['setting'],
  [scientific, common, tall, wide]: readonly [string, string, number, number],
  key: number,
  n: number,
  roll: Dice,
): Tree {
  const age = between(roll(key, 5, n), 0.35, 1.05)
  const round = (m: number) => Math.round(m * 10) / 10
  const deciduous = !scientific.startsWith('Cedrus')
  return { at, setting, scientific, common, height: round(tall * age), crown: round(wide * age), deciduous }
}
