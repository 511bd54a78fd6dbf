import { describe, expect, test } from 'vitest'
import { islandsOf, strengthOf } from './intensity.ts'
import { goodNights, type Sited, type StationNight } from './nights.ts'
import { hoursIn, type Reading, watch } from './readings.ts'
import { ruralOf } from './sites.ts'
import { stepOf } from './testing.ts'

const place = { coordinates: [-2.09, 47.65] }
const reading = (station: string, at: string, temperature: number | null, location = place): Reading => ({
  station,
  at: new Date(at),
  temperature,
  location,
})
async function* once(readings: readonly Reading[]) {
  yield readings
}
const hours = { from: 21, to: 6 }

describe('readings', () => {
  test('go to the night of their evening, by the clock of the place; those of the day are passed over', async () => {
    const [station] = await watch(
      once([
        reading('a', '2025-07-01T19:30:00Z', 20), // 21:30 in Paris
        reading('a', '2025-07-01T19:45:00Z', 22),
        reading('a', '2025-07-02T03:59:00Z', 15), // 05:59
        reading('a', '2025-07-02T04:00:00Z', 99), // 06:00: day
        reading('a', '2025-07-02T18:59:00Z', 99), // 20:59: day
        reading('a', '2025-07-02T22:00:00Z', 18), // midnight of the 3rd: the night of the 2nd
      ]),
      hours,
      stepOf(),
    )
    expect(hoursIn(hours)).toBe(9)
    expect([...station!.nights.keys()]).toEqual(['2025-07-01', '2025-07-02'])
    expect([...station!.nights.get('2025-07-01')!]).toEqual([21, ...new Array(7).fill(Number.NaN), 15])
    expect(station!.nights.get('2025-07-02')![3]).toBe(18)
  })

  test('of the hour that autumn doubles are one mean', async () => {
    const [station] = await watch(
      once([reading('a', '2025-10-26T00:30:00Z', 10), reading('a', '2025-10-26T01:30:00Z', 12)]),
      hours,
      stepOf(),
    )
    expect(station!.nights.get('2025-10-25')![5]).toBe(11)
  })

  test('without a number are missing; from another place, set aside', async () => {
    const run = stepOf()
    const stations = await watch(
      once([
        reading('a', '2025-07-01T22:00:00Z', null),
        reading('a', '2025-07-01T22:00:00Z', Number.NaN),
        reading('b', '2025-07-01T22:00:00Z', 17),
        reading('b', '2025-07-01T23:00:00Z', 17, { coordinates: [-2.05, 47.65] }),
      ]),
      hours,
      run,
    )
    expect(stations.map((s) => s.station)).toEqual(['b'])
    expect(run.rejected.map((r) => r.reason.en)).toEqual([expect.stringContaining('no longer where it was')])
  })
})

const rules = { lapse: 6.5, outlier: 10, hours: 7, share: 0.8 }
const days = Array.from({ length: 10 }, (_, i) => `2025-07-${String(i + 1).padStart(2, '0')}`)
/** A station whose hours are 20 °C and a little noise, plus what is said of it. */
function sited(
  station: string,
  extra = 0,
  altitude = 50,
  change: (hour: number, night: number) => number = () => 0,
): Sited {
  const nights = new Map(
    days.map((day, night) => [
      day,
      Float64Array.from({ length: 9 }, (_, hour) => 20 - 0.5 * hour + extra + change(hour, night)),
    ]),
  )
  return { station, location: [-2.09, 47.65], altitude, nights }
}
const crowd = Array.from({ length: 9 }, (_, i) => sited(`s${i}`, i * 0.2))

