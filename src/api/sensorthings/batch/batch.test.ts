import { beforeEach, expect, test } from 'vitest'
import { datastream, observedProperty, ref, sensor, thing } from '../testing/entities.ts'
import { root, stationOfTests } from '../testing/station.ts'

const station = stationOfTests()
beforeEach(() => station.clear())

interface Response {
  readonly id: string
  readonly status: number
  readonly location?: string
  readonly body?: { readonly name?: string; readonly value?: unknown[]; readonly error?: { readonly code: string } }
}
const json = async (requests: unknown[]) => {
  const { status, body } = await station.ask('POST', '/$batch', { requests })
  expect(status).toBe(200)
  return (body as unknown as { responses: Response[] }).responses
}

test('a batch in JSON: each request by itself, and references to what was made', async () => {
  const responses = await json([
    { id: '1', method: 'post', url: 'Things', body: thing(1) },
    {
      id: '2',
      method: 'POST',
      url: '$1/Datastreams',
      body: datastream(1, { Sensor: sensor(1), ObservedProperty: observedProperty(1) }),
    },
    { id: '3', method: 'PATCH', url: '$1', body: { name: 'renamed' } },
    { id: '4', method: 'GET', url: '/sensorthings/v1.1/Things?$select=name' },
    { id: '5', method: 'GET', url: `${root}/Things(999999)` },
    { id: '6', method: 'GET', url: 'Things', dependsOn: ['5'] },
    { id: '7', method: 'DELETE', url: '$2' },
    { id: '8', method: 'GET', url: 'https://elsewhere.example/Things' },
    { id: '9', method: 'POST', url: '$batch', body: { requests: [] } },
  ])
  expect(responses.map(({ status }) => status)).toEqual([201, 201, 200, 200, 404, 424, 200, 400, 400])
  expect(responses[0]!.location).toMatch(/Things\(\d+\)$/)
  expect(responses[2]!.body?.name).toBe('renamed')
  expect(responses[3]!.body?.value).toEqual([{ name: 'renamed' }])
})

test('a group of a batch in JSON happens as a whole or not at all', async () => {
  const made = (sensors: unknown) => [
    { id: 'thing', atomicityGroup: 'a', method: 'POST', url: 'Things', body: thing(1) },
    { id: 'sensor', atomicityGroup: 'a', method: 'POST', url: 'Sensors', body: sensors },
    {
      ...{ id: 'stream', atomicityGroup: 'a', method: 'POST', url: 'Datastreams' },
      body: datastream(1, {
        Thing: { '@iot.id': '$thing' },
        Sensor: { '@iot.id': '$sensor' },
        ObservedProperty: observedProperty(1),
      }),
    },
    { id: 'after', method: 'GET', url: 'Things/$count' },
  ]
  const failed = await json(made({ name: 'incomplete' }))
  expect(failed.map(({ status }) => status)).toEqual([424, 400, 424, 200])
  expect(failed[3]!.body).toBe('0')
  const done = await json(made(sensor(1)))
  expect(done.map(({ status }) => status)).toEqual([201, 201, 201, 200])
  const streams = await station.get('/Datastreams?$expand=Thing,Sensor')
  expect(streams.body.value[0]).toMatchObject({ Thing: { name: 'thing 1' }, Sensor: { name: 'sensor 1' } })
})

const part = (headers: string, request: string) =>
  `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${headers}\r\n${request}`
const multipart = (boundary: string, parts: string[]) =>
  `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`
const post = (set: string, body: unknown) =>
  `POST ${set} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}`

test('a batch in parts, with change sets', async () => {
  const things = await station.make('/Things', thing(0))
  const set = (second: object) =>
    `Content-Type: multipart/mixed; boundary=inner\r\n\r\n${multipart('inner', [
      part('Content-ID: 1\r\n', post('Things', thing(1))),
      part('Content-ID: 2\r\n', post('$1/Datastreams', second)),
    ])}`
  const good = datastream(1, { Sensor: sensor(1), ObservedProperty: observedProperty(1) })
  const body = multipart('outer', [
    part('', `GET ${root}/Things(${things})?$select=name HTTP/1.1\r\nAccept: application/json\r\n\r\n`),
    set({ name: 'incomplete' }),
    set(good),
    part('', 'GET Things/$count HTTP/1.1\r\n\r\n'),
    part('', 'nonsense'),
  ])
  const answer = await station.ask('POST', '/$batch', body, { 'Content-Type': 'multipart/mixed; boundary="outer"' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toMatch(/^multipart\/mixed; boundary=batch_/)
  const statuses = [...answer.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))
  expect(statuses).toEqual([200, 400, 201, 201, 200, 400])
  expect(answer.text).toContain('{"name":"thing 0"}')
  expect(answer.text.match(/Content-Type: multipart\/mixed; boundary=changeset_/g)).toHaveLength(1)
  expect((await station.get('/Things?$count=true')).body['@iot.count']).toBe(2)
})

test('what is no batch is refused, and a batch has its limits', async () => {
  expect((await station.ask('POST', '/$batch', { requests: 5 })).status).toBe(400)
  expect((await station.ask('POST', '/$batch', 'x', { 'Content-Type': 'text/plain' })).status).toBe(415)
  expect((await station.ask('POST', '/$batch', 'x', { 'Content-Type': 'multipart/mixed; boundary=a' })).status).toBe(
    400,
  )
  expect((await station.get('/$batch')).status).toBe(405)
  const many = Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, method: 'GET', url: 'Things' }))
  const { status, body } = await station.ask('POST', '/$batch', { requests: many })
  expect([status, body.error.code]).toEqual([400, 'sensorthings.too-costly'])
  const twice = await station.ask('POST', '/$batch', { requests: [many[0], many[0]] })
  expect(twice.status).toBe(400)
  expect(ref(1)).toEqual({ '@iot.id': 1 })
})
