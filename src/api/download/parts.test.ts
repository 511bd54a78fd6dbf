import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzipped } from '../../lake/export/testing.ts'
import type { Dataset, Problem } from '../json/shapes.ts'
import { type Field, type Json, openField } from '../ogc/edr/testing.ts'

let field: Field
beforeAll(async () => {
  field = await openField()
}, 120_000)
afterAll(() => field?.house.close())

const bytesOf = async (path: string) => Buffer.from(await (await field.app.request(path)).arrayBuffer())

test('a dataset of several files is handed out whole, and one by one', async () => {
  const { body } = await field.get<Dataset>('/api/datasets/relief')
  const [one] = body.distributions
  expect(one).toMatchObject({ mediaType: 'application/zip', fileName: `relief-v${body.version}.zip`, bytes: null })
  const answer = await field.app.request(one!.href)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, one!.mediaType])
  expect(answer.headers.get('Content-Disposition')).toContain(one!.fileName)
  const files = await unzipped(Buffer.from(await answer.arrayBuffer()))
  const keys = ['0_0', '1_0', '0_1', '1_1']
  expect([...files.keys()]).toEqual(keys.map((key) => `relief-${key}-v${body.version}.tif`))
  for (const key of keys) {
    const part = await bytesOf(`${one!.href}?partition=${key}`)
    expect(files.get(`relief-${key}-v${body.version}.tif`)!.equals(part)).toBe(true)
  }
  for (const bad of ['2_0', 'nord']) {
    const refused = await field.get<Problem>(`${one!.href}?partition=${bad}`)
    expect([refused.status, refused.body.code]).toEqual([400, 'api.bad-parameter'])
    expect(refused.body.remedy!.en).toContain('partition=0_0')
  }
})

test('every file that a collection or the catalogue names is there', async () => {
  const { collections } = (await field.get('/ogc/collections')).body as Json
  const named = collections.flatMap(({ links }: Json) => links.filter(({ rel }: Json) => rel === 'enclosure'))
  const turtle = await (await field.app.request('/dcat/catalog.ttl')).text()
  const told = [...turtle.matchAll(/dcat:downloadURL <([^>]+)>/g)].map(([, address]) => address!)
  const open = named.map(({ href }: Json) => new URL(href).pathname)
  expect(open).toContain('/download/relief/file')
  expect(told.map((address) => new URL(address).pathname)).toContain('/download/relief/file')
  for (const path of open) {
    const { status } = await field.app.request(path, { method: 'HEAD' })
    expect([path, status]).toEqual([path, 200])
  }
})
