import { once } from '../town/once.ts'
import { along, type Point } from '../town/polygon.ts'
import { dice } from '../town/random.ts'
import type { Street } from '../town/streets.ts'
import type { Town } from '../town/town.ts'

export type Family =
  | 'air'
  | 'classroom'
  | 'noise'
  | 'bin'
  | 'flood'
  | 'water-meter'
  | 'energy-meter'
  | 'parking'
  | 'street-light'

/** A device of the town's own network, somewhere along a street. */
export interface FleetDevice {
  /** EUI-64, locally administered (second bit of its first byte): no maker owns it. */
  readonly eui: string
  readonly name: string
  readonly family: Family
  /** Number of the device in its family, from 0. */
  readonly rank: number
  readonly at: Point
  /** How much traffic passes, as a share of a boulevard's. */
  readonly busy: number
  /** Seconds between two messages. */
  readonly every: number
}

interface FamilyPlan {
  /** Devices at size 1. */
  readonly count: number
  readonly every: number
  readonly label: string
}

/** What a small town buys first. Periods are those its makers advise for ten years of battery, or a mains supply. */
const families: Readonly<Record<Family, FamilyPlan>> = {
  air: { count: 10, every: 900, label: 'Température' },
  classroom: { count: 6, every: 900, label: 'Classe' },
  noise: { count: 5, every: 900, label: 'Bruit' },
  bin: { count: 8, every: 3600, label: 'Conteneur à verre' },
  flood: { count: 3, every: 900, label: 'Niveau de la rivière' },
  'water-meter': { count: 5, every: 3600, label: 'Compteur d’eau' },
  'energy-meter': { count: 4, every: 1800, label: 'Compteur électrique' },
  parking: { count: 8, every: 1800, label: 'Place de stationnement' },
  'street-light': { count: 6, every: 1800, label: 'Candélabre' },
}

const busyOf: Partial<Record<Street['class'], number>> = { boulevard: 1, avenue: 0.8, quay: 0.35, street: 0.25 }

/** The fleet of the town: the same for the same seed and size. */
export function fleetOf(town: Town): FleetDevice[] {
  const places = once(() => town.streets.filter(({ class: kind }) => kind !== 'road' && kind !== 'path'))
  return (Object.keys(families) as Family[]).flatMap((family, code) => {
    const { count, every, label } = families[family]
    const roll = dice(town.seed, `fleet ${family}`)
    const wanted = Math.max(1, Math.round(count * town.size))
    return Array.from({ length: wanted }, (_, rank) => {
      const street = family === 'flood' ? undefined : places()[Math.floor(roll(rank) * places().length)]!
      const at = street
        ? along(street.ends[0], street.ends[1], 0.2 + 0.6 * roll(rank, 1))
        : bank(town, (rank + 0.5) / wanted)
      return {
        eui: `02C17F${hex(town.seed & 0xff, 2)}${hex(code + 1, 2)}${hex(rank + 1, 6)}`,
        name: street ? `${label} ${rank + 1}, ${street.name}` : `${label} ${rank + 1}`,
        ...{ family, rank, at, every },
        busy: (street && busyOf[street.class]) ?? 0.1,
      }
    })
  })
}

/** A point of the river at a share of its course. */
function bank(town: Town, share: number): Point {
  const u = share * town.site.side
  return [u, town.site.river(u)]
}

const hex = (n: number, digits: number) => n.toString(16).toUpperCase().padStart(digits, '0')
