import { afterAll, beforeAll, expect, test } from 'vitest'
import { harvest } from '../harvest/index.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../harvest/testing/place.ts'
import { sayFields } from '../records/say.ts'
import { followHarvested } from './follow.ts'
import { both, idsOf, search } from './testing.ts'

let place: TestHarvest
beforeAll(async () => {
  place = await openTestHarvest()
  place.serve(rudiNode([1, 2, 3].map((n) => rudiRecord(n, { resource_title: `Jeu ${n}` }))))
  expect((await harvest(place.work, place.source('rudi'))).state).toBe('done')
}, 120_000)
afterAll(() => place?.close())

const idOf = (n: number) => `rudi~${rudiRecord(n).global_id}`
const follow = () => followHarvested({ store: place.store, territory: 'test', titles: new Map(), house: both('Ici') })
const titled = (n: number, title: string) =>
  [
    { territory: 'test', dataset: idOf(n), source: 'rudi', by: { kind: 'operator' as const }, at: place.now },
    { title: both(title) },
  ] as const

test('all is read once, then only what changed', async () => {
  const followed = follow()
  await followed.refresh()
  expect(search(followed.documents, {}).total).toBe(3)
  expect(await followed.refresh()).toEqual(new Set())
  await place.store.transaction((tx) => sayFields(tx, ...titled(1, 'Patinoires')))
  expect(await followed.refresh()).toEqual(new Set([idOf(1)]))
  expect(idsOf(search(followed.documents, 'patinoire'))).toEqual([idOf(1)])
  expect(await followed.refresh()).toEqual(new Set())
})

test('a change that is committed after a later one is seen all the same', async () => {
  const followed = follow()
  await followed.refresh()
  let finish = () => {}
  const waiting = new Promise<void>((done) => {
    finish = done
  })
  let written = () => {}
  const isWritten = new Promise<void>((done) => {
    written = done
  })
  const slow = place.store.transaction(async (tx) => {
    await sayFields(tx, ...titled(2, 'Ruches'))
    written()
    await waiting
  })
  await isWritten
  await place.store.transaction((tx) => sayFields(tx, ...titled(3, 'Fontaines')))
  expect(await followed.refresh()).toEqual(new Set([idOf(3)]))
  expect(search(followed.documents, 'ruche').total).toBe(0)
  // Read again while the other is not over, but told once.
  expect(await followed.refresh()).toEqual(new Set())
  finish()
  await slow
  expect(await followed.refresh()).toEqual(new Set([idOf(2)]))
  expect(idsOf(search(followed.documents, 'ruche'))).toEqual([idOf(2)])
})

test('what has gone from its source is found no more, and what is judged is an order', async () => {
  const followed = followHarvested({
    ...{ store: place.store, territory: 'test', titles: new Map(), house: both('Ici') },
    quality: async (records) => new Map(records.map(({ id }) => [id, id === idOf(1) ? 90 : 10])),
  })
  await followed.refresh()
  expect(idsOf(search(followed.documents, { sort: 'quality' }))[0]).toBe(idOf(1))
  place.serve(rudiNode([2, 3].map((n) => rudiRecord(n, { resource_title: `Jeu ${n}` }))))
  expect((await harvest(place.work, place.source('rudi'), { full: true })).counts.archived).toBe(1)
  expect(await followed.refresh()).toEqual(new Set([idOf(1)]))
  expect(search(followed.documents, {}).total).toBe(2)
})
