import { beforeEach, describe, expect, test } from 'vitest'
import {
  datastream,
  feature,
  location,
  observedProperty,
  ref,
  relations,
  type SetName,
  sensor,
  sets,
  thing,
} from '../testing/entities.ts'
import { stationOfTests } from '../testing/station.ts'

// Level 2 of ets-sta10: the nine tests of Capability2Tests and the five of ResultTypesTests.

const station = stationOfTests()
beforeEach(() => station.clear())

const exists = async (set: SetName) => (await station.get(`/${set}`)).body.value.length > 0
const observation = { phenomenonTime: '2015-03-01T00:40:00.000Z', result: 8 }
const west = { type: 'Point', coordinates: [-117.05, 51.05] }

/** One entity of each type, by set. */
async function makeAll(): Promise<Record<SetName, number>> {
  const Locations = await station.make('/Locations', location(1))
  const Things = await station.make('/Things', { ...thing(1), Locations: [ref(Locations)] })
  const Sensors = await station.make('/Sensors', sensor(1))
  const ObservedProperties = await station.make('/ObservedProperties', observedProperty(1))
  const FeaturesOfInterest = await station.make('/FeaturesOfInterest', feature(1))
  const links = { Thing: ref(Things), Sensor: ref(Sensors), ObservedProperty: ref(ObservedProperties) }
  const Datastreams = await station.make('/Datastreams', datastream(1, links))
  const Observations = await station.make('/Observations', {
    ...observation,
    Datastream: ref(Datastreams),
    FeatureOfInterest: ref(FeaturesOfInterest),
  })
  const [historical] = (await station.get(`/Things(${Things})/HistoricalLocations`)).body.value
  return {
    ...{ Things, Locations, Sensors, ObservedProperties, FeaturesOfInterest, Datastreams, Observations },
    HistoricalLocations: historical!['@iot.id'],
  }
}

test('POST Entities', async () => {
  const ids = await makeAll()
  for (const set of sets) expect((await station.get(`/${set}(${ids[set]})`)).status, set).toBe(200)
  // Without a feature of interest, the location of the thing becomes one, once.
  const made: number[] = []
  for (const result of [100, 101])
    made.push(await station.make('/Observations', { ...observation, result, Datastream: ref(ids.Datastreams) }))
  const features = await Promise.all(made.map((id) => station.get(`/Observations(${id})/FeatureOfInterest`)))
  expect(features[0]!.body.feature).toEqual(west)
  expect(features[0]!.body['@iot.id']).toBe(features[1]!.body['@iot.id'])
  // An observation without times takes the moment it came.
  const bare = await station.make(`/Datastreams(${ids.Datastreams})/Observations`, { result: 1 })
  const { body } = await station.get(`/Observations(${bare})`)
  expect(body).toMatchObject({ phenomenonTime: station.house.now.toISOString(), resultTime: null })
  // A historical location of one's own.
  const links = { Thing: ref(ids.Things), Locations: [ref(ids.Locations)] }
  const past = await station.make('/HistoricalLocations', { time: '2015-03-01T00:40:00.000Z', ...links })
  expect((await station.get(`/HistoricalLocations(${past})/Locations`)).body.value[0]!['@iot.id']).toBe(ids.Locations)
})

