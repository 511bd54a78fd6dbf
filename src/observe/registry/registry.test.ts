import { expect, test } from 'vitest'
import { both, makeDatastreams, observeOfTests } from '../testing.ts'

const house = observeOfTests()
const point = { type: 'Point', coordinates: [-1.68, 48.11] }
const at = (text: string) => new Date(text)

const placeAt = (geometry: unknown, key?: string) => ({
  ...{ dataset: 'air', name: 'Mairie', description: 'Place de la Mairie', encodingType: 'application/geo+json' },
  ...(key !== undefined && { key }),
  location: geometry,
  properties: { floor: 2, tags: ['a'] },
})

test('an entity is read as it was given, and changed field by field', async () => {
  const { registry, store } = house.observe
  const id = await registry.insert(store, 'location', placeAt(point))
  expect(await registry.get(store, 'location', id)).toEqual({ id, key: null, ...placeAt(point) })
  expect(await registry.update(store, 'location', id, { name: 'Hôtel de ville', properties: null })).toBe(true)
  expect(await registry.get(store, 'location', id)).toMatchObject({
    name: 'Hôtel de ville',
    properties: null,
    location: point,
  })
  expect(await registry.update(store, 'location', 999_999, { name: 'x' })).toBe(false)
  expect(await registry.update(store, 'location', id, {})).toBe(true)
  expect(await registry.get(store, 'location', 999_999)).toBeUndefined()
})

test.each([
  ['a point', point, [-1.68, 48.11, -1.68, 48.11]],
  [
    'a Feature',
    {
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [2, 4],
        ],
      },
      properties: {},
    },
    [0, 0, 2, 4],
  ],
  ['a text', '12 rue de la Paix', [null, null, null, null]],
  ['a broken geometry', { type: 'Point', coordinates: ['x'] }, [null, null, null, null]],
  ['a geometry of no type', { type: 'Feature', geometry: null }, [null, null, null, null]],
])('the box of %s', async (_, geometry, box) => {
  const { registry, store } = house.observe
  const id = await registry.insert(store, 'location', placeAt(geometry))
  const [row] = await store.query('select array[west, south, east, north] as box from location where id = $1', [id])
  expect(row).toEqual({ box })
  expect((await registry.get(store, 'location', id))!.location).toEqual(geometry)
})

test('with a key, making twice is making once, and updates', async () => {
  const { registry, store } = house.observe
  const first = await registry.upsert(store, 'location', { ...placeAt(point), key: 'mairie' })
  expect(await registry.upsert(store, 'location', { ...placeAt(point), key: 'mairie' })).toBe(first)
  expect(await registry.upsert(store, 'location', { ...placeAt(point), key: 'mairie', name: 'New' })).toBe(first)
  expect(await registry.byKey(store, 'location', 'mairie')).toMatchObject({ id: first, name: 'New' })
  expect(await registry.byKey(store, 'location', 'nowhere')).toBeUndefined()
})

test('a thing that moves remembers where it was, and lends its place to its observations', async () => {
  const { registry, store } = house.observe
  const thing = await registry.insert(store, 'thing', { dataset: 'air', name: 'van', description: 'a van' })
  expect(await registry.featureOfThing(store, thing)).toBeUndefined()
  const [here, there] = [
    await registry.insert(store, 'location', placeAt(point)),
    await registry.insert(store, 'location', placeAt({ type: 'Point', coordinates: [0, 1] })),
  ]
  await registry.moveThing(store, thing, [here], at('2025-01-01T00:00:00Z'))
  const feature = await registry.featureOfThing(store, thing)
  expect(await registry.featureOfThing(store, thing)).toBe(feature)
  expect(await registry.get(store, 'feature_of_interest', feature!)).toMatchObject({ feature: point, dataset: 'air' })
  await registry.moveThing(store, thing, [there], at('2025-02-01T00:00:00Z'))
  await registry.recordLocation(store, thing, at('2024-12-01T00:00:00Z'), [there])
  expect(await store.query('select location from thing_location where thing = $1', [thing])).toEqual([
    { location: there },
  ])
  const history = await store.query(
    `select h.time, l.location from historical_location h join historical_location_location l on l.historical_location = h.id
     where h.thing = $1 order by h.time`,
    [thing],
  )
  expect(history.map(({ location }) => location)).toEqual([there, here, there])
  expect(await registry.featureOfThing(store, thing)).not.toBe(feature)
  // Deleting a place deletes the history that names it.
  expect(await registry.remove(store, 'location', here)).toBe(true)
  expect(await store.query('select from historical_location where thing = $1', [thing])).toHaveLength(2)
})

test('a thing that goes to another dataset takes along its datastreams and the places only it has', async () => {
  const { registry, store } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const { thing } = (await registry.get(store, 'datastream', datastream!))!
  const other = await registry.insert(store, 'thing', { dataset: 'air', name: 'other', description: '' })
  const [own, shared] = [
    await registry.insert(store, 'location', placeAt(point)),
    await registry.insert(store, 'location', placeAt(point)),
  ]
  await registry.moveThing(store, thing, [own, shared], at('2025-01-01T00:00:00Z'))
  await registry.moveThing(store, other, [shared], at('2025-01-01T00:00:00Z'))
  const feature = await registry.featureOfThing(store, thing)
  await registry.update(store, 'thing', thing, { dataset: 'homes' })
  const datasetOf = async (kind: 'datastream' | 'location' | 'feature_of_interest', id: number) =>
    (await registry.get(store, kind, id))!.dataset
  expect(await datasetOf('datastream', datastream!)).toBe('homes')
  expect(await datasetOf('location', own)).toBe('homes')
  expect(await datasetOf('location', shared)).toBe('air')
  expect(await datasetOf('feature_of_interest', feature!)).toBe('homes')
})

test.each(['thing', 'sensor', 'observed_property'] as const)(
  'deleting a %s deletes its datastreams and observations',
  async (kind) => {
    const { registry, store, observations } = house.observe
    const [datastream, second] = await makeDatastreams(house.observe, 2)
    await observations.write([
      { datastream: datastream!, phenomenonStart: at('2025-01-01T00:00:00Z'), result: 1 },
      { datastream: second!, phenomenonStart: at('2025-01-01T00:00:00Z'), result: 1 },
    ])
    const kept = (await registry.get(store, 'datastream', datastream!))!
    const id = { thing: kept.thing, sensor: kept.sensor, observed_property: kept.observedProperty }[kind]
    expect(await registry.remove(store, kind, id)).toBe(true)
    expect(await registry.remove(store, kind, id)).toBe(false)
    expect(await registry.get(store, 'datastream', datastream!)).toBeUndefined()
    expect(await observations.latest([datastream!, second!])).toEqual([])
    expect(await store.query('select from observation where datastream = any ($1)', [[datastream, second]])).toEqual([])
  },
)

test('datasets are those of the territory, and the default one', async () => {
  const { registry, store } = house.observe
  expect(await registry.datasets(store)).toEqual([
    { id: 'air', title: both('Air'), access: 'open', licence: 'etalab-2.0' },
    { id: 'homes', title: both('Homes'), access: 'personal', retentionDays: 30 },
    { id: 'sensors', title: { fr: 'Capteurs', en: 'Sensors' }, access: 'restricted' },
  ])
})
