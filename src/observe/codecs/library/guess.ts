import type { MeasureSpec } from '../../../kernel/index.ts'
import { recordOf } from './files.ts'
import { measuresOf } from './properties.ts'
import type { CodecSource } from './types.ts'

/**
 * Names that makers give to what they decode, where name and value leave no doubt about the unit. Distances, currents and the
 * like are left out: some say mm, others cm.
 */
const names: readonly [RegExp, (value: number) => string | undefined][] = [
  [/^(air)?_?temp(erature)?(_?c(elsius)?)?(_?sht)?$/i, within(-60, 85, 'airTemperature')],
  [/^(ext(ernal)?|probe|water|soil|surface)_?temp(erature)?$/i, within(-200, 1000, 'temperature')],
  [/^(rel(ative)?_?)?hum(idity)?(_?sht)?$|^rh$/i, within(0, 100, 'relativeHumidity')],
  [/^co2(_?ppm)?$/i, within(0, 50_000, 'carbonDioxide')],
  [/^pm_?2[._]?5$/i, within(0, 10_000, 'pm25')],
  [/^pm_?10$/i, within(0, 10_000, 'pm10')],
  [/^(air|barometric|atmospheric)?_?pressure$/i, within(300, 1200, 'atmosphericPressure')],
  [/^(light|lux|illumination|illuminance)$/i, within(0, 200_000, 'illuminance')],
  [/^laeq$/i, within(0, 150, 'soundEquivalent')],
  [/^bat(tery)?(_?(v|volt(age)?))?$|^vdd$/i, battery],
  [/^(total_?)?(pulses?|pulse_?count(er)?|counter)$/i, within(0, Infinity, 'pulses')],
  [/^(water_?)?leak(age)?$/i, within(0, 1, 'waterLeak')],
]

function within(min: number, max: number, property: string) {
  return (value: number) => (value >= min && value <= max ? property : undefined)
}

/** A charge in percent, volts and millivolts do not overlap, but for charges under 5: these are left out. */
function battery(value: number): string | undefined {
  if (value >= 1000 && value <= 60_000) return 'batteryMillivolts'
  if (value > 5 && value <= 100) return 'batteryLevel'
  return value >= 1.5 && value <= 5 && !Number.isInteger(value) ? 'batteryVoltage' : undefined
}

/** The measures that the examples of a codec show, for devices whose definition declares none. */
export function guessMeasures({ examples, place }: CodecSource): MeasureSpec[] {
  const found: Record<string, string> = {}
  for (const { call, expected } of examples) {
    if (call !== 'decodeUplink') continue
    for (const [path, value] of leaves(expected.data)) {
      const name = path.split('.').at(-1)!
      const property = names.find(([pattern]) => pattern.test(name))?.[1](value)
      if (property) found[path] ??= property
    }
  }
  return measuresOf(found, place)
}

/** Numbers of an object and of the objects in it, by path. */
function leaves(data: unknown, path = ''): [string, number][] {
  return Object.entries(recordOf(data)).flatMap(([key, value]): [string, number][] => {
    const own = path ? `${path}.${key}` : key
    if (typeof value === 'number') return [[own, value]]
    if (typeof value === 'boolean') return [[own, Number(value)]]
    return leaves(value, own)
  })
}
