import type { Bilingual } from '../../kernel/index.ts'

/** A fact about how a device is installed, which its codec needs: a column `variables.<name>` of the CSV file. */
export interface Variable {
  readonly name: string
  readonly title: Bilingual
  /** UCUM code. */
  readonly unit: string
  readonly example: string
}

/** What a city uses devices for, and what must be told of those of a kind. */
export interface Family {
  readonly id: string
  readonly title: Bilingual
  readonly variables: readonly Variable[]
}

const variable = (name: string, fr: string, en: string, unit: string, example: string): Variable => ({
  ...{ name, title: { fr, en }, unit, example },
})
const family = (id: string, fr: string, en: string, ...variables: Variable[]): Family => ({
  ...{ id, title: { fr, en }, variables },
})

const empty = variable('empty', 'Du capteur au fond vide', 'From the sensor to the empty bottom', 'mm', '1700')
const full = variable('full', 'Du capteur au plein', 'From the sensor to the full level', 'mm', '200')

/** The families that are ready: each has profiles in the library. */
export const families: readonly Family[] = [
  family('air', 'Air : température, humidité, CO₂, particules', 'Air: temperature, humidity, CO₂, particles'),
  family('energy', 'Compteurs d’énergie', 'Energy meters'),
  family(
    'water',
    'Compteurs d’eau',
    'Water meters',
    variable('pulsesPerLitre', 'Impulsions par litre', 'Pulses per litre', '/L', '450'),
  ),
  family(
    'parking',
    'Stationnement',
    'Parking',
    variable('occupiedBelow', 'Occupée en deçà de', 'Occupied below', 'mm', '2000'),
  ),
  family('light', 'Éclairage public', 'Street light'),
  family('bins', 'Bacs et conteneurs', 'Bins and containers', empty, full),
  family(
    'flood',
    'Crues, niveaux et fuites d’eau',
    'Floods, water levels and leaks',
    variable('sensorHeight', 'Hauteur du capteur au-dessus du lit', 'Height of the sensor over the bed', 'mm', '3200'),
  ),
  family('noise', 'Bruit', 'Noise'),
  family('counters', 'Comptages et ouvertures', 'Counters and openings'),
  family('network', 'Qualité du réseau', 'Quality of the network'),
]

/** The name of a family; its identifier where nobody named it. */
export const familyTitle = (id: string): Bilingual => families.find((one) => one.id === id)?.title ?? { fr: id, en: id }

/** Columns of the CSV file of devices that every family has. */
const csvColumns = [
  ...['eui', 'name', 'profile', 'lat', 'lon', 'group', 'expected', 'dataset', 'join_eui', 'app_key'],
] as const

/** A CSV file to fill in for a family: the columns, and one row as an example. Undefined for an unknown family. */
export function csvTemplate(id: string, profile: string): string | undefined {
  const known = families.find((one) => one.id === id)
  if (!known) return undefined
  const columns = [...csvColumns, ...known.variables.map(({ name }) => `variables.${name}`)]
  const example = [
    'A81758FFFE000001',
    'Place du marché',
    profile,
    '48.1119',
    '-1.6800',
    'centre',
    '10min',
    'sensors',
    '',
    '',
  ]
  return `${columns.join(',')}\n${[...example, ...known.variables.map((one) => one.example)].join(',')}\n`
}