test('POST Entities using Deep Insert', async () => {
  const id = await station.make('/Things', {
    ...thing('office'),
    Locations: [{ ...location('roof'), HistoricalLocations: undefined }],
    Datastreams: [
      datastream('light', {
        ObservedProperty: observedProperty('light'),
        Sensor: sensor('light'),
        Observations: [
          { phenomenonTime: '2015-03-01T00:10:00Z', result: 10 },
          {
            phenomenonTime: '2015-03-01T00:10:00Z/2015-03-01T00:20:00Z',
            result: 11,
            FeatureOfInterest: feature('deep'),
          },
        ],
      }),
    ],
  })
  const expand =
    'Locations,HistoricalLocations,Datastreams($expand=Sensor,ObservedProperty,Observations($expand=FeatureOfInterest))'
  const { body } = await station.get(`/Things(${id})?$expand=${expand}`)
  expect(body).toMatchObject({
    name: 'thing office',
    Locations: [{ name: 'location roof', location: west }],
    HistoricalLocations: [{}],
    Datastreams: [
      {
        name: 'datastream light',
        Sensor: { name: 'sensor light' },
        ObservedProperty: { name: 'property light' },
        Observations: [
          { result: 10, FeatureOfInterest: { feature: west } },
          {
            result: 11,
            phenomenonTime: '2015-03-01T00:10:00.000Z/2015-03-01T00:20:00.000Z',
            FeatureOfInterest: { name: 'feature deep' },
          },
        ],
      },
    ],
  })
  // From a datastream, and from an observation.
  const second = await station.make(
    '/Datastreams',
    datastream(2, {
      Thing: ref(id),
      Sensor: sensor(2),
      ObservedProperty: observedProperty(2),
      Observations: [observation],
    }),
  )
  expect((await station.get(`/Datastreams(${second})/Observations`)).body.value).toHaveLength(1)
  const third = await station.make('/Observations', {
    ...observation,
    FeatureOfInterest: feature(3),
    Datastream: datastream(3, { Thing: { ...thing(3) }, Sensor: sensor(3), ObservedProperty: observedProperty(3) }),
  })
  expect((await station.get(`/Observations(${third})/Datastream/Thing`)).body.name).toBe('thing 3')
})

test('POST Invalid Entities using Deep Insert', async () => {
  const bad: [SetName, object][] = [
    ['Things', { ...thing(1), Datastreams: [datastream(1, { Sensor: sensor(1) })] }],
    ['Things', { ...thing(1), Datastreams: [datastream(1, { ObservedProperty: observedProperty(1) })] }],
    ['Things', { ...thing(1), Locations: [{ ...location(1), location: undefined }] }],
    ['Datastreams', datastream(1, { ObservedProperty: observedProperty(1), Sensor: sensor(1) })],
    [
      'Things',
      {
        ...thing(1),
        Datastreams: [
          datastream(1, { ObservedProperty: observedProperty(1), Sensor: sensor(1), Observations: [observation] }),
        ],
      },
    ],
  ]
  for (const [set, body] of bad) {
    const { status, body: given } = await station.ask('POST', `/${set}`, body)
    expect([400, 409], JSON.stringify(given)).toContain(status)
    for (const any of sets) expect(await exists(any), `${any} after ${JSON.stringify(body)}`).toBe(false)
  }
  const id = await station.make('/Things', thing(1))
  const links = { Thing: ref(id), Sensor: sensor(1), ObservedProperty: observedProperty(1) }
  const ds = await station.make('/Datastreams', datastream(1, links))
  for (const more of [{}, { FeatureOfInterest: { ...feature(1), encodingType: undefined } }])
    expect((await station.ask('POST', '/Observations', { ...observation, ...more, Datastream: ref(ds) })).status).toBe(
      400,
    )
  for (const set of ['Observations', 'FeaturesOfInterest'] as const) expect(await exists(set)).toBe(false)
})

test('POST Invalid Entities', async () => {
  const ids = await makeAll()
  const links = { Thing: ref(ids.Things), Sensor: ref(ids.Sensors), ObservedProperty: ref(ids.ObservedProperties) }
  for (const name of ['Thing', 'Sensor', 'ObservedProperty']) {
    const { status, body } = await station.ask('POST', '/Datastreams', datastream(9, { ...links, [name]: undefined }))
    expect(status).toBe(400)
    expect(body.error.target).toBe(name)
  }
  expect(
    (await station.ask('POST', '/Observations', { ...observation, FeatureOfInterest: ref(ids.FeaturesOfInterest) }))
      .status,
  ).toBe(400)
  const nowhere = await station.make('/Things', thing('nowhere'))
  const ds = await station.make('/Datastreams', datastream(2, { ...links, Thing: ref(nowhere) }))
  expect((await station.ask('POST', '/Observations', { ...observation, Datastream: ref(ds) })).status).toBe(400)
  for (const [set, body] of [
    ['Things', { description: 'no name' }],
    ['Sensors', { name: 'a' }],
    ['Observations', { Datastream: ref(ids.Datastreams) }],
    ['Observations', { ...observation, Datastream: ref(999_999) }],
    ['Observations', { ...observation, phenomenonTime: '2015-02-30T00:00:00Z', Datastream: ref(ids.Datastreams) }],
    ['Observations', { ...observation, phenomenonTime: '2015-02-03T00:00:00', Datastream: ref(ids.Datastreams) }],
    ['Locations', { ...location(1), location: { type: 'Point', coordinates: ['a', 1] } }],
    ['Things', { ...thing(1), nmae: 'x' }],
    ['Things', [thing(1)]],
  ] as const)
    expect((await station.ask('POST', `/${set}`, body)).status, JSON.stringify(body)).toBe(400)
  expect((await station.ask('POST', '/Things', '{"name":')).status).toBe(400)
})