describe('nights', () => {
  test('are means of their hours, at one level', () => {
    const run = stepOf()
    // 100 m higher and, by the lapse rate, 0.65 K cooler: the same air.
    const high = sited('high', -0.65, 150)
    const { rows, nights } = goodNights([...crowd, high], rules, run)
    expect(nights).toEqual(days)
    expect(run.rejected).toEqual([])
    const of = (station: string) => rows.find((r) => r.station === station)!
    expect(of('s0')).toMatchObject({ hours: 9, temperature: 18, lowest: 16 })
    expect(of('high').temperature).toBeCloseTo(of('s0').temperature, 10)
  })

  test('with outlying hours lose these, and are set aside when too few are left', () => {
    const run = stepOf()
    const hot = sited('hot', 0, 50, (hour, night) => (night === 3 && hour < 3 ? 65 : night === 4 && hour < 1 ? 65 : 0))
    const { rows } = goodNights([...crowd, hot], rules, run)
    const own = rows.filter((r) => r.station === 'hot')
    expect(own.map((r) => r.night)).toEqual(days.filter((_, i) => i !== 3))
    expect(own.find((r) => r.night === days[4])!.hours).toBe(8)
    expect(run.rejected.map((r) => [r.place, r.reason.en])).toEqual([
      [`hot, ${days[3]}`, '3 hour(s) more than 10 K from the median of the network.'],
      [`hot, ${days[3]}`, 'Only 6 hour(s) in the night, 7 are needed.'],
      [`hot, ${days[4]}`, '1 hour(s) more than 10 K from the median of the network.'],
    ])
  })

  test('that never change are of a stuck sensor', () => {
    const run = stepOf()
    const stuck = sited('stuck', 0, 50, (hour, night) => (night < 2 ? 0.5 * hour : 0))
    const { rows } = goodNights([...crowd, stuck], rules, run)
    expect(rows.filter((r) => r.station === 'stuck').length).toBe(8)
    expect(run.rejected.map((r) => r.reason.fr)).toEqual(new Array(2).fill(expect.stringContaining('capteur bloqué')))
  })

  test('too rare leave the station out, with the count', () => {
    const run = stepOf()
    const rare: Sited = { ...sited('rare'), nights: new Map([...sited('rare').nights].slice(0, 7)) }
    const { rows } = goodNights([...crowd, rare], rules, run)
    expect(rows.some((r) => r.station === 'rare')).toBe(false)
    expect(run.rejected.map((r) => r.reason.en)).toEqual(['Station left out: 7 good night(s) of 10, 8 are needed.'])
  })

  test('begun or ended by the period are no fault of anybody', () => {
    const run = stepOf()
    const cut = crowd.map((s) => ({
      ...s,
      nights: new Map([
        ...s.nights,
        ['2025-07-11', Float64Array.from({ length: 9 }, (_, h) => (h < 3 ? 20 : Number.NaN))],
      ]),
    }))
    expect(goodNights(cut, rules, run).nights).toEqual(days)
    expect(run.rejected).toEqual([])
  })

  test('of nobody are none', () => expect(goodNights([], rules, stepOf())).toEqual({ nights: [], rows: [] }))
})

const night = (station: string, n: number, temperature: number): StationNight => ({
  ...{ station, night: days[n]!, hours: 9, temperature },
  lowest: temperature - 2,
})

describe('intensities', () => {
  const rows = days.flatMap((_, n) => [night('field', n, 15), night('wood', n, 16), night('town', n, 16.5 + n)])
  const { known, unknown } = islandsOf(rows, new Set(['field', 'wood']), 0.2)

  test('are above the mean of the rural stations, night by night', () => {
    expect(unknown).toEqual([])
    expect(known.filter((r) => r.station === 'town').map((r) => r.intensity)).toEqual(days.map((_, n) => 1 + n))
    expect(known.filter((r) => r.night === days[0] && r.station !== 'town').map((r) => r.intensity)).toEqual([
      -0.5, 0.5,
    ])
  })

  test('the strongest nights are the intense ones', () => {
    expect([...new Set(known.filter((r) => r.intense).map((r) => r.night))]).toEqual(days.slice(8))
  })

  test('a night without any rural station is given apart', () => {
    const alone = [night('field', 0, 15), night('town', 0, 17), night('town', 1, 18)]
    expect(islandsOf(alone, new Set(['field']), 0.5).unknown).toEqual([night('town', 1, 18)])
  })

  test('the strength of a night is not that of one bad sensor', () => {
    expect(strengthOf([...new Array(30).fill(2), 40])).toBe(2)
    expect(strengthOf([3])).toBe(3)
  })
})

test('rural stations have little built and little sealed around; without any, the least sealed stands for them', () => {
  const field = { station: 'field', built: 0.02, impervious: 0.05 }
  const yard = { station: 'yard', built: 0.02, impervious: 0.3 }
  const town = { station: 'town', built: 0.4, impervious: 0.8 }
  expect(ruralOf([field, yard, town], 0.1)).toEqual({ rural: new Set(['field']), isCountry: true })
  expect(ruralOf([yard, town], 0.1)).toEqual({ rural: new Set(['yard']), isCountry: false })
  expect(ruralOf([], 0.1)).toEqual({ rural: new Set(), isCountry: false })
})
