import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { datastream, location, observedProperty, ref, sensor, thing } from './testing/entities.ts'
import { operator, stationOfTests } from './testing/station.ts'

const station = stationOfTests('keys')
const datasets = ['sensors', 'works', 'homes'] as const
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const [roads, anyKey, frames, gone] = ['key of roads', 'key of all', 'key of frames', 'revoked key'].map(bearer) as [
  object,
  object,
  object,
  object,
]
const made: Record<
  string,
  { thing: number; stream: number; observation: number; foi: number; place: number; past: number; sensor: number }
> = {}

beforeAll(async () => {
  const { store } = station.observe
  const add = (token: string, scope: string, dataset: string | null, revoked: boolean) =>
    store.query(
      `insert into ingest_key (label, sha256, scope, dataset, revoked) values ($1, $2, $3, $4, case when $5 then now() end)`,
      [token, createHash('sha256').update(token).digest('hex'), scope, dataset, revoked],
    )
  await add('key of roads', 'sensorthings', 'works', false)
  await add('key of all', 'sensorthings', null, false)
  await add('key of frames', 'frames', null, false)
  await add('revoked key', 'sensorthings', null, true)
  for (const dataset of datasets) {
    const answer = await station.ask(
      'POST',
      `/Things?dataset=${dataset}`,
      {
        ...thing(dataset),
        Locations: [location(dataset)],
        Datastreams: [
          datastream(dataset, {
            Sensor: sensor(dataset),
            ObservedProperty: observedProperty(dataset),
            Observations: [{ result: 1, phenomenonTime: '2024-05-01T00:00:00Z' }],
          }),
        ],
      },
      operator,
    )
    expect(answer.status, answer.text).toBe(201)
    const id = Number(/\((\d+)\)$/.exec(answer.headers.get('Location')!)![1])
    const [row] = await store.query<(typeof made)[string]>(
      `select d.id as stream, d.sensor, o.id as observation, o.foi, l.location as place, h.id as past from datastream d
       join observation o on o.datastream = d.id join thing_location l on l.thing = d.thing
       join historical_location h on h.thing = d.thing where d.thing = $1`,
      [id],
    )
    made[dataset] = { ...row!, thing: id }
  }
})

describe('every address, by the access of its dataset', () => {
  const addresses = (of: (typeof made)[string]) => [
    `/Things(${of.thing})`,
    `/Things(${of.thing})/Datastreams`,
    `/Things(${of.thing})/Locations(${of.place})`,
    `/Locations(${of.place})`,
    `/HistoricalLocations(${of.past})`,
    `/Datastreams(${of.stream})`,
    `/Datastreams(${of.stream})/Observations`,
    `/Datastreams(${of.stream})/Thing/name/$value`,
    `/Observations(${of.observation})`,
    `/Observations(${of.observation})/result`,
    `/Observations(${of.observation})/Datastream/Thing`,
    `/FeaturesOfInterest(${of.foi})`,
    `/FeaturesOfInterest(${of.foi})/Observations`,
  ]
  test.each([
    ['sensors', 'anybody', {}, 200],
    ['works', 'anybody', {}, 404],
    ['homes', 'anybody', {}, 404],
    ['sensors', 'the operator', operator, 200],
    ['works', 'the operator', operator, 200],
    ['homes', 'the operator', operator, 404],
    ['works', 'the holder of its key', roads, 404],
    ['sensors', 'the holder of a key', roads, 200],
  ] as const)('%s by %s', async (dataset, _, headers, expected) => {
    for (const address of addresses(made[dataset]!))
      expect((await station.get(address, headers as Record<string, string>)).status, address).toBe(expected)
  })

  test('collections, counts, expansions and filters show nothing more', async () => {
    for (const [headers, seen] of [
      [{}, ['sensors']],
      [operator, ['sensors', 'works']],
    ] as const) {
      const of = (path: string) => station.get(path, headers as Record<string, string>)
      for (const set of [
        'Things',
        'Locations',
        'HistoricalLocations',
        'Datastreams',
        'Observations',
        'FeaturesOfInterest',
      ]) {
        const { body } = await of(`/${set}?$count=true`)
        expect([body.value.length, body['@iot.count']], set).toEqual([seen.length, seen.length])
        expect((await of(`/${set}/$count`)).text).toBe(String(seen.length))
      }
      // Vocabulary is public; what uses it is not.
      const { body } = await of('/Sensors?$expand=Datastreams($expand=Observations,Thing)&$orderby=id')
      expect(body.value.map((one) => (one.Datastreams as unknown[]).length)).toEqual([1, seen.length - 1, 0])
      for (const filter of [
        "Datastreams/Thing/name eq 'thing homes'",
        "Datastreams/Observations/result eq 1 and name eq 'sensor homes'",
        "Datastreams/name eq 'datastream homes'",
      ])
        expect((await of(`/Sensors?$filter=${filter}`)).body.value, filter).toEqual([])
      expect((await of(`/Observations?$filter=Datastream/id eq ${made.homes!.stream}`)).body.value).toEqual([])
      expect(
        (await of("/Observations?$filter=st_intersects(FeatureOfInterest/feature, geography'POINT(-117.05 51.05)')"))
          .body.value,
      ).toHaveLength(seen.length)
    }
  })
})

