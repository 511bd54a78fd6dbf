import { type Building, buildingsOf } from './buildings.ts'
import type { Use } from './land.ts'
import { along, densify, distance, middle, type Point } from './polygon.ts'
import { dice } from './random.ts'
import type { Town } from './town.ts'
import { asideOf } from './walks.ts'

/** Something of use to who walks, in the words of the pack. */
export interface TownAmenity {
  readonly id: string
  readonly name: string | null
  readonly kind: string
  readonly detail: string
  readonly wheelchair: 'yes' | 'limited' | 'no' | null
  readonly at: Point
}

/** A place where one may hope for coolness. */
export interface TownRefuge {
  readonly id: string
  readonly name: string | null
  readonly kind: 'park' | 'wood' | 'water' | 'church' | 'library'
  readonly open: boolean
  readonly ring: readonly Point[]
}

/** m between two benches of a street, on one side, and the chance that there is one. */
const BENCHES = { spacing: 70, chance: 0.7 } as const
/** Shops of the old town by their share: invented. */
const TRADES = [
  [0.03, 'food', 'bakery', 'Boulangerie'],
  [0.045, 'food', 'supermarket', 'Supérette'],
  [0.055, 'food', 'greengrocer', 'Primeur'],
  [0.07, 'health', 'pharmacy', 'Pharmacie'],
  [0.08, 'health', 'doctors', 'Cabinet médical'],
  [0.13, 'cafe', 'cafe', 'Café'],
  [0.2, 'shop', 'clothes', 'Boutique'],
] as const
/** One building each, in the old town. */
const PUBLIC = [
  ['library', 'culture', 'Bibliothèque de Valmorne'],
  ['townhall', 'service', 'Mairie de Valmorne'],
  ['post_office', 'service', 'Poste de Valmorne'],
  ['theatre', 'culture', 'Théâtre de Valmorne'],
] as const

/** Benches, fountains, toilets, shops, schools and public places of the town. */
export function* amenitiesOf(town: Town): Generator<TownAmenity> {
  const { plan, uses, streets } = town
  const roll = dice(town.seed, 'amenities')
  for (const street of streets) {
    if (street.class !== 'boulevard' && street.class !== 'quay' && street.class !== 'avenue') continue
    const [p, q] = street.ends
    const aside = asideOf(street.class)
    const [nu, nv] = [-(q[1] - p[1]) / street.length, (q[0] - p[0]) / street.length]
    for (const hand of [1, -1])
      for (let n = 1; n * BENCHES.spacing < street.length; n++) {
        const key = street.id * 2 + (hand > 0 ? 1 : 0)
        if (roll(key, 1, n) > BENCHES.chance) continue
        const [u, v] = along(p, q, (n * BENCHES.spacing) / street.length)
        yield amenity(`BE${key}-${n}`, null, 'bench', 'bench', [u + hand * aside * nu, v + hand * aside * nv])
      }
  }
  for (const [i, block] of plan.blocks.entries()) {
    const use = uses[i]!
    if (use === 'park' || use === 'square') {
      const centre = middle(block.corners)
      for (const [n, corner] of block.corners.entries())
        yield amenity(`BP${i}-${n}`, null, 'bench', 'bench', along(centre, corner, 0.45))
      const aside = along(centre, block.corners[0]!, 0.3)
      if (roll(i, 2) < 0.8) yield amenity(`EA${i}`, null, 'drinking_water', 'drinking_water', aside)
      if (roll(i, 3) < 0.4)
        yield {
          ...amenity(`WC${i}`, null, 'toilets', 'toilets', along(centre, block.corners[1]!, 0.5)),
          wheelchair: 'yes',
        }
    }
    for (const [n, building] of builtOn(town, i).entries()) {
      if (building.use !== 'shop-and-dwelling') continue
      const draw = roll(i, 4, n)
      const trade = TRADES.find(([share]) => draw < share)
      if (trade) yield amenity(`CO${i}-${n}`, `${trade[3]} ${i}-${n}`, trade[1], trade[2], middle(building.corners))
    }
  }
  for (const [n, { at, of }] of publicPlaces(town).entries())
    yield { ...amenity(`PU${n}`, of[2], of[1], of[0], at), wheelchair: 'yes' }
  for (const [n, { name, corners }] of plan.quarters.entries()) {
    const home = nearestBlock(town, middle(corners), ['terraces', 'houses', 'old-town', 'estate'])
    if (home !== undefined)
      yield amenity(`EC${n}`, `École ${name}`, 'school', 'school', middle(plan.blocks[home]!.corners))
  }
}

/** Parks, woods, the river, the church and the library. */
export function* refugesOf(town: Town): Generator<TownRefuge> {
  const { plan, uses } = town
  const kinds: Partial<Record<Use, 'park' | 'wood' | 'water'>> = { park: 'park', wood: 'wood', water: 'water' }
  const told = { park: 'Parc', wood: 'Bois', water: 'Rivière' } as const
  for (const [i, block] of plan.blocks.entries()) {
    const kind = kinds[uses[i]!]
    const quarter = plan.quarters[block.quarter]!.name
    if (kind)
      yield {
        id: `RE${i}`,
        name: kind === 'water' ? null : `${told[kind]} ${quarter} ${i}`,
        kind,
        open: true,
        ring: densify([...block.corners, block.corners[0]!], 25).slice(0, -1),
      }
    for (const [n, { use, corners }] of builtOn(town, i).entries())
      if (use === 'worship')
        yield { id: `EG${i}-${n}`, name: 'Église de Valmorne', kind: 'church', open: true, ring: corners }
  }
  const library = publicPlaces(town).find(({ of }) => of[0] === 'library')
  if (library) yield { id: 'BI', name: library.of[2], kind: 'library', open: true, ring: library.ring }
}

const amenity = (id: string, name: string | null, kind: string, detail: string, at: Point): TownAmenity => ({
  ...{ id, name, kind, detail, at },
  wheelchair: null,
})

const builtOn = ({ plan, uses }: Town, i: number): Building[] => buildingsOf(plan, plan.blocks[i]!, i, uses[i]!)

/** The public places, each in the first building of one of the blocks of the old town, from its middle. */
function publicPlaces(town: Town) {
  const { plan, uses } = town
  const near = plan.blocks
    .map((block, i) => ({ i, off: distance(middle(block.corners), plan.centre) }))
    .filter(({ i }) => uses[i] === 'old-town')
    .sort((a, b) => a.off - b.off || a.i - b.i)
  return PUBLIC.flatMap((of, n) => {
    const building = near[2 * n] && builtOn(town, near[2 * n]!.i)[0]
    return building ? [{ of, at: middle(building.corners), ring: building.corners }] : []
  })
}

function nearestBlock({ plan, uses }: Town, to: Point, among: readonly Use[]): number | undefined {
  let [best, least] = [undefined as number | undefined, Infinity]
  for (const [i, block] of plan.blocks.entries()) {
    const off = distance(middle(block.corners), to)
    if (among.includes(uses[i]!) && off < least) [best, least] = [i, off]
  }
  return best
}
