import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { bind, type RowOf } from '../../src/kernel/index.ts'
import mobility from './pack.ts'
import { BikeCount } from './shapes.ts'
import { ComptageChannel, ComptageMeasure, ComptageSite } from './tables/comptage.ts'
import { build } from './testing/build.ts'
import { channelFields, measureFields, siteFields } from './testing/comptage-schema.ts'
import { type Field, problemsOf } from './testing/table-schema.ts'
import { given, territoryOf } from './testing/territory.ts'

const standards = resolve(import.meta.dirname, '../..', process.env.ORCHESTRA_DATA ?? '../shared/data', '../standards')
const published = resolve(standards, 'comptage-mobilites/schema.json')

function counts(counter: string, hours: number): RowOf<typeof BikeCount>[] {
  return Array.from({ length: hours }, (_, i) => ({
    counter,
    name: `Compteur ${counter}`,
    at: new Date(Date.parse('2023-01-01T00:00Z') + i * 3_600_000),
    other_at: null,
    count: i % 50 === 7 ? null : i % 24,
    status: null,
    device: counter === '1' ? 'Y2H' : null,
    direction: null,
    location: { type: 'Point', coordinates: [-1.68414, 48.11003] },
  }))
}

test('sites, channels and measures are valid under the schema', async () => {
  const bike_counts = given('bike_counts', BikeCount, [...counts('1', 366 * 24), ...counts('2', 50)])
  const built = await build(territoryOf([bike_counts], [bind(mobility, { inputs: { bike_counts } })]), () => undefined)
  const [sites, channels, measures] = [
    await built.rows('bike_site', ComptageSite),
    await built.rows('bike_channel', ComptageChannel),
    await built.rows('bike_measure', ComptageMeasure),
  ]
  expect(problemsOf(siteFields, sites)).toEqual([])
  expect(problemsOf(channelFields, channels)).toEqual([])
  expect(problemsOf(measureFields, measures)).toEqual([])
  expect(channels.map((c) => c.temporality)).toEqual(['PERMANENT', null])
  expect(measures.length).toBe(366 * 24 + 50)
})

test('the validator refuses what the schema refuses', () => {
  const measure = { channel_id: '1', counter_id: null, start_datetime: new Date(0), end_datetime: null, count: 3 }
  expect(problemsOf(measureFields, [measure])).toEqual([])
  const wrong = (field: object) => problemsOf(measureFields, [{ ...measure, ...field }])
  expect(wrong({ channel_id: null })).toEqual(['row 0, channel_id: required'])
  expect(wrong({ count: 'deux' })).toEqual(["row 0, count: 'deux' is not a number"])
  expect(wrong({ start_datetime: '01/02/2024' })).toEqual([
    "row 0, start_datetime: '01/02/2024' is not a date and time",
  ])
  expect(wrong({ more: 1 })[0]).toContain('columns')
  const site = {
    site_id: '1',
    parent_site_id: null,
    site_name: 'n',
    fr_insee_code: '3523',
    xlong: 200,
    ylat: 48,
    external_ids: null,
    infrastructure_type: null,
  }
  expect(problemsOf(siteFields, [site])).toEqual([
    "row 0, fr_insee_code: '3523' breaks the pattern",
    'row 0, xlong: 200 is out of range',
  ])
})

if (!existsSync(published))
  console.log('Not run, the published schema is not beside the data folder: fields of the channel file')
test.skipIf(!existsSync(published))('the fields of the channel file are those of the published schema', () => {
  const { fields } = JSON.parse(readFileSync(published, 'utf8')) as { fields: Field[] }
  expect(channelFields.map((f) => [f.name, f.type])).toEqual(fields.map((f) => [f.name, f.type]))
})
