import { beforeAll, expect, test } from 'vitest'
import { datastream, location, observedProperty, sensor, thing } from './testing/entities.ts'
import { type Entity, stationOfTests } from './testing/station.ts'

// The same requests before and after the old months are compacted to files: their answers must be the same.

const station = stationOfTests()
const streams: number[] = []
const requests = [
  '/Observations?$count=true&$top=7',
  '/Observations?$orderby=phenomenonTime&$top=7&$skip=3',
  '/Observations?$orderby=phenomenonTime desc&$top=7',
  '/Observations?$orderby=id desc&$top=4',
  '/Observations?$filter=result gt 40&$count=true&$orderby=result desc,id',
  '/Observations?$filter=phenomenonTime ge 2024-01-20T00:00:00Z and phenomenonTime lt 2024-02-10T00:00:00Z&$count=true',
  '/Observations?$filter=phenomenonTime le 2024-01-05T00:00:00Z&$expand=Datastream,FeatureOfInterest',
  "/Observations?$filter=Datastream/name eq 'datastream 2' and result lt 20&$orderby=result",
  '/Observations?$resultFormat=dataArray&$top=30&$select=result,phenomenonTime',
  '/Observations?$select=result&$orderby=phenomenonTime,id&$top=100',
  '/Datastreams?$orderby=id&$expand=Observations($top=1;$orderby=phenomenonTime desc)',
  '/Datastreams?$orderby=id&$expand=Observations($top=3;$orderby=phenomenonTime;$count=true)',
  '/Datastreams?$orderby=id&$expand=Observations($filter=result gt 30;$orderby=result desc;$top=2)',
  '/Datastreams?$filter=Observations/result gt 55&$orderby=id',
  '/Things?$expand=Datastreams($orderby=id;$expand=Observations($top=2))',
  '/FeaturesOfInterest?$expand=Observations($orderby=id;$top=5;$count=true)',
]
const addresses = () => [
  ...requests,
  `/Datastreams(${streams[0]})/Observations?$count=true&$top=5`,
  `/Datastreams(${streams[0]})/Observations?$orderby=phenomenonTime desc&$top=5&$skip=20`,
  `/Datastreams(${streams[1]})/Observations/$count`,
]

beforeAll(async () => {
  const Datastreams = [1, 2, 3].map((n) => datastream(n, { Sensor: sensor(n), ObservedProperty: observedProperty(n) }))
  const id = await station.make('/Things', { ...thing(1), Locations: [location(1)], Datastreams })
  const found = await station.get(`/Things(${id})/Datastreams?$orderby=id`)
  streams.push(...found.body.value.map((one) => one['@iot.id']))
  // Sixty days from January; the third has none since the first month.
  const rows = Array.from({ length: 60 }, (_, day) => [new Date(Date.UTC(2024, 0, 1 + day)).toISOString(), day])
  const group = (n: number, list: typeof rows) => ({
    Datastream: { '@iot.id': streams[n] },
    components: ['phenomenonTime', 'result'],
    dataArray: list,
  })
  await station.ask('POST', '/CreateObservations', [
    group(0, rows),
    group(1, rows.toReversed()),
    group(2, rows.slice(0, 9)),
  ])
})

const all = async () => {
  const answers: Record<string, unknown> = {}
  for (const address of addresses()) {
    const { status, text } = await station.get(address)
    expect(status, `${address}: ${text}`).toBe(200)
    answers[address] = text
  }
  return answers
}

test('recent, old, or both, answers are the same', async () => {
  const before = await all()
  const months = await station.observe.observations.compact(new Date('2024-02-20T00:00:00Z'))
  expect(months.map(({ month, rows }) => [month, rows])).toEqual([['2024-01-01', 71]])
  expect(await all()).toEqual(before)
  await station.observe.observations.compact(new Date('2024-06-01T00:00:00Z'))
  expect(await all()).toEqual(before)
})

test('next links lead through recent and old ones, each once, even as others come', async () => {
  const seen: Entity[] = []
  let next: string | undefined =
    `/Datastreams(${streams[0]})/Observations?$top=7&$orderby=phenomenonTime desc&$select=id,result`
  for (let page = 0; next !== undefined; page++) {
    const { body } = await station.get(next)
    seen.push(...body.value)
    next = body['@iot.nextLink']
    if (page === 0)
      await station.make(`/Datastreams(${streams[0]})/Observations`, {
        result: 1000,
        phenomenonTime: '2024-05-20T00:00:00Z',
      })
  }
  expect(seen.map((one) => one.result)).toEqual(Array.from({ length: 60 }, (_, i) => 59 - i))
})

test('an old observation is read, changed and deleted as any other', async () => {
  const { body } = await station.get(`/Datastreams(${streams[1]})/Observations?$top=2`)
  const [first, second] = body.value.map((one) => one['@iot.id'])
  expect((await station.get(`/Observations(${first})/Datastream/Thing/name/$value`)).text).toBe('thing 1')
  expect((await station.ask('PATCH', `/Observations(${first})`, { result: 'mended' })).body.result).toBe('mended')
  expect((await station.ask('DELETE', `/Observations(${second})`)).status).toBe(200)
  const after = await station.get(`/Datastreams(${streams[1]})/Observations?$top=2&$count=true`)
  expect(after.body['@iot.count']).toBe(59)
  expect(after.body.value.map((one) => one.result)).toEqual(['mended', 2])
})
