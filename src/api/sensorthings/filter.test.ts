import { beforeAll, describe, expect, test } from 'vitest'
import { datastream, location, observedProperty, sensor, thing } from './testing/entities.ts'
import { stationOfTests } from './testing/station.ts'

const station = stationOfTests()
const results: readonly unknown[] = [-2.5, 0, 2, 7, 'seven', true, { deep: { value: 4 } }, [1, 2], null]

beforeAll(async () => {
  await station.make('/Things', {
    ...{
      name: "L'été  ",
      description: 'Ünïcode ☀',
      properties: {
        floor: 3,
        open: true,
        tags: ['a', 'b'],
        owner: { name: 'Ville' },
        since: '2020-05-01T00:00:00Z',
        'odd-key': 1,
        none: null,
      },
    },
    Locations: [location(1)],
    Datastreams: [
      datastream(1, {
        ...{ Sensor: sensor(1), ObservedProperty: observedProperty(1) },
        Observations: results.map((result, i) => ({
          result,
          phenomenonTime: `2024-01-01T00:0${i}:00Z`,
          parameters: { i },
        })),
      }),
      datastream(2, { Sensor: sensor(2), ObservedProperty: observedProperty(2) }),
    ],
  })
  await station.make('/Things', thing(2))
})

const things = async (filter: string) => {
  const { status, text, body } = await station.get(`/Things?$orderby=id&$filter=${encodeURIComponent(filter)}`)
  expect(status, `${filter}: ${text}`).toBe(200)
  return body.value.map((one) => (one.name === 'thing 2' ? 2 : 1))
}
const observations = async (filter: string) => {
  const { status, text, body } = await station.get(`/Observations?$orderby=id&$filter=${encodeURIComponent(filter)}`)
  expect(status, `${filter}: ${text}`).toBe(200)
  return body.value.map((one) => (one.parameters as { i: number }).i)
}

test.each([
  ["name eq 'L''été  '", [1]],
  ["startswith(name, 'L''') and endswith(description, '☀')", [1]],
  ["substringof('été', name)", [1]],
  ["contains(name, 'été')", [1]],
  ['length(name) eq 7', [1, 2]],
  ["indexof(name, 'été') eq 2", [1]],
  ["indexof(name, 'zz') eq -1", [1, 2]],
  ["substring(name, 2) eq 'été  '", [1]],
  ["substring(name, 2, 3) eq 'été'", [1]],
  ["substring(name, -5, 2) eq 'th'", [2]],
  ["toupper(name) eq 'THING 2' and tolower(toupper(name)) eq 'thing 2'", [2]],
  ["trim(name) eq 'L''été'", [1]],
  ["concat(concat(name, '/'), description) eq 'thing 2/thing 2'", [2]],
  ['properties/floor eq 3', [1]],
  ['properties/floor gt 2 and properties/floor lt 4', [1]],
  ["properties/floor eq '3'", [1]],
  ['properties/open eq true', [1]],
  ['properties/open', [1]],
  ["properties/owner/name eq 'Ville'", [1]],
  ["properties/tags[1] eq 'b' and properties/tags/0 eq 'a'", [1]],
  ['properties/odd-key eq 1', [1]],
  ['properties/missing eq null', [1, 2]],
  ['properties/none eq null', [1, 2]],
  ['properties/floor ne null', [1]],
  ['properties/floor ne 4', [1, 2]],
  ['not (properties/floor eq 4)', [1, 2]],
  ['not properties/open', [2]],
  ['properties/since lt 2021-01-01T00:00:00Z', [1]],
  ['year(properties/since) eq 2020', [1]],
  ['properties/floor add 2 mul 2 eq 7', [1]],
  ['(properties/floor add 2) mul 2 eq 10', [1]],
  ['properties/floor div 2 eq 1.5 and properties/floor mod 2 eq 1 and properties/floor sub 4 eq -1', [1]],
  ['-properties/floor eq -3', [1]],
  ['properties/floor div 0 eq 1', []],
  ["name eq 'thing 2' or properties/floor eq 3 and properties/open eq false", [2]],
  ["Datastreams/name eq 'datastream 2'", [1]],
  ["Datastreams/name eq 'datastream 2' and Datastreams/Sensor/name eq 'sensor 1'", []],
  ["Datastreams/name eq 'datastream 1' and Datastreams/Sensor/name eq 'sensor 1'", [1]],
  ["name eq 'thing 2' or Datastreams/name eq 'datastream 1'", [1, 2]],
  ["Datastreams/unitOfMeasurement/symbol eq 'lm'", [1]],
  ['Datastreams/Observations/result gt 5', [1]],
  ['Datastreams/phenomenonTime ge 2024-01-01T00:00:00Z', [1]],
  ['Datastreams/phenomenonTime gt 2024-01-01T00:00:00Z', []],
  ["Locations/location/type eq 'Point' and Locations/location/coordinates[0] lt -100", [1]],
  ['id gt 0 and @iot.id lt 1000000', [1, 2]],
  ["id eq '999999'", []],
] as const)('things where %s', async (filter, expected) => {
  expect(await things(filter)).toEqual(expected)
})

