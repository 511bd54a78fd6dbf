import { beforeAll, expect, test } from 'vitest'
import { answerRequest, askAccess, createAccessKey, type Govern, openGovern, readAudit } from '../../govern/index.ts'
import { signedIn, type Visitor } from '../account/testing.ts'
import { datastream, location, observedProperty, sensor, thing } from './testing/entities.ts'
import { operator, root, stationOfTests } from './testing/station.ts'

// What a right to a restricted dataset of observations opens, and what is kept of it.

const station = stationOfTests('open')
const things: Record<string, { thing: number; stream: number }> = {}
let govern: Govern
let lea: Visitor & { readonly account: number }
let key: string

beforeAll(async () => {
  govern = openGovern(station.house.chain)
  lea = await signedIn({ app: station.app, govern }, 'lea@example.org')
  for (const dataset of ['sensors', 'works', 'homes']) {
    const of = { Sensor: sensor(dataset), ObservedProperty: observedProperty(dataset) }
    const Observations = [{ result: 1, phenomenonTime: '2024-05-01T00:00:00Z' }]
    const body = {
      ...thing(dataset),
      Locations: [location(dataset)],
      Datastreams: [datastream(dataset, { ...of, Observations })],
    }
    const made = await station.ask('POST', `/Things?dataset=${dataset}`, body, operator)
    const id = Number(/\((\d+)\)$/.exec(made.headers.get('Location') ?? '')![1])
    const [row] = await govern.store.query<{ id: number }>('select id from datastream where thing = $1', [id])
    things[dataset] = { thing: id, stream: row!.id }
  }
})

const path = new URL(root).pathname
const seen = async (address: string) => (await lea.get<{ value: unknown[] }>(`${path}${address}`)).body.value?.length
const readings = async () => {
  const { items } = await readAudit(govern, { account: lea.account }, { verb: 'data.read' }, { limit: 100 })
  return items.map(({ dataset, facts }) => [dataset, decodeURI(String(facts.address)).replace(`GET ${path}`, '')])
}

test('without a right, only what is open', async () => {
  expect(await seen('/Things')).toBe(1)
  expect((await lea.get(`${path}/Things(${things.works!.thing})`)).status).toBe(404)
})

test('with one, what it is a right to; by session and by key', async () => {
  const works = { name: 'sensing:works', access: 'restricted' } as const
  const form = { purpose: 'To watch the works.', comment: '', ends: '2024-12-31', project: undefined, organisation: '' }
  const { id } = await askAccess(govern, { id: lea.account, name: 'Léa' }, works, form)
  await answerRequest(govern, { kind: 'operator' }, true, id, { answer: 'accept', note: '' })
  expect(await seen('/Things')).toBe(2)
  expect(await seen(`/Datastreams(${things.works!.stream})/Observations`)).toBe(1)
  expect((await lea.get(`${path}/Things(${things.homes!.thing})`)).status).toBe(404)
  const made = await createAccessKey(govern, lea.account, { label: 'k', datasets: ['sensing:works'], days: 9 })
  key = made.key
  const other = await createAccessKey(govern, lea.account, { label: 'o', datasets: ['sensing:other'], days: 9 })
  const count = async (token: string) =>
    (await station.get('/Things', { Authorization: `Bearer ${token}` })).body.value.length
  expect([await count(key), await count(other.key)]).toEqual([2, 1])
  expect((await station.get('/Things', { Authorization: 'Bearer ork_nothing' })).status).toBe(401)
})

test('a right to read is none to write, even where anybody writes', async () => {
  const write = async (dataset: string) => {
    const address = `/Datastreams(${things[dataset]!.stream})/Observations`
    const observation = { result: 2, phenomenonTime: '2024-05-02T00:00:00Z' }
    return (await station.ask('POST', address, observation, { Authorization: `Bearer ${key}` })).status
  }
  expect([await write('sensors'), await write('works')]).toEqual([201, 403])
})

test('what depends on restricted observations is in the journal, and nothing else', async () => {
  const before = (await readings()).length
  const { works, sensors } = things as Record<'works' | 'sensors', (typeof things)[string]>
  const depend = [
    '/Things',
    `/Things(${works.thing})`,
    `/Datastreams(${works.stream})/Observations`,
    '/Observations/$count',
    '/Sensors?$expand=Datastreams',
    "/Sensors?$filter=Datastreams/name eq 'datastream works'",
  ]
  const independent = [
    `/Things(${sensors.thing})`,
    `/Datastreams(${sensors.stream})/Observations`,
    '/Sensors?$select=name',
    "/Things?$filter=name eq 'thing sensors'",
  ]
  for (const address of [...independent, ...depend])
    expect((await lea.get(encodeURI(path + address))).status, address).toBe(200)
  const noted = (await readings()).slice(0, -before || undefined)
  expect(noted.toReversed()).toEqual(depend.map((address) => ['sensing:works', address]))
})

test('nothing that is not open goes by MQTT topics, which all hear alike', async () => {
  const { visible } = await station.service.rightsOf({ kind: 'anonymous' })
  expect(visible).toEqual(['sensors'])
})
