import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { newFolder, removeFolder } from '../../store/testing.ts'
import { keepReport, listIntegrationReports } from './reports.ts'
import { uuidOf } from './uuid.ts'

let store: Store
const { folder, home } = newFolder()
beforeAll(async () => {
  store = await openStore({ home })
}, 120_000)
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const keep = (n: number, resource = 'a', most?: number) =>
  keepReport(
    store,
    't',
    {
      ...{ direction: 'given', organisation: undefined, at: new Date(Date.UTC(2025, 0, 1, 0, n)) },
      report: { report_id: uuidOf('report', resource, String(n)), resource_id: uuidOf(resource), comment: String(n) },
    },
    most,
  )
const list = (resource: string) =>
  listIntegrationReports(store, 't', uuidOf(resource), { organisation: undefined, limit: 100, offset: 0 })

test('of a record the last fifty reports are kept, of all records as many as are said', async () => {
  for (let n = 0; n < 53; n++) expect(await keep(n)).toBe(true)
  const { total, items } = await list('a')
  expect([total, items[0]!.comment, items.at(-1)!.comment]).toEqual([50, '52', '3'])
  await keep(60, 'b', 2)
  expect([(await list('a')).total, (await list('b')).total]).toEqual([2, 1])
})

test('the same words always make the same identifier, in the shape of a random one', () => {
  expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'))
  expect(uuidOf('a', 'b')).not.toBe(uuidOf('ab'))
  for (let n = 0; n < 200; n++)
    expect(uuidOf(String(n))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