describe('PATCH and PUT', () => {
  const changes: Readonly<Record<SetName, object>> = {
    Things: { description: 'changed' },
    Locations: { location: { type: 'Point', coordinates: [114.05, -50] } },
    HistoricalLocations: { time: '2015-07-01T00:00:00.000Z' },
    Sensors: { metadata: 'changed' },
    ObservedProperties: { description: 'changed' },
    FeaturesOfInterest: { feature: { type: 'Point', coordinates: [114.05, -51.05] } },
    Datastreams: {
      unitOfMeasurement: { name: 'Entropy2', symbol: 'S2', definition: 'http://qudt.org/vocab/unit/Entropy2' },
    },
    Observations: { phenomenonTime: '2015-07-01T00:40:00.000Z' },
  }
  const replacements: Readonly<Record<SetName, object>> = {
    Things: { name: 'new', description: 'new' },
    Locations: { ...location('new', 1, 2), description: 'new' },
    HistoricalLocations: { time: '2015-08-01T00:00:00.000Z' },
    Sensors: { ...sensor('new') },
    ObservedProperties: { name: 'QWERTY', definition: 'http://zxcvb', description: 'POIUYTREW' },
    FeaturesOfInterest: { ...feature('new', 3, 4) },
    Datastreams: datastream('new'),
    Observations: { result: '99', phenomenonTime: '2015-08-01T00:40:00.000Z' },
  }

  test('PATCH Entities', async () => {
    const ids = await makeAll()
    for (const set of sets) {
      const before = (await station.get(`/${set}(${ids[set]})`)).body
      const { status, body } = await station.ask('PATCH', `/${set}(${ids[set]})`, changes[set])
      expect(status, set).toBe(200)
      const after = (await station.get(`/${set}(${ids[set]})`)).body
      expect(after).toEqual({ ...before, ...changes[set], ...timesOf(set, after) })
      expect(body).toEqual(after)
    }
  })

  test('PUT Entities', async () => {
    const ids = await makeAll()
    for (const set of sets) {
      expect((await station.ask('PUT', `/${set}(${ids[set]})`, replacements[set])).status, set).toBe(200)
      const after = (await station.get(`/${set}(${ids[set]})`)).body
      expect(after).toMatchObject(replacements[set])
      // What was not given again is as if it had never been.
      expect(after).not.toHaveProperty('properties')
      for (const relation of Object.keys(relations[set]))
        expect((await station.get(`/${set}(${ids[set]})/${relation}`)).status).toBe(200)
    }
    expect((await station.ask('PUT', `/Things(${ids.Things})`, { name: 'only' })).status).toBe(400)
  })

  /** The times of a datastream follow its observations. */
  const timesOf = (set: SetName, after: object) =>
    set === 'Datastreams' && 'phenomenonTime' in after ? { phenomenonTime: after.phenomenonTime } : {}

  test('Invalid PATCH Entities: nothing is made inside another', async () => {
    const ids = await makeAll()
    const inline = { ...datastream(5), Thing: ref(ids.Things) }
    for (const [set, body] of [
      ['Things', { Locations: [location(2)] }],
      ['Things', { Datastreams: [datastream(5)] }],
      ['Sensors', { Datastreams: [inline] }],
      ['ObservedProperties', { Datastreams: [inline] }],
      ['Datastreams', { ObservedProperty: observedProperty(2) }],
      ['Datastreams', { Sensor: sensor(2) }],
      ['Datastreams', { Thing: thing(2) }],
      ['Datastreams', { Observations: [observation] }],
    ] as const)
      expect((await station.ask('PATCH', `/${set}(${ids[set]})`, body)).status, JSON.stringify(body)).toBe(400)
  })

  test('JSON Patch (RFC 6902)', async () => {
    const ids = await makeAll()
    const patch = (body: unknown) =>
      station.ask('PATCH', `/Things(${ids.Things})`, body, { 'Content-Type': 'application/json-patch+json' })
    expect(
      (
        await patch([
          { op: 'test', path: '/properties/reference', value: '1' },
          { op: 'add', path: '/properties/floor', value: 3 },
          { op: 'replace', path: '/name', value: 'patched' },
        ])
      ).status,
    ).toBe(200)
    expect((await station.get(`/Things(${ids.Things})`)).body).toMatchObject({
      name: 'patched',
      description: 'thing 1',
      properties: { reference: '1', floor: 3 },
    })
    expect(
      (
        await patch([
          { op: 'test', path: '/name', value: 'other' },
          { op: 'remove', path: '/properties' },
        ])
      ).status,
    ).toBe(400)
    expect((await patch([{ op: 'remove', path: '/properties' }])).status).toBe(200)
    expect((await station.get(`/Things(${ids.Things})`)).body).not.toHaveProperty('properties')
    expect((await patch([{ op: 'remove', path: '/name' }])).status).toBe(400)
    expect((await patch([{ op: 'add', path: '/__proto__/polluted', value: true }])).status).toBe(400)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect((await patch({ name: 'x' })).status).toBe(400)
  })
})

