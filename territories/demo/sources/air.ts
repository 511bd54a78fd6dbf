import { check, type Making, type Source } from '../../../src/kernel/index.ts'
import { AirTemperature, Noise, Particles, Sensor, WeatherHour } from '../shapes.ts'
import { synthetic } from '../synthetic.ts'
import { DAYS, dayNumber, FIRST_DAY, instantOf, LAST_DAY, WEEK_START } from '../town/clock.ts'
import { type Fault, fateOf, rejectUnreadable } from '../town/faults.ts'
import { type SensorKind, samplesOf, sensorsOf } from '../town/sensors.ts'
import type { Town } from '../town/town.ts'
import { weatherOf } from '../town/weather.ts'

const kinds: readonly SensorKind[] = ['air-temperature', 'noise', 'particles']
const week = 'du 7 au 13 juillet 2025'

export const weatherSource = (town: Town): Source<typeof WeatherHour> =>
  synthetic(town, {
    name: 'weather',
    title: { fr: 'Météo horaire de Valmorne', en: 'Hourly weather of Valmorne' },
    description: {
      fr: 'Treize semaines, du 14 avril au 13 juillet 2025, avec une vague de chaleur du 10 au 12 juillet.',
      en: 'Thirteen weeks, 14 April to 13 July 2025, with a heat wave from 10 to 12 July.',
    },
    schedule: { cron: '0 6 * * *' },
    rows: WeatherHour,
    code: import.meta.url,
    dated: `${FIRST_DAY}/${LAST_DAY}`,
    checks: [
      check.notEmpty(),
      check.unique(['at']),
      check.between('temperature', -30, 50),
      check.between('humidity', 0, 100),
    ],
    publish: { access: 'open', theme: 'environment' },
    *make() {
      const weather = weatherOf(town.site)
      for (let hour = 0; hour < DAYS * 24; hour++) {
        const { wind, windFrom, ...rest } = weather(hour)
        yield { at: instantOf(hour), ...rest, wind_speed: wind, wind_from: windFrom }
      }
    },
  })

export const sensorSource = (town: Town): Source<typeof Sensor> =>
  synthetic(town, {
    name: 'sensors',
    title: { fr: 'Capteurs de Valmorne', en: 'Sensors of Valmorne' },
    rows: Sensor,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory()],
    publish: { access: 'open', theme: 'environment' },
    make: () =>
      kinds.flatMap((kind) =>
        sensorsOf(town.plan, town.streets, kind).map(({ id, name, at, elevation }) => ({
          id,
          name,
          measures: kind,
          elevation,
          location: town.site.point(at),
        })),
      ),
  })

/** What a failing sensor writes instead of the truth, by the number of the record. */
const absurd: Readonly<Record<SensorKind, readonly [number, number]>> = {
  // What a DS18B20 probe says when just powered on, and what its driver says when it is unplugged.
  'air-temperature': [85, -127],
  noise: [0, 199],
  particles: [-1, 1999],
}

/** The sensor 1 of each kind is unplugged for fourteen hours of the Tuesday; the noise sensor 2 sticks on the Friday. */
const TUESDAY = (dayNumber(WEEK_START) + 1) * 24
const FRIDAY = TUESDAY + 72
const unplugged = (i: number, hour: number) => i === 1 && hour >= TUESDAY + 6 && hour < TUESDAY + 20
const stuck = (kind: SensorKind, i: number, hour: number) =>
  kind === 'noise' && i === 2 && hour >= FRIDAY && hour < FRIDAY + 24

/** The samples of a kind as its network delivers them, faults included. */
function* delivered(town: Town, kind: SensorKind, run: Making) {
  const sensors = sensorsOf(town.plan, town.streets, kind)
  const fate = fateOf(town.seed, 'sensors')
  let n = 0
  for (const { sensor, hour, value } of samplesOf(town.plan, sensors, kind)) {
    const i = n++ % sensors.length
    const what: Fault | undefined = fate(n, kind.length)
    if (unplugged(i, hour)) continue
    const at = instantOf(hour)
    if (what === 'unreadable') {
      rejectUnreadable(run, `${kind}:${n}`, 'value', { sensor: sensor.id, at: at.toISOString(), value })
      continue
    }
    const said =
      what === 'missing' ? null : what === 'absurd' ? absurd[kind][n % 2]! : stuck(kind, i, hour) ? 52.4 : value
    yield { sensor: sensor.id, at, said }
  }
}

const about = { code: import.meta.url, dated: `${WEEK_START}/${LAST_DAY}` } as const
const publish = { access: 'open', theme: 'environment' } as const
const quarantine = { severity: 'quarantine' } as const

export const temperatureSource = (town: Town): Source<typeof AirTemperature> =>
  synthetic(town, {
    ...about,
    name: 'air_temperatures',
    title: { fr: 'Température de l’air à Valmorne', en: 'Air temperature in Valmorne' },
    description: { fr: `Toutes les 15 minutes, ${week}.`, en: 'Every 15 minutes, 7 to 13 July 2025.' },
    rows: AirTemperature,
    // Records of metropolitan France: −41 °C (Mouthe, 1985) and 46 °C (Vérargues, 2019), Météo-France.
    checks: [check.notEmpty(), check.unique(['sensor', 'at']), check.between('temperature', -41, 46, quarantine)],
    publish,
    *make(run) {
      for (const { sensor, at, said } of delivered(town, 'air-temperature', run))
        yield { sensor, at, temperature: said }
    },
  })

export const noiseSource = (town: Town): Source<typeof Noise> =>
  synthetic(town, {
    ...about,
    name: 'noise_levels',
    title: { fr: 'Bruit à Valmorne', en: 'Noise in Valmorne' },
    description: {
      fr: `Niveau moyen de chaque quart d’heure, ${week}.`,
      en: 'Mean level of each quarter of an hour, 7 to 13 July 2025.',
    },
    rows: Noise,
    // Below 15 dB no street is; above 130 dB is the threshold of pain.
    checks: [check.notEmpty(), check.unique(['sensor', 'at']), check.between('level', 15, 130, quarantine)],
    publish,
    *make(run) {
      for (const { sensor, at, said } of delivered(town, 'noise', run)) yield { sensor, at, level: said }
    },
  })

export const particleSource = (town: Town): Source<typeof Particles> =>
  synthetic(town, {
    ...about,
    name: 'particles',
    title: { fr: 'Particules fines à Valmorne', en: 'Fine particles in Valmorne' },
    description: { fr: `PM2,5 toutes les 15 minutes, ${week}.`, en: 'PM2.5 every 15 minutes, 7 to 13 July 2025.' },
    rows: Particles,
    checks: [check.notEmpty(), check.unique(['sensor', 'at']), check.between('pm25', 0, 1000, quarantine)],
    publish,
    *make(run) {
      for (const { sensor, at, said } of delivered(town, 'particles', run)) yield { sensor, at, pm25: said }
    },
  })
