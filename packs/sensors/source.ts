import { csv } from '../../src/connect/index.ts'
import { type Bilingual, check, type Partitions, type Publish } from '../../src/kernel/index.ts'
import { sensorPublish } from './pack.ts'
import { SensorHour } from './shapes.ts'

interface SensorHours {
  /** The dataset of the territory's `sensing` whose observations these are. */
  readonly dataset: string
  readonly producer: string
  readonly dated: string
  readonly access: Publish['access']
  /** What else its users must know: that the devices are invented, say. */
  readonly note?: Bilingual
  /** By day, for a fleet of years: each is then read again only when its observations changed. */
  readonly partitions?: Partitions & { readonly by: 'day' }
}

/** The observations of the territory's own sensors, by hour: a source that this very house holds. */
export const sensorHours = ({ dataset, partitions, access, note, ...facts }: SensorHours) =>
  csv({
    ...facts,
    name: 'sensor_hours',
    title: { fr: 'Mesures des capteurs par heure', en: 'Sensor measures by hour' },
    description: {
      fr: `Moyenne, extrêmes et nombre d’observations de chaque heure et de chaque flux. Chaque observation est dans l’API SensorThings.${note ? ` ${note.fr}` : ''}`,
      en: `Mean, extremes and number of observations of each hour and datastream. Every observation is in the SensorThings API.${note ? ` ${note.en}` : ''}`,
    },
    rows: SensorHour,
    licence: 'etalab-2.0',
    address: `observe:hours/${dataset}${partitions ? '/{key}' : ''}`,
    ...(partitions && { partitions }),
    schedule: { noOlderThan: '1 h' },
    publish: sensorPublish(access),
    map: { location: { x: 'lon', y: 'lat' } },
    checks: [check.unique(['datastream', 'at'])],
  })