describe('DELETE', () => {
  // What goes with each type, and what stays (OGC 18-088, table 26).
  const gone: Readonly<Record<SetName, readonly SetName[]>> = {
    Things: ['Things', 'Datastreams', 'HistoricalLocations', 'Observations'],
    Datastreams: ['Datastreams', 'Observations'],
    Locations: ['Locations', 'HistoricalLocations'],
    HistoricalLocations: ['HistoricalLocations'],
    Sensors: ['Sensors', 'Datastreams', 'Observations'],
    ObservedProperties: ['ObservedProperties', 'Datastreams', 'Observations'],
    FeaturesOfInterest: ['FeaturesOfInterest', 'Observations'],
    Observations: ['Observations'],
  }

  test.each(sets)('DELETE Entities: %s', async (set) => {
    const ids = await makeAll()
    expect((await station.ask('DELETE', `/${set}(${ids[set]})`)).status).toBe(200)
    expect((await station.get(`/${set}(${ids[set]})`)).status).toBe(404)
    for (const any of sets) expect(await exists(any), any).toBe(!gone[set].includes(any))
  })

  test('DELETE nonexistent Entities', async () => {
    for (const set of sets)
      for (const id of ['9223372036854775807', '999999'])
        expect((await station.ask('DELETE', `/${set}(${id})`)).status, set).toBe(404)
    expect((await station.ask('DELETE', '/Things')).status).toBe(405)
  })
})

test.each([
  ['boolean', true],
  ['boolean', false],
  ['string', 'fourty two'],
  ['numeric', 1],
  ['numeric', 1.23],
  ['object', { number: 1.23, string: 'One comma twentythree', boolean: true }],
  ['array', [1.23, 'One comma twentythree', true]],
] as const)('Test %s result values: %o', async (_, result) => {
  const { Datastreams } = await makeAll()
  const id = await station.make(`/Datastreams(${Datastreams})/Observations`, { result })
  expect((await station.get(`/Observations(${id})`)).body.result).toEqual(result)
  expect((await station.get(`/Observations(${id})/result`)).body).toEqual({ result })
})

test('a whole number longer than JavaScript holds is given back digit by digit, recent and old', async () => {
  const { Datastreams } = await makeAll()
  const body =
    '{"result": 8345234523452345234, "phenomenonTime": "2024-01-01T00:00:00Z", "parameters": {"n": -9007199254740993}}'
  const made = await station.ask('POST', `/Datastreams(${Datastreams})/Observations`, body)
  const digits = async () => {
    const one = await station.get(made.headers.get('Location')!)
    const page = await station.get(
      `/Datastreams(${Datastreams})/Observations?$orderby=phenomenonTime desc&$expand=Datastream`,
    )
    for (const { text } of [one, page])
      expect(text).toMatch(/"result":8345234523452345234,.*"parameters":{"n":-9007199254740993}/)
  }
  await digits()
  await station.observe.observations.compact(new Date('2024-05-01T00:00:00Z'))
  await digits()
})
