import { csv } from '../../../src/connect/index.ts'
import { boolean, check, geometry, instant, nullable, number, table, text } from '../../../src/kernel/index.ts'
import { degrees } from '../degrees.ts'

const station = text({ title: { fr: 'Station', en: 'Station' } })
const at = instant({ title: { fr: 'Instant', en: 'Time' }, role: 'time' })
const maybe = (fr: string, en: string, unit: string) => nullable(number({ title: { fr, en }, unit }))
const radome = {
  producer: 'Météo-France',
  licence: 'etalab-2.0',
  dated: '2014-01',
  address: 'https://meteo.data.gouv.fr/datasets/donnees-climatologiques-de-base-horaires/',
} as const

/** The stations, whose coordinates are in degrees, minutes and seconds. */
export const stations = csv({
  ...radome,
  name: 'weather_stations',
  title: { fr: 'Stations météo de Bretagne', en: 'Weather stations of Brittany' },
  snapshot: 'redon/weather_radome_stations.csv',
  rows: table('weather_station', {
    station: text({ title: { fr: 'Numéro', en: 'Number' }, role: 'id' }),
    name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
    altitude: number({ title: { fr: 'Altitude', en: 'Altitude' }, unit: 'm' }),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
  }),
  map: {
    station: 'Numéro',
    name: 'Nom',
    altitude: 'Altitude',
    location: (record) => ({
      type: 'Point' as const,
      coordinates: [degrees(record.Longitude ?? ''), degrees(record.Latitude ?? '')],
    }),
  },
  checks: [check.notEmpty(), check.unique(['station'], { severity: 'quarantine' })],
})

/** Hourly readings, in UTC. Each file of the archive ends with a line `EOF`, which is set aside. */
export const weather = csv({
  ...radome,
  name: 'weather_hourly',
  title: { fr: 'Météo horaire de Bretagne', en: 'Hourly weather of Brittany' },
  snapshot: 'redon/weather_radome_bretagne_2014-01.tar.gz',
  inside: '**RADOMEH_*.txt',
  encoding: 'windows-1252',
  missing: ['mq'],
  timezone: 'UTC',
  rows: table(
    'weather_hour',
    {
      station,
      at,
      temperature: maybe('Température', 'Temperature', 'K'),
      humidity: maybe('Humidité relative', 'Relative humidity', '%'),
      wind_speed: maybe('Vitesse du vent (10 min)', 'Wind speed (10 min)', 'm/s'),
      wind_direction: maybe('Direction du vent', 'Wind direction', 'deg'),
      rain: maybe('Précipitations de l’heure', 'Precipitation of the hour', 'kg/m2'),
      radiation: maybe('Rayonnement global de l’heure', 'Global radiation of the hour', 'J/m2'),
      pressure: maybe('Pression au niveau de la mer', 'Pressure at sea level', 'Pa'),
    },
    { key: ['station', 'at'] },
  ),
  map: {
    station: 'numer_sta',
    at: { from: 'date', format: 'yyyyMMddHHmmss' },
    temperature: 't',
    humidity: 'u',
    wind_speed: 'ff',
    wind_direction: 'dd',
    rain: 'rr1',
    radiation: 'ray_glo01',
    pressure: 'pmer',
  },
  checks: [
    check.notEmpty(),
    check.unique(['station', 'at'], { severity: 'quarantine' }),
    check.between('temperature', 230, 320, { severity: 'quarantine' }),
    check.between('humidity', 0, 100, { severity: 'quarantine' }),
    check.between('wind_speed', 0, 75, { severity: 'quarantine' }),
  ],
})

/**
 * Hourly PM10 around Redon. The times have no offset: the week goes from Saturday 23:00 to Saturday 22:00, which are whole
 * local days read in UTC.
 */
export const pm10 = csv({
  name: 'pm10',
  title: { fr: 'Particules PM10', en: 'PM10 particles' },
  rows: table(
    'pm10',
    {
      station,
      name: text({ title: { fr: 'Nom de la station', en: 'Name of the station' }, role: 'title' }),
      influence: text({ title: { fr: 'Influence', en: 'Influence' } }),
      at,
      concentration: maybe('Concentration', 'Concentration', 'ug/m3'),
      valid: boolean({ title: { fr: 'Mesure validée', en: 'Validated reading' } }),
      location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
    },
    { key: ['station', 'at'] },
  ),
  producer: 'Air Pays de la Loire',
  licence: 'ODbL-1.0',
  dated: '2023-03-18/2023-03-25',
  address: 'https://data.airpl.org/dataset/mesures-horaires',
  snapshot: 'redon/air_pm10_loire_atlantique_2023-03.csv',
  timezone: 'UTC',
  map: {
    station: 'code_station (ue)',
    name: 'nom_station',
    at: 'date_debut',
    concentration: 'valeur',
    valid: 'statut_valid',
    location: { x: 'x_wgs84', y: 'y_wgs84' },
  },
  checks: [
    check.notEmpty(),
    check.unique(['station', 'at'], { severity: 'quarantine' }),
    check.between('concentration', 0, 1000, { severity: 'quarantine' }),
    check.inSet('influence', ['background', 'traffic', 'industrial', 'specific'], { severity: 'warn' }),
  ],
  publish: { access: 'open', theme: 'environment', keywords: [{ fr: 'qualité de l’air', en: 'air quality' }] },
})
