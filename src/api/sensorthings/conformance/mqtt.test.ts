import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openEmbeddedBroker } from '../../../observe/mqtt/index.ts'
import { serveByMqtt } from '../index.ts'
import {
  datastream,
  feature,
  location,
  observedProperty,
  properties,
  ref,
  type SetName,
  sensor,
  sets,
  thing,
} from '../testing/entities.ts'
import { operator, root, secret, stationOfTests } from '../testing/station.ts'

// Levels 7 and 8 of ets-sta10, over MQTT: the four tests of Capability7Test and the thirteen of Capability8Test.

const station = stationOfTests()
let [client, address]: [MqttClient, string] = [undefined as never, '']
let close: () => Promise<void>
const heard: { topic: string; body: Record<string, unknown> }[] = []

beforeAll(async () => {
  const { log } = station.house.chain
  const { authenticate } = station.service
  const broker = await openEmbeddedBroker({ port: 0, isPortNeeded: true, authenticate, log })
  const stop = serveByMqtt(station.service, { broker, root, log })
  address = (await broker.start())!
  client = await connectAsync(address)
  client.on('message', (topic, payload) => heard.push({ topic, body: JSON.parse(payload.toString()) }))
  close = async () => {
    stop()
    await client.endAsync(true)
    await broker.close()
  }
})
afterAll(() => close())
beforeEach(() => station.clear())

/** Hears a topic while something is done, and gives what was sent to it: at least one message. */
async function hearing(
  topics: string | string[],
  work: () => Promise<unknown>,
): Promise<Record<string, Record<string, unknown>>> {
  const list = [topics].flat()
  await client.subscribeAsync(list)
  heard.length = 0
  await work()
  await vi.waitFor(() => expect(new Set(heard.map(({ topic }) => topic))).toEqual(new Set(list)), { timeout: 10_000 })
  await client.unsubscribeAsync(list)
  return Object.fromEntries(heard.map(({ topic, body }) => [topic, body]))
}

/** One entity of each type, made in the order they need each other; `around` is given each making. */
async function makeAll(around: (set: SetName, make: () => Promise<number>) => Promise<number> = (_, make) => make()) {
  const ids = {} as Record<SetName, number>
  const make = async (set: SetName, body: () => object) => {
    ids[set] = await around(set, () => station.make(`/${set}`, body() as never))
  }
  await make('Things', () => thing(1))
  await make('Locations', () => ({ ...location(1), Things: [ref(ids.Things)] }))
  await make('Sensors', () => sensor(1))
  await make('ObservedProperties', () => observedProperty(1))
  await make('FeaturesOfInterest', () => feature(1))
  await make('Datastreams', () =>
    datastream(1, { Thing: ref(ids.Things), Sensor: ref(ids.Sensors), ObservedProperty: ref(ids.ObservedProperties) }),
  )
  await make('Observations', () => ({
    ...{ result: 8, phenomenonTime: '2015-03-01T00:40:00.000Z', resultTime: '2015-03-01T00:40:00.000Z' },
    ...{ Datastream: ref(ids.Datastreams), FeatureOfInterest: ref(ids.FeaturesOfInterest) },
  }))
  await make('HistoricalLocations', () => ({
    time: '2015-03-01T00:40:00.000Z',
    Thing: ref(ids.Things),
    Locations: [ref(ids.Locations)],
  }))
  return ids
}

/** Another value for each property. */
const changed: Readonly<Record<string, unknown>> = {
  ...{ name: 'other', description: 'other', encodingType: 'text/html', metadata: 'other', definition: 'http://other' },
  ...{ location: { type: 'Point', coordinates: [1, 2] }, feature: { type: 'Point', coordinates: [3, 4] } },
  ...{ unitOfMeasurement: { name: 'a', symbol: 'b', definition: 'c' }, observationType: 'http://other' },
  ...{
    time: '2016-01-01T00:00:00.000Z',
    phenomenonTime: '2015-03-02T00:00:00.000Z',
    resultTime: '2015-03-03T00:00:00.000Z',
    result: 9,
  },
}
const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, changed[name]]))
const odd = (set: SetName) => properties[set].filter((_, i) => i % 2 === 0)
const whole = async (set: SetName, id: number, names: readonly string[]) => {
  const { body } = await station.get(`/${set}(${id})?$select=${properties[set].join(',')}`)
  return { ...body, ...pick(names) }
}
const now = async (set: SetName, id: number, select = '') => (await station.get(`/${set}(${id})${select}`)).body

