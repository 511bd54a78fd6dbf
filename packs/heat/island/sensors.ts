import { type AssetRef, asset, check, definePack, type Publish, sql } from '../../../src/kernel/index.ts'
import { SensorHour } from '../../sensors/shapes.ts'
import { StationTemperature } from '../shapes.ts'

export interface OutdoorSensors {
  /** Name of the observed property in the SensorThings API: `air temperature`. */
  readonly property: string
  /**
   * What the names of the things outdoors look like, as SQL `like` has it: `Mât %`. Thermometers of classrooms and cold
   * stores measure a temperature too.
   */
  readonly things: string
  readonly access: Publish['access']
}

/** What the pack `heat` is bound to: `temperatures: outdoor`. */
export const outdoor: AssetRef<typeof StationTemperature> = { name: 'outdoor_temperatures', rows: StationTemperature }

/** Hours of the territory's own sensors as the stations of the heat island: the way from SensorThings to the pack `heat`. */
export const outdoorTemperatures = ({ property, things, access }: OutdoorSensors) =>
  definePack({
    id: 'outdoor-temperatures',
    title: { fr: 'Températures extérieures', en: 'Outdoor temperatures' },
    description: {
      fr: 'Les thermomètres extérieurs du territoire, heure par heure, pour l’îlot de chaleur.',
      en: 'The outdoor thermometers of the territory, hour by hour, for the heat island.',
    },
    code: import.meta.url,
    inputs: { hours: SensorHour },
    parameters: {},
    assets: ({ hours }) => [
      asset({
        name: outdoor.name,
        title: { fr: 'Températures de l’air extérieur par heure', en: 'Outdoor air temperatures by hour' },
        description: {
          fr: `Moyenne de chaque heure des capteurs de « ${property} » nommés comme « ${things} ».`,
          en: `Mean of each hour of the sensors of '${property}' named like '${things}'.`,
        },
        from: { hours },
        rows: StationTemperature,
        code: import.meta.url,
        options: { property, things },
        checks: [check.notEmpty({ severity: 'warn' })],
        publish: {
          licence: 'etalab-2.0',
          access,
          theme: 'environment',
          limits: {
            fr: 'Un capteur sans abri ventilé lit trop chaud au soleil : les nuits valent mieux que les jours.',
            en: 'A sensor without a ventilated shield reads too warm in the sun: nights are better than days.',
          },
        },
        make: ({ hours }) => sql`
          select thing as station, "at", avg(mean) as temperature, any_value(location) as location
          from ${hours} where property = ${property} and thing like ${things} and location is not null
          group by thing, "at" order by station, "at"`,
      }),
    ],
  })
