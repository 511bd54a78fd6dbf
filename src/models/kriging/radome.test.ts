import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { krigingOf, leaveOneOut, type Measured, regressionKriging, score, validate } from './index.ts'

// Real temperatures: the stations of Météo-France in Brittany, hour by hour, January 2014.
const data = resolve(import.meta.dirname, '../../..', process.env.ORCHESTRA_DATA ?? '../shared/data', 'redon')
const absent = !existsSync(resolve(data, 'weather_radome_bretagne_2014-01.tar.gz'))
if (absent) console.log('Not run, no data folder: kriging of the temperatures of Brittany')

/** `48°51'18N` in degrees. */
function degrees(text: string): number {
  const [, d, m, s, side] = /^(\d+)°(\d+)'(\d+)([NSEW])$/.exec(text.trim())!
  return (Number(d) + Number(m) / 60 + Number(s) / 3600) * (side === 'W' || side === 'S' ? -1 : 1)
}

/** The files of a tar: name and text, by blocks of 512 bytes. */
function* filesOf(tar: Buffer): Generator<[name: string, text: string]> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/, '')
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8)
    yield [name, tar.toString('latin1', at + 512, at + 512 + size)]
    at += 512 + 512 * Math.ceil(size / 512)
  }
}

/** Mean night temperature (21 to 6 UTC) of the stations that have nine tenths of the month. */
function january(): Measured {
  const places = new Map(
    readFileSync(resolve(data, 'weather_radome_stations.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter((cells) => cells.length > 6)
      .map(([number, , latitude, longitude, , , altitude]) => [
        number!,
        { latitude: degrees(latitude!), longitude: degrees(longitude!), altitude: Number(altitude) },
      ]),
  )
  const rows: { x: number; y: number; altitude: number; value: number }[] = []
  for (const [, text] of filesOf(gunzipSync(readFileSync(resolve(data, 'weather_radome_bretagne_2014-01.tar.gz'))))) {
    const [head, ...lines] = text.split('\n')
    const at = head!.split(',').indexOf('t')
    const nights = lines
      .map((line) => line.split(','))
      .filter((cells) => [21, 22, 23, 0, 1, 2, 3, 4, 5].includes(Number(cells[1]?.slice(8, 10))))
    const values = nights.map((cells) => Number(cells[at]) - 273.15).filter((t) => t > -40 && t < 40)
    const place = places.get(nights[0]?.[0] ?? '')
    if (!place || values.length < 0.9 * 31 * 9) continue
    rows.push({
      x: 111_195 * place.longitude * Math.cos((48.2 * Math.PI) / 180),
      y: 111_195 * place.latitude,
      altitude: place.altitude,
      value: values.reduce((sum, v) => sum + v, 0) / values.length,
    })
  }
  return {
    x: rows.map((r) => r.x),
    y: rows.map((r) => r.y),
    values: rows.map((r) => r.value),
    candidates: [
      { name: 'altitude', values: rows.map((r) => r.altitude) },
      { name: 'east', values: rows.map((r) => r.x) },
      { name: 'north', values: rows.map((r) => r.y) },
    ],
  }
}

describe.skipIf(absent)('the night temperatures of Brittany in January 2014', () => {
  test('are predicted at stations left out: 0.5 K where they differ by 1, and better than without their neighbours', () => {
    const measured = january()
    const model = regressionKriging(measured)
    const { kept, whole, widening } = validate(measured, {}, model)
    expect(whole.n).toBe(42)
    expect(whole.rmse).toBeLessThan(0.55)
    expect(whole.r2).toBeGreaterThan(0.7)
    expect(Math.abs(whole.bias)).toBeLessThan(0.1)
    expect(whole.coverage).toBeGreaterThan(0.88)
    expect(widening).toBeLessThan(1.3)
    const { values, predictors } = model.kriging.stations
    const alone = krigingOf(
      { ...model.kriging.stations, values, predictors },
      { ...model.variogram, nugget: 1, sill: 0 },
    )
    expect(kept.rmse).toBeLessThan(score(values, leaveOneOut(alone)).rmse)
  })

  test('fall with altitude as the air does', () => {
    const { chosen, kriging } = regressionKriging(january())
    const i = chosen.findIndex(({ name }) => name === 'altitude')
    const perKilometre = (1000 * kriging.coefficients[i + 1]!) / kriging.scales[i]!.deviation
    // −6.5 K/km in the standard atmosphere.
    expect(perKilometre).toBeGreaterThan(-10)
    expect(perKilometre).toBeLessThan(-4)
  })
})