describe('subscribe to an entity set', () => {
  test('and insert an entity', async () => {
    await makeAll(async (set, make) => {
      let id = 0
      const sent = await hearing(`v1.1/${set}`, async () => (id = await make()))
      expect(sent[`v1.1/${set}`]).toEqual(await now(set, id))
      return id
    })
  })
  test('with several $select, and insert an entity', async () => {
    await makeAll(async (set, make) => {
      const topic = `v1.1/${set}?$select=${odd(set).join(',')}`
      let id = 0
      const sent = await hearing(topic, async () => (id = await make()))
      expect(sent[topic]).toEqual(await now(set, id, `?$select=${odd(set).join(',')}`))
      return id
    })
  })
  test.each(['PATCH', 'PUT'])('and update an entity by %s, whole and with $select', async (method) => {
    const ids = await makeAll()
    for (const set of sets) {
      const topics = [`v1.1/${set}`, `v1.1/${set}?$select=${odd(set).join(',')}`]
      const body = method === 'PUT' ? await whole(set, ids[set], properties[set]) : pick(properties[set])
      const sent = await hearing(topics, async () =>
        expect((await station.ask(method, `/${set}(${ids[set]})`, body)).status, set).toBe(200),
      )
      expect(sent[topics[0]!]).toEqual(await now(set, ids[set]))
      expect(sent[topics[1]!]).toEqual(pick(odd(set)))
    }
  })
  test('by the path of another entity', async () => {
    const ids = await makeAll()
    const id = (set: SetName) => `v1.1/${set}(${ids[set]})`
    const paths: Partial<Record<SetName, string[]>> = {
      Things: [`${id('Locations')}/Things`],
      Locations: [
        `${id('Things')}/Locations`,
        `${id('Datastreams')}/Thing/Locations`,
        `${id('HistoricalLocations')}/Thing/Locations`,
      ],
      Datastreams: [
        `${id('Things')}/Datastreams`,
        `${id('HistoricalLocations')}/Thing/Datastreams`,
        `${id('Sensors')}/Datastreams`,
        `${id('ObservedProperties')}/Datastreams`,
      ],
      Observations: [`${id('Datastreams')}/Observations`, `${id('FeaturesOfInterest')}/Observations`],
      HistoricalLocations: [
        `${id('Things')}/HistoricalLocations`,
        `${id('Datastreams')}/Thing/HistoricalLocations`,
        `${id('Locations')}/HistoricalLocations`,
      ],
    }
    for (const [set, topics] of Object.entries(paths) as [SetName, string[]][]) {
      const body = await whole(set, ids[set], properties[set])
      const sent = await hearing(topics, () => station.ask('PUT', `/${set}(${ids[set]})`, body))
      for (const topic of topics) expect(sent[topic], topic).toEqual(await now(set, ids[set]))
    }
  })
  test('several at once, and deep insert', async () => {
    const topics = [
      'Things',
      'Datastreams',
      'Sensors',
      'ObservedProperties',
      'Observations',
      'Locations',
      'HistoricalLocations',
    ].map((set) => `v1.1/${set}`)
    const body = {
      ...thing(1),
      Locations: [location(1)],
      Datastreams: [
        datastream(1, {
          Sensor: sensor(1),
          ObservedProperty: observedProperty(1),
          Observations: [{ result: 1, phenomenonTime: '2015-03-01T00:00:00Z' }],
        }),
      ],
    }
    const sent = await hearing(topics, () => station.make('/Things', body))
    for (const topic of topics) {
      const { value } = (await station.get(topic.slice('v1.1'.length))).body
      expect(sent[topic], topic).toEqual(value[0])
    }
    // Each is told once.
    expect(heard).toHaveLength(topics.length)
  })
})

describe('subscribe to an entity', () => {
  test.each(['PATCH', 'PUT'])('and update it by %s', async (method) => {
    const ids = await makeAll()
    for (const set of sets) {
      const topic = `v1.1/${set}(${ids[set]})`
      const body = method === 'PUT' ? await whole(set, ids[set], properties[set]) : pick(properties[set])
      const sent = await hearing(topic, () => station.ask(method, `/${set}(${ids[set]})`, body))
      expect(sent[topic]).toEqual(await now(set, ids[set]))
    }
  })
  test('by the path of another entity', async () => {
    const ids = await makeAll()
    const [ds, ob] = [`v1.1/Datastreams(${ids.Datastreams})`, `v1.1/Observations(${ids.Observations})`]
    const paths: Partial<Record<SetName, string[]>> = {
      Things: [`${ds}/Thing`, `${ob}/Datastream/Thing`, `v1.1/HistoricalLocations(${ids.HistoricalLocations})/Thing`],
      Sensors: [`${ds}/Sensor`, `${ob}/Datastream/Sensor`],
      ObservedProperties: [`${ds}/ObservedProperty`, `${ob}/Datastream/ObservedProperty`],
      FeaturesOfInterest: [`${ob}/FeatureOfInterest`],
      Datastreams: [`${ob}/Datastream`],
    }
    for (const [set, topics] of Object.entries(paths) as [SetName, string[]][]) {
      const body = await whole(set, ids[set], properties[set])
      const sent = await hearing(topics, () => station.ask('PUT', `/${set}(${ids[set]})`, body))
      for (const topic of topics) expect(sent[topic], topic).toEqual(await now(set, ids[set]))
    }
  })
})

