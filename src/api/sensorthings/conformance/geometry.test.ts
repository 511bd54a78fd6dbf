import { beforeAll, expect, test } from 'vitest'
import { datastream, observedProperty, ref, sensor, thing } from '../testing/entities.ts'
import { stationOfTests } from '../testing/station.ts'

// Level 3 of ets-sta10: the eleven tests of GeoTests, on the eight places they use.

const station = stationOfTests()
const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] })
const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates })
const places = [
  ...[51, 52, 53, 54].map((y) => point(8, y)),
  {
    type: 'Polygon',
    coordinates: [
      [
        [8, 53],
        [7, 52],
        [7, 53],
        [8, 53],
      ],
    ],
  },
  line([5, 52], [5, 53]),
  line([5, 52], [6, 53]),
  line([4, 52], [8, 52]),
]
const [locations, features, observations]: [number[], number[], number[]] = [[], [], []]

beforeAll(async () => {
  const things: number[] = []
  for (const n of [1, 2, 3, 4]) things.push(await station.make('/Things', thing(n)))
  const Sensor = ref(await station.make('/Sensors', sensor(1)))
  const ObservedProperty = ref(await station.make('/ObservedProperties', observedProperty(1)))
  const streams: number[] = []
  for (const n of [0, 1, 2])
    streams.push(
      await station.make('/Datastreams', datastream(n, { Thing: ref(things[n]!), Sensor, ObservedProperty })),
    )
  const owner = [0, 0, 1, 2, 3]
  for (const [i, place] of places.entries()) {
    const named = { name: `place ${i}`, description: `place ${i}`, encodingType: 'application/geo+json' }
    const Things = owner[i] === undefined ? {} : { Things: [ref(things[owner[i]]!)] }
    locations.push(await station.make('/Locations', { ...named, location: place, ...Things }))
    features.push(await station.make('/FeaturesOfInterest', { ...named, feature: place }))
    if (i < 4)
      observations.push(
        await station.make('/Observations', {
          ...{ result: i, phenomenonTime: `2016-01-0${i + 1}T01:01:01.000Z` },
          Datastream: ref(streams[owner[i]!]!),
          FeatureOfInterest: ref(features[i]!),
        }),
      )
  }
  // What is no geometry is in no relation to anything.
  await station.make('/Locations', {
    name: 'text',
    description: 'text',
    encodingType: 'text/plain',
    location: { room: 12 },
  })
})

const square = "geography'POLYGON((7.5 51.5, 7.5 53.5, 8.5 53.5, 8.5 51.5, 7.5 51.5))'"
const vertical = "geography'LINESTRING(7.5 51, 7.5 54)'"

/** A filter on a place, and the places it keeps; asked of locations, features, and observations of the first four. */
const cases: readonly [test: string, filter: string, kept: readonly number[]][] = [
  ['geo.distance', "geo.distance(PLACE, geography'POINT(8 54.1)') lt 1", [3]],
  ['geo.distance', "geo.distance(PLACE, geography'POINT(8 54.1)') gt 1", [0, 1, 2, 4, 5, 6, 7]],
  ['geo.distance', "1 gt geo.distance(PLACE, geography'POINT(8 54.1)')", [3]],
  ['geo.distance', "geo.distance(PLACE, geography'POINT(8 54.1)') mul 2 lt 2", [3]],
  ['geo.intersects', `geo.intersects(PLACE, ${vertical})`, [4, 7]],
  ['geo.length', 'geo.length(PLACE) gt 1', [6, 7]],
  ['geo.length', 'geo.length(PLACE) ge 1', [5, 6, 7]],
  ['geo.length', 'geo.length(PLACE) eq 1', [5]],
  ['geo.length', 'geo.length(PLACE) ne 1', [0, 1, 2, 3, 4, 6, 7]],
  ['geo.length', 'geo.length(PLACE) le 4', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['geo.length', 'geo.length(PLACE) lt 4', [0, 1, 2, 3, 4, 5, 6]],
  ['st_contains', `st_contains(${square}, PLACE)`, [1, 2]],
  ['st_crosses', "st_crosses(geography'LINESTRING(7.5 51.5, 7.5 53.5)', PLACE)", [4, 7]],
  ['st_disjoint', `st_disjoint(${square}, PLACE)`, [0, 3, 5, 6]],
  ['st_equals', "st_equals(PLACE, geography'POINT(8 53)')", [2]],
  ['st_intersects', `st_intersects(PLACE, ${vertical})`, [4, 7]],
  ['st_overlaps', `st_overlaps(${square}, PLACE)`, [4]],
  ['st_relate', `st_relate(${square}, PLACE, 'T********')`, [1, 2, 4, 7]],
  ['st_touches', "st_touches(geography'POLYGON((8 53, 7.5 54.5, 8.5 54.5, 8 53))', PLACE)", [2, 4]],
  ['st_within', "st_within(geography'POINT(7.5 52.75)', PLACE)", [4]],
  ['st_within', `st_within(PLACE, ${square})`, [1, 2]],
  ['not', `not st_within(PLACE, ${square}) and geo.length(PLACE) gt 3`, [7]],
]

test.each(cases)('%s: %s', async (_, filter, kept) => {
  for (const [set, path, ids] of [
    ['Locations', 'location', locations],
    ['FeaturesOfInterest', 'feature', features],
    ['Observations', 'FeatureOfInterest/feature', observations],
  ] as const) {
    const { status, text, body } = await station.get(
      `/${set}?$orderby=id&$filter=${encodeURIComponent(filter.replaceAll('PLACE', path))}`,
    )
    expect(status, text).toBe(200)
    const expected = kept.map((i) => ids[i]).filter((id) => id !== undefined)
    expect(
      body.value.map((one) => one['@iot.id']),
      set,
    ).toEqual(expected)
  }
})

test('through relations to many, and the area a datastream observed', async () => {
  const things = await station.get(`/Things?$filter=st_within(Locations/location, ${square})`)
  expect(things.body.value.map((one) => one.name)).toEqual(['thing 1', 'thing 2'])
  const streams = await station.get('/Datastreams?$orderby=id&$select=observedArea')
  expect(streams.body.value.map((one) => one.observedArea)).toEqual([
    {
      type: 'Polygon',
      coordinates: [
        [
          [8, 51],
          [8, 51],
          [8, 52],
          [8, 52],
          [8, 51],
        ],
      ],
    },
    point(8, 53),
    point(8, 54),
  ])
  const near = await station.get("/Datastreams?$filter=geo.distance(observedArea, geography'POINT(8 54)') lt 0.5")
  expect(near.body.value).toHaveLength(1)
})

test.each([
  "st_within(location, geography'POINT(1)')",
  "st_within(location, geography'POLYGON((0 0, 1 1, 0 0))')",
  "st_within(name, geography'POINT(1 2)')",
  'st_within(location, location)',
  "st_relate(location, geography'POINT(1 2)', 'T')",
  'geo.distance(location) lt 1',
  "st_buffer(location, geography'POINT(1 2)')",
  "location eq geography'POINT(1 2)'",
])('refused: %s', async (filter) => {
  const { status, body } = await station.get(`/Locations?$filter=${encodeURIComponent(filter)}`)
  expect(status).toBe(400)
  expect(body.error.code).toBe('sensorthings.bad-filter')
})