describe('writing', () => {
  const body = { result: 2, phenomenonTime: '2024-05-02T00:00:00Z' }
  test.each([
    ['anybody', {}, [401, 401, 401]],
    ['a wrong token', bearer('nobody'), [401, 401, 401]],
    ['a key for frames', frames, [401, 401, 401]],
    ['a revoked key', gone, [401, 401, 401]],
    ['a key of one dataset', roads, [404, 201, 404]],
    ['a key of all', anyKey, [201, 201, 201]],
    ['the operator', operator, [201, 201, 201]],
  ] as const)('%s', async (_, headers, expected) => {
    for (const [i, dataset] of datasets.entries()) {
      const path = `/Datastreams(${made[dataset]!.stream})/Observations`
      const { status, text } = await station.ask('POST', path, body, headers as Record<string, string>)
      // A key of one dataset sees what is open, and may not write there.
      expect(status, `${dataset}: ${text}`).toBe(dataset === 'sensors' && expected[0] === 404 ? 403 : expected[i])
    }
  })

  test('a key of one dataset makes and changes things of it only', async () => {
    const asked = (method: string, path: string, given?: unknown) =>
      station.ask(method, path, given, roads as Record<string, string>)
    const answer = await asked('POST', '/Things', thing('new'))
    expect(answer.status).toBe(201)
    const id = /\((\d+)\)$/.exec(answer.headers.get('Location')!)![1]
    expect((await station.observe.store.query('select dataset from thing where id = $1', [id]))[0]).toEqual({
      dataset: 'works',
    })
    expect((await asked('POST', '/Things?dataset=sensors', thing('other'))).status).toBe(403)
    expect((await asked('PATCH', `/Things(${id})`, { name: 'mine' })).status).toBe(200)
    expect((await asked('PATCH', `/Things(${made.sensors!.thing})`, { name: 'theirs' })).status).toBe(403)
    expect((await asked('DELETE', `/Things(${made.sensors!.thing})`)).status).toBe(403)
    expect((await asked('DELETE', `/Things(${made.homes!.thing})`)).status).toBe(404)
    expect((await asked('DELETE', `/Observations(${made.sensors!.observation})`)).status).toBe(403)
    expect((await asked('PATCH', `/Sensors(${made.sensors!.sensor})`, { name: 'shared' })).status).toBe(403)
    expect((await asked('DELETE', `/Sensors(${made.sensors!.sensor})`)).status).toBe(403)
    const links = {
      Thing: ref(made.sensors!.thing),
      Sensor: ref(made.works!.sensor),
      ObservedProperty: observedProperty('x'),
    }
    expect((await asked('POST', '/Datastreams', datastream('x', links))).status).toBe(400)
    expect(
      (
        await asked('POST', '/Observations', {
          ...body,
          Datastream: ref(made.works!.stream),
          FeatureOfInterest: ref(made.homes!.foi),
        })
      ).status,
    ).toBe(400)
    const batch = {
      requests: [{ id: '1', atomicityGroup: 'g', method: 'DELETE', url: `Things(${made.sensors!.thing})` }],
    }
    const { body: given } = await asked('POST', '/$batch', batch)
    expect((given as unknown as { responses: { status: number }[] }).responses[0]!.status).toBe(403)
    expect((await asked('POST', '/Things?dataset=nowhere', thing('x'))).status).toBe(403)
    expect((await station.ask('POST', '/Things?dataset=nowhere', thing('x'), operator)).status).toBe(400)
  })

  test('the moment a key is used is kept, the key is not', async () => {
    const rows = await station.observe.store.query<{ label: string; used: boolean }>(
      `select label, last_used is not null as used from ingest_key order by id`,
    )
    expect(rows.map(({ used }) => used)).toEqual([true, true, true, false])
    expect(JSON.stringify(station.house.events)).not.toContain('key of')
  })
})
