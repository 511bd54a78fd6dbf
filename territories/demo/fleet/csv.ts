import type { Town } from '../town/town.ts'
import { type Family, fleetOf } from './devices.ts'

interface Declared {
  readonly profile: string
  readonly family: string
  readonly group: string
  /** How the device is installed: what its codec must know. */
  readonly variables?: Readonly<Record<string, number>>
}

/** Profiles of the library of devices, and what the town does with each family. Those that speak JSON need none. */
const declared: Readonly<Record<Family, Declared>> = {
  air: { profile: 'elsys/ems', family: 'air', group: 'climat' },
  classroom: { profile: 'elsys/ers-co2', family: 'air', group: 'écoles' },
  noise: { profile: 'elsys/ers-sound', family: 'noise', group: 'bruit' },
  bin: { profile: 'elsys/elt-ultrasonic', family: 'bins', group: 'déchets', variables: { empty: 1700, full: 100 } },
  flood: { profile: 'dragino/ldds75', family: 'flood', group: 'rivière', variables: { sensorHeight: 3600 } },
  'water-meter': { profile: 'adeunis/pulse', family: 'water', group: 'bâtiments', variables: { pulsesPerLitre: 1 } },
  'energy-meter': { profile: 'elsys/elt-2', family: 'energy', group: 'bâtiments' },
  parking: { profile: '', family: 'parking', group: 'stationnement' },
  'street-light': { profile: '', family: 'light', group: 'éclairage' },
}

const variables = ['empty', 'full', 'sensorHeight', 'pulsesPerLitre'] as const

/** The inventory of the fleet, as a department would hand it over. */
export function inventory(town: Town, dataset: string): string {
  const header = ['eui', 'name', 'profile', 'family', 'lat', 'lon', 'group', 'expected', 'dataset']
  const rows = fleetOf(town).map(({ eui, name, family, at, every }) => {
    const { profile, family: use, group, variables: given = {} } = declared[family]
    const [lon, lat] = town.site.point(at).coordinates as [number, number]
    const place = [lat, lon].map((degrees) => degrees.toFixed(6))
    return [eui, name, profile, use, ...place, group, `${every}s`, dataset, ...variables.map((one) => given[one] ?? '')]
  })
  const columns = [...header, ...variables.map((one) => `variables.${one}`)]
  return `${[columns, ...rows].map((cells) => cells.map((cell) => quoted(String(cell))).join(',')).join('\n')}\n`
}

const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
