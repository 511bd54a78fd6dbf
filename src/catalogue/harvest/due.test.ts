import { afterAll, beforeAll, expect, test } from 'vitest'
import { dueHarvests } from './due.ts'
import { openTestHarvest, type TestHarvest } from './testing/place.ts'

let place: TestHarvest
beforeAll(async () => {
  place = await openTestHarvest()
}, 120_000)
afterAll(() => place?.close())

test('a harvest is due when its moment has passed since it was last started; without a schedule, never', async () => {
  const harvests = [place.source('rudi', { cron: '0 6 * * *' }), place.source('ckan')]
  const territory = { id: 'test', timezone: 'Europe/Paris', harvests }
  const due = async (at: string) => (await dueHarvests(place.store, territory, new Date(at))).map(({ id }) => id)
  expect(await due('2025-03-01T00:00:00Z')).toEqual(['rudi'])
  await place.store.query(
    `insert into harvest_run (territory, source, started, state, mode) values ('test', 'rudi', '2025-03-01T05:00:01Z', 'failed', 'full')`,
  )
  expect(await due('2025-03-01T23:00:00Z')).toEqual([])
  expect(await due('2025-03-02T04:59:00Z')).toEqual([])
  expect(await due('2025-03-02T05:00:00Z')).toEqual(['rudi'])
})
