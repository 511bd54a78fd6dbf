import { beforeAll, expect, test } from 'vitest'
import { datastream, feature, location, observedProperty, ref, sensor, thing } from '../testing/entities.ts'
import { root, stationOfTests } from '../testing/station.ts'

// Level 6 of ets-sta10, “data array extension”: the two tests of DataArrayTests.

const station = stationOfTests()
let streams: number[]
let features: number[]
beforeAll(async () => {
  const Datastreams = [1, 2].map((n) => datastream(n, { Sensor: sensor(n), ObservedProperty: observedProperty(1) }))
  const id = await station.make('/Things', { ...thing(1), Locations: [location(1)], Datastreams })
  streams = (await station.get(`/Things(${id})/Datastreams?$orderby=id`)).body.value.map((one) => one['@iot.id'])
  features = [
    await station.make('/FeaturesOfInterest', feature(1)),
    await station.make('/FeaturesOfInterest', feature(2)),
  ]
  for (const n of [0, 1, 2, 3])
    await station.make('/Observations', {
      ...{ phenomenonTime: `2016-01-0${n + 1}T01:01:01.000Z`, result: n + 1 },
      Datastream: ref(streams[n % 2]!),
      FeatureOfInterest: ref(features[n >> 1]!),
    })
})

interface Group {
  readonly components: readonly string[]
  readonly dataArray: readonly unknown[][]
  readonly 'dataArray@iot.count': number
  readonly 'Datastream@iot.navigationLink': string
}
const groupsOf = (value: unknown) => value as readonly Group[]

test('Test DataArray get', async () => {
  const { status, body } = await station.get('/Observations?$count=true&$top=3&$resultFormat=dataArray')
  expect(status).toBe(200)
  expect(body['@iot.count']).toBe(4)
  expect(body['@iot.nextLink']).toContain('$resultFormat=dataArray')
  const groups = groupsOf(body.value)
  expect(groups.map((one) => one['Datastream@iot.navigationLink']).sort()).toEqual(
    streams.map((id) => `${root}/Datastreams(${id})`),
  )
  for (const { components, dataArray, 'dataArray@iot.count': count } of groups) {
    expect(components).toEqual([
      'id',
      'phenomenonTime',
      'result',
      'resultTime',
      'resultQuality',
      'validTime',
      'parameters',
    ])
    expect(dataArray).toHaveLength(count)
    for (const row of dataArray) expect(row).toHaveLength(components.length)
  }
  const rest = await station.get(body['@iot.nextLink']!)
  expect(groupsOf(rest.body.value).flatMap((one) => one.dataArray)).toHaveLength(1)
  const selected = await station.get(
    `/Datastreams(${streams[0]})/Observations?$resultFormat=dataArray&$select=phenomenonTime,result&$orderby=result`,
  )
  expect(groupsOf(selected.body.value)[0]!.dataArray).toEqual([
    ['2016-01-01T01:01:01.000Z', 1],
    ['2016-01-03T01:01:01.000Z', 3],
  ])
  for (const bad of [
    '/Things?$resultFormat=dataArray',
    '/Observations?$resultFormat=csv',
    '/Observations?$resultFormat=dataArray&$expand=Datastream',
  ])
    expect((await station.get(bad)).status).toBe(400)
})

test('Test DataArray POST: one that cannot be kept leaves the others be', async () => {
  const rows = (...dataArray: unknown[][]) => ({ dataArray, 'dataArray@iot.count': dataArray.length })
  const { status, body } = await station.ask('POST', '/CreateObservations', [
    {
      Datastream: ref(streams[0]!),
      components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
      ...rows(['2010-12-23T10:20:00-0700', 20, features[0]], ['2010-12-23T10:21:00-0700', 30, 'probablyNotAValidId']),
    },
    {
      Datastream: ref(streams[1]!),
      components: ['phenomenonTime', 'result'],
      ...rows(
        ['2010-12-23T10:20:00-0700', 65],
        ['2010-12-23T10:21:00-0700', 60],
        ['yesterday', 1],
        ['2010-12-23T10:22:00-0700'],
      ),
    },
    { Datastream: ref(999_999), components: ['result'], ...rows([1]) },
  ])
  expect(status).toBe(201)
  const lines = body as unknown as string[]
  expect(lines.map((line) => line.startsWith('error'))).toEqual([false, true, false, false, true, true, true])
  const kept = await Promise.all(
    lines
      .filter((line) => !line.startsWith('error'))
      .map((line) => station.get(`${line}?$expand=FeatureOfInterest,Datastream`)),
  )
  expect(
    kept.map(({ body: one }) => [one.phenomenonTime, one.result, (one.Datastream as { '@iot.id': number })['@iot.id']]),
  ).toEqual([
    ['2010-12-23T17:20:00.000Z', 20, streams[0]],
    ['2010-12-23T17:20:00.000Z', 65, streams[1]],
    ['2010-12-23T17:21:00.000Z', 60, streams[1]],
  ])
  expect(kept[0]!.body.FeatureOfInterest).toMatchObject({ '@iot.id': features[0] })
  expect(kept[1]!.body.FeatureOfInterest).toMatchObject({ feature: { type: 'Point', coordinates: [-117.05, 51.05] } })
  expect((await station.ask('POST', '/CreateObservations', { nothing: true })).status).toBe(400)
})

test('sent again with its key, a list is the same list', async () => {
  const list = [
    {
      Datastream: ref(streams[0]!),
      components: ['phenomenonTime', 'result'],
      dataArray: [
        ['2011-01-01T00:00:00Z', 1],
        ['2011-01-01T00:01:00Z', 2],
      ],
    },
  ]
  const send = (key: string) => station.ask('POST', '/CreateObservations', list, { 'Idempotency-Key': key })
  const first = await send('monday')
  expect((await send('monday')).text).toBe(first.text)
  expect((await send('tuesday')).text).not.toBe(first.text)
})