test.each([
  ['result gt 0', [2, 3]],
  ['result ge 0 and result le 2', [1, 2]],
  ["result eq 'seven'", [4]],
  ['result eq true', [5]],
  ['result/deep/value eq 4', [6]],
  ['result[1] eq 2', [7]],
  ['result/1 eq 2', [7]],
  ['result eq null', [8]],
  ['result ne null and result ne 2', [0, 1, 3, 4, 5, 6, 7]],
  ['round(result) eq -3', [0]],
  ['floor(result) eq -3 or ceiling(result) eq -2', [0]],
  ['round(result add 0.5) eq 3', [2]],
  ["Datastream/ObservedProperty/name eq 'property 1' and parameters/i lt 2", [0, 1]],
  ["Datastream/Thing/Locations/name eq 'location 1' and parameters/i lt 1", [0]],
  ["FeatureOfInterest/name eq 'location 1' and parameters/i eq 1", [1]],
  ['resultTime eq null and parameters/i eq 3', [3]],
  ["phenomenonTime lt '2024-01-01T00:02:00Z'", [0, 1]],
  ['phenomenonTime ge 2024-01-01T00:02:00Z and phenomenonTime lt 2024-01-01T00:04:00Z', [2, 3]],
] as const)('observations where %s', async (filter, expected) => {
  expect(await observations(filter)).toEqual(expected)
})

describe('what is written is a value, never SQL', () => {
  test.each([
    "name eq '; drop table thing; --'",
    "name eq '''; drop table thing; --'",
    "properties/x'; drop table thing; --/y eq 1",
    'properties/a"b eq 1',
    'properties/$1 eq 1',
    "substringof('%', name)",
    "startswith(name, '\\')",
    "name eq '\u0000'",
    'id eq 99999999999999999999',
    'result eq 1e400',
  ])('%s', async (filter) => {
    for (const address of ['/Things', '/Observations']) {
      const { status } = await station.get(`${address}?$filter=${encodeURIComponent(filter)}`)
      expect([200, 400]).toContain(status)
    }
    for (const option of ['$select', '$expand', '$orderby']) {
      const { status } = await station.get(`/Things?${option}=${encodeURIComponent(filter)}`)
      expect([200, 400]).toContain(status)
    }
    expect((await station.get('/Things/$count')).text).toBe('2')
  })
})