test.each(['PATCH', 'PUT'])('subscribe to a property, and update it by %s', async (method) => {
  const ids = await makeAll()
  for (const set of sets)
    for (const name of properties[set]) {
      const topic = `v1.1/${set}(${ids[set]})/${name}`
      const body = method === 'PUT' ? await whole(set, ids[set], [name]) : pick([name])
      const sent = await hearing(topic, () => station.ask(method, `/${set}(${ids[set]})`, body))
      expect(sent[topic]).toEqual(pick([name]))
    }
})

describe('create an observation by publishing it', () => {
  const body = (ids: Record<SetName, number>) => ({
    ...{ phenomenonTime: '2015-03-01T00:40:00.000Z', validTime: '2016-01-01T01:01:01.000Z/2016-01-01T23:59:59.000Z' },
    ...{ result: 1234, parameters: { param1: 'some value1', param2: 'some value2' } },
    ...{ Datastream: ref(ids.Datastreams), FeatureOfInterest: ref(ids.FeaturesOfInterest) },
  })
  const select =
    '$expand=Datastream($select=id),FeatureOfInterest($select=id)&$select=result,phenomenonTime,validTime,parameters'

  test.each(['', 'Datastreams', 'FeaturesOfInterest'] as const)(
    'through the set of observations of %s',
    async (set) => {
      const ids = await makeAll()
      const topic = set === '' ? 'v1.1/Observations' : `v1.1/${set}(${ids[set]})/Observations`
      const sent = await hearing('v1.1/Observations', () =>
        client.publishAsync(topic, JSON.stringify(body(ids)), { qos: 2 }),
      )
      // Acknowledged, it is kept; and whoever hears the topic gets the entity, not what was published.
      const latest = await station.get(`/Observations?$orderby=id desc&$top=1&${select}`)
      expect(latest.body.value[0]).toEqual(body(ids))
      expect(sent['v1.1/Observations']).toHaveProperty(['@iot.selfLink'])
      expect(heard).toHaveLength(1)
    },
  )

  test('with deep insert', async () => {
    const stream = datastream('deep', {
      Thing: thing('deep'),
      Sensor: sensor('deep'),
      ObservedProperty: observedProperty('deep'),
    })
    const deep = {
      phenomenonTime: '2015-03-01T00:00:00.000Z',
      result: 5,
      FeatureOfInterest: feature('deep'),
      Datastream: stream,
    }
    await client.publishAsync('v1.1/Observations', JSON.stringify(deep), { qos: 2 })
    const { body: found } = await station.get(
      '/Observations?$expand=FeatureOfInterest,Datastream($expand=Thing,Sensor,ObservedProperty)',
    )
    expect(found.value[0]).toMatchObject(deep)
  })

  test('what is wrong is said in the log, and does not come back', async () => {
    const ids = await makeAll()
    for (const [topic, payload] of [
      ['v1.1/Observations', '{"result":'],
      ['v1.1/Observations', '{"result":1}'],
      [`v1.1/Datastreams(${ids.Datastreams})/Observations`, '{"result":1,"phenomenonTime":"soon"}'],
    ] as const)
      await client.publishAsync(topic, payload, { qos: 1 })
    const refusals = station.house.events.filter(({ event }) => event === 'sensorthings.mqtt-refused')
    expect(refusals.map(({ facts }) => facts.place)).toEqual(['body', 'Datastream', 'phenomenonTime'])
    expect((await station.get('/Observations/$count')).text).toBe('1')
  })
})

test('what is not open to all is sent to nobody', async () => {
  const ids = await makeAll()
  const made = await station.ask(
    'POST',
    '/Things?dataset=works',
    {
      ...thing('works'),
      Locations: [location('w')],
      Datastreams: [datastream('w', { Sensor: ref(ids.Sensors), ObservedProperty: ref(ids.ObservedProperties) })],
    },
    operator,
  )
  const id = /\((\d+)\)$/.exec(made.headers.get('Location')!)![1]
  const streams = await station.get(`/Things(${id})/Datastreams`, operator)
  const stream = streams.body.value[0]!['@iot.id']
  const other = await connectAsync(address, { username: 'operator', password: secret })
  await client.subscribeAsync(['v1.1/Things', `v1.1/Datastreams(${stream})/Observations`, 'v1.1/#'])
  const sent = await hearing('v1.1/Observations', async () => {
    await station.ask('PATCH', `/Things(${id})`, { name: 'secret' }, operator)
    await other.publishAsync(`v1.1/Datastreams(${stream})/Observations`, '{"result": 42}', { qos: 1 })
    await station.make(`/Datastreams(${ids.Datastreams})/Observations`, { result: 43 })
  })
  expect(sent['v1.1/Observations']).toMatchObject({ result: 43 })
  expect(JSON.stringify(heard)).not.toMatch(/secret|42/)
  await client.unsubscribeAsync(['v1.1/Things', `v1.1/Datastreams(${stream})/Observations`, 'v1.1/#'])
  await other.endAsync()
})
