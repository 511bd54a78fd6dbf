import { asset, check, definePack, type Publish, sql } from '../../src/kernel/index.ts'
import { hoursInDay } from './local-day.ts'
import { SensorHour } from './shapes.ts'
import { SensorDay } from './tables.ts'

/** How a territory publishes what its sensors say. */
export const sensorPublish = (access: Publish['access']): Publish => ({
  licence: 'etalab-2.0',
  access,
  theme: 'environment',
  keywords: [
    { fr: 'capteurs', en: 'sensors' },
    { fr: 'observations', en: 'observations' },
  ],
  limits: {
    fr: 'Un capteur dit ce qui se passe là où il est, à sa précision près. Les heures sans message ne sont pas remplies.',
    en: 'A sensor says what happens where it is, within its accuracy. Hours without a message are not filled in.',
  },
})

/**
 * Products of the observations of the territory's own sensors, with the access of those. The hours come from the store of
 * observations itself (`source.ts`).
 */
export const sensorsPack = (access: Publish['access']) =>
  definePack({
    id: 'sensors',
    title: { fr: 'Capteurs et équipements', en: 'Sensors and equipment' },
    description: {
      fr: 'Ce que mesurent les appareils du territoire, par jour ; le détail est dans l’API SensorThings.',
      en: 'What the devices of the territory measure, by day; the detail is in the SensorThings API.',
    },
    code: import.meta.url,
    inputs: { hours: SensorHour },
    parameters: {},
    assets: ({ hours }) => [
      asset({
        name: 'sensor_daily',
        title: { fr: 'Mesures des capteurs par jour', en: 'Sensor measures by day' },
        description: {
          fr: 'Moyenne des heures, extrêmes et nombre d’observations de chaque jour local. Un jour sans toutes ses heures le dit.',
          en: 'Mean of the hours, extremes and number of observations of each local day. A day without all its hours says so.',
        },
        from: { hours },
        rows: SensorDay,
        code: import.meta.url,
        checks: [check.unique(['datastream', 'day']), check.between('hours_in_day', 23, 25)],
        publish: sensorPublish(access),
        make: ({ hours }, run) => sql`
        with told as (
          select *, timezone(${run.territory.timezone}, "at")::date as day from ${hours}
        ), days as (
          select datastream, day, any_value(thing) as thing, any_value(property) as property,
            any_value(definition) as definition, any_value(unit) as unit, sum(count)::bigint as count,
            avg(mean) as mean, min(min) as min, max(max) as max, count(*) as hours, any_value(location) as location,
            ${hoursInDay(run.territory.timezone)} as hours_in_day
          from told group by datastream, day
        )
        select *, hours = hours_in_day as complete from days order by datastream, day`,
      }),
    ],
  })

/** Without a word on access, what sensors say is not handed out. */
export default sensorsPack('restricted')