test.each([
  ['/Things?$filter=name', 'sensorthings.bad-filter'],
  ['/Things?$filter=name eq', 'sensorthings.bad-filter'],
  ["/Things?$filter=name eq 'open", 'sensorthings.bad-filter'],
  ["/Things?$filter=name eq 'a' 'b'", 'sensorthings.bad-filter'],
  ['/Things?$filter=nmae eq 1', 'sensorthings.bad-filter'],
  ['/Things?$filter=name gt 3', 'sensorthings.bad-filter'],
  ['/Things?$filter=Datastreams eq 1', 'sensorthings.bad-filter'],
  ['/Things?$filter=name/inside eq 1', 'sensorthings.bad-filter'],
  ['/Things?$filter=nope(name)', 'sensorthings.bad-filter'],
  ['/Things?$filter=constructor(name)', 'sensorthings.bad-filter'],
  ['/Things?$filter=length(name, 2) eq 1', 'sensorthings.bad-filter'],
  ["/Observations?$filter=phenomenonTime gt 'soon'", 'sensorthings.bad-filter'],
  ['/Observations?$filter=phenomenonTime gt 2024-13-01T00:00:00Z', 'sensorthings.bad-filter'],
  ['/Observations?$filter=phenomenonTime gt 2024-01-01T00:00:00', 'sensorthings.bad-filter'],
  ['/Observations?$filter=date(phenomenonTime) eq 2024-02-30', 'sensorthings.bad-filter'],
  ["/Observations?$filter=resultTime gt duration'P1Y'", 'sensorthings.bad-filter'],
  ['/Things?$orderby=Datastreams/name', 'sensorthings.bad-option'],
  ['/Things?$orderby=Locations', 'sensorthings.bad-filter'],
  ['/Things?$orderby=geo.length(location)', 'sensorthings.bad-filter'],
  ['/Things?$select=nope', 'sensorthings.bad-option'],
  ['/Things?$expand=nope', 'sensorthings.bad-option'],
  ['/Things?$expand=Locations(', 'sensorthings.bad-option'],
  ['/Things?$expand=Locations($nope=1)', 'sensorthings.bad-option'],
  ['/Things?$top=-1', 'sensorthings.bad-option'],
  ['/Things?$top=x', 'sensorthings.bad-option'],
  ['/Things?$top=1&$top=2', 'sensorthings.bad-option'],
  ['/Things?$count=maybe', 'sensorthings.bad-option'],
  ['/Things?$apply=x', 'sensorthings.bad-option'],
  ['/Things?$skiptoken=nonsense', 'sensorthings.bad-option'],
  ['/Things?$filter=%zz', 'sensorthings.bad-option'],
  ['/Things(1)?$top=1', 'sensorthings.bad-option'],
  ['/Nothings', 'sensorthings.bad-path'],
  ['/Things(1)/Nothing', 'sensorthings.bad-path'],
  ['/Things/Locations', 'sensorthings.bad-path'],
  ['/Things(1)/name/inside', 'sensorthings.bad-path'],
  ['/Things(1)/$value', 'sensorthings.bad-path'],
  ['/Things(1)/properties/nope', 'sensorthings.not-found'],
  ['/Things(abc)', 'sensorthings.not-found'],
] as const)('refused in both languages: %s', async (path, code) => {
  const { status, body } = await station.get(path, { 'Accept-Language': 'en' })
  expect([status, body.error.code], path).toEqual([/path|found/.test(code) ? 404 : 400, code])
  const [fr, en] = body.error.details
  expect(fr!.message).not.toBe(en!.message)
  expect(body.error.message).toBe(en!.message)
})

describe('what would cost too much is refused, or given page by page', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}name eq 'a'${')'.repeat(depth)}`
  test.each([
    [`/Things?$filter=${nested(1000)}`],
    [`/Things?$filter=${'not '.repeat(1000)}name eq 'a'`],
    [`/Things?$filter=id eq ${'- '.repeat(1000)}1`],
    [`/Things?$filter=${Array.from({ length: 3000 }, () => 'id eq 1').join(' or ')}`],
    [`/Things?$filter=name eq '${'a'.repeat(100_001)}'`],
    [`/Things?$expand=${Array.from({ length: 10 }, (_, i) => (i % 2 ? 'Thing' : 'Datastreams')).join('/')}`],
    [
      `/Things?$expand=${Array.from({ length: 10 }, (_, i) => (i % 2 ? 'Thing' : 'Datastreams')).join('($expand=')}${')'.repeat(9)}`,
    ],
    [`/Things?$expand=${Array.from({ length: 200 }, () => 'Locations').join(',')}`],
    [`/Things?$orderby=${Array.from({ length: 50 }, () => 'name').join(',')}`],
    [`/${Array.from({ length: 30 }, (_, i) => (i % 2 ? 'Thing' : 'Datastreams(1)')).join('/')}`],
    [
      `/Locations?$filter=st_within(location, geography'LINESTRING(${Array.from({ length: 50_001 }, () => '0 0').join()})')`,
    ],
  ])('%.80s…', async (path) => {
    const { status, body } = await station.get(path)
    expect(status).toBe(400)
    expect(['sensorthings.too-costly', 'sensorthings.bad-filter']).toContain(body.error.code)
  })
  test('as deep as a person may write, it is taken', async () => {
    expect((await station.get(`/Things?$filter=${nested(90)}`)).status).toBe(200)
  })
  test('$top beyond the page of the service is that page (OGC 18-088, 9.3.3.2)', async () => {
    const { status, body } = await station.get('/Things?$top=1000000000')
    expect([status, body.value.length]).toEqual([200, 2])
    expect((await station.get('/Things?$top=99999999999999999999')).status).toBe(400)
  })
  test('bodies have limits', async () => {
    const deep = `${'{"properties":'.repeat(100)}{}${'}'.repeat(100)}`
    expect((await station.ask('POST', '/Things', deep)).status).toBe(400)
    expect((await station.ask('POST', '/Things', { ...thing(1), description: 'a'.repeat(1_100_000) })).status).toBe(413)
  })
})
