import { type Building, buildingsOf } from './buildings.ts'
import type { Use } from './land.ts'
import type { Plan } from './plan.ts'
import { area, middle, type Point } from './polygon.ts'
import { between, dice, noise2 } from './random.ts'

const CELL = 200 // m, side of a square of the grid
const FLOOR_EACH = 95 // m² of floor for each inhabitant, walls, stairs, offices and empty homes included: invented

const HOUSEHOLD = 2.2 // inhabitants of a household, France (INSEE, 2020)

export interface Cell {
  readonly id: string
  /** Corners in Lambert-93. */
  readonly corners: readonly Point[]
  readonly people: number
  /** Inhabitants aged 65 and more, and poor households. */
  readonly aged: number
  readonly poor: number
}

/** Floors lived in: shops take the ground floor. */
const livedStoreys = ({ use, storeys }: Building) =>
  use === 'dwelling' ? storeys : use === 'shop-and-dwelling' ? storeys - 1 : 0

/** Inhabitants by 200 m square of Lambert-93, from the floors of the dwellings in it. Empty squares are left out. */
export function* cellsOf(plan: Plan, uses: readonly Use[]): Generator<Cell> {
  const roll = dice(plan.site.seed, 'people')
  const floors = new Map<string, { x: number; y: number; floor: number }>()
  for (const [i, block] of plan.blocks.entries())
    for (const building of buildingsOf(plan, block, i, uses[i]!)) {
      const [x, y] = plan.site.bend(middle(building.corners)).map((c) => Math.floor(c / CELL) * CELL) as [
        number,
        number,
      ]
      const id = `CRS2154RES200mN${y}E${x}`
      const cell = floors.get(id) ?? { x, y, floor: 0 }
      cell.floor += livedStoreys(building) * area(building.corners)
      floors.set(id, cell)
    }
  for (const [id, { x, y, floor }] of [...floors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const people = Math.round(floor / FLOOR_EACH)
    // Each changes over a few squares, as neighbourhoods do.
    const share = (least: number, most: number, subject: number) =>
      between(0.5 + 0.5 * noise2(roll, x / 700, y / 700, subject), least, most)
    if (people > 0)
      yield {
        id,
        people,
        aged: Math.round(people * share(0.1, 0.32, 1)),
        poor: Math.round((people / HOUSEHOLD) * share(0.04, 0.34, 2)),
        corners: [
          [x, y],
          [x + CELL, y],
          [x + CELL, y + CELL],
          [x, y + CELL],
        ],
      }
  }
}
