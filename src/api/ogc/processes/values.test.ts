import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Exception, exceptions, openPark, type Park } from './testing.ts'

const asJson = { Accept: 'application/json' }

let park: Park
beforeAll(async () => {
  park = await openPark()
}, 120_000)
afterAll(() => park?.close())

const echo = async (inputs: Record<string, unknown>) => {
  const answer = await park.execute('echo', { inputs, response: 'document' })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & Exception }
}

test('each kind is taken inline, qualified and by reference', async () => {
  const point = { type: 'Point', coordinates: [-1.68, 48.11] }
  const bbox = { bbox: [51.9, 7, 52, 7.1], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' }
  const inputs = { text: 'a', number: 1.5, flag: false, list: [1, 2], bbox, geometry: point, object: { a: 1 } }
  const { body } = await echo({ ...inputs, mixed: { value: 'b' }, bytes: { value: 'AAEC', encoding: 'base64' } })
  expect(body).toEqual({
    ...{ ...inputs, mixed: 'b' },
    geometry: { value: point, mediaType: 'application/json' },
    object: { value: { a: 1 }, mediaType: 'application/json' },
    bytes: { value: 'AAEC', mediaType: 'application/octet-stream', encoding: 'base64' },
  })
  const raw = await park.execute('echo', { inputs: { bytes: 'AAEC' }, outputs: { bytes: {} } })
  expect([raw.headers.get('Content-Type'), [...new Uint8Array(await raw.arrayBuffer())]]).toEqual([
    'application/octet-stream',
    [0, 1, 2],
  ])
  const referred = await echo({
    text: { href: 'data:text/plain,hello%20there' },
    list: { href: 'data:application/json;base64,WzEsMl0=', type: 'application/json' },
    geometry: { href: '/ogc/collections/tall_trees/items/t19' },
  })
  expect(referred.body).toMatchObject({ text: 'hello there', list: [1, 2], geometry: { value: { type: 'Point' } } })
})

test.each([
  ['http://169.254.169.254/latest/meta-data/'],
  ['http://localhost:5432/'],
  ['file:///etc/passwd'],
  ['/api/runs'],
  ['/ogc/../api/runs'],
  ['//example.org/ogc/collections/a'],
])('the address %s is not read', async (href) => {
  const { status, body } = await echo({ text: { href } })
  expect([status, body.code]).toEqual([400, 'process.bad-input'])
})

test('closed data is not read by reference', async () => {
  const { status, body } = await echo({ text: { href: '/ogc/collections/staff/items' } })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).not.toContain('sealed')
})

test.each([
  ['count-trees', {}, 'least', 'missing'],
  ['count-trees', { least: 'high' }, 'least', 'number from 0 to 50'],
  ['count-trees', { least: 51 }, 'least', 'number from 0 to 50'],
  ['count-trees', { leats: 5 }, 'leats', 'closest is: least'],
  ['what-if-park_total', { tall: -1 }, 'tall', 'from 0 to 50'],
  ['echo', { bytes: { type: 'wrong/type' } }, 'bytes', 'base64'],
  ['echo', { bbox: { bbox: [1, 2, 3] } }, 'bbox', 'west, south'],
  ['echo', { geometry: { type: 'Point', coordinates: ['a', 'b'] } }, 'geometry', 'GeoJSON'],
  ['echo', { pause: 61 }, 'pause', 'from 0 to 60'],
  ['echo', { list: [1, 'a'] }, 'list', '/1'],
])('%s refuses %o by name, with what would do', async (process, inputs, name, word) => {
  const answer = await park.execute(process, { inputs }, { ...asJson, 'Accept-Language': 'en' })
  const body = (await answer.json()) as Exception
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/json'])
  expect(body.type).toBe(`${exceptions}/InvalidParameterValue`)
  expect(body.detail).toContain(name)
  expect(JSON.stringify(body)).toContain(word)
  expect(body.say.fr).not.toBe(body.say.en)
  expect(body.remedy.fr.length).toBeGreaterThan(5)
})

test('all that is wrong is told at once', async () => {
  const { body } = await echo({ number: 'a', list: 3, txt: 'b' })
  expect(body.facts).toEqual({ inputs: ['inputs.txt', 'inputs.number', 'inputs.list'] })
})

test.each([
  ['{', 'body'],
  ['[]', 'body'],
  [{ input: {} }, 'inputs'],
  [{ inputs: [] }, 'inputs'],
  [{ response: 'xml' }, 'raw'],
  [{ outputs: { txt: {} } }, 'text'],
  [{ outputs: { text: { transmissionMode: 'ref' } } }, 'reference'],
  [{ outputs: { text: { format: { mediaType: 'image/png' } } } }, 'application/json'],
  [{ subscriber: { successUri: 'http://127.0.0.1/' } }, 'calls no address'],
])('the request %o is refused', async (body, word) => {
  const answer = await park.execute('echo', body, { 'Accept-Language': 'en' })
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
  expect(await answer.text()).toContain(word)
})

test('a body too large is refused', async () => {
  const answer = await park.execute('echo', { inputs: { bytes: 'A'.repeat(1_100_000) } })
  expect(answer.status).toBe(413)
})

test('an unknown process is an exception that names the closest', async () => {
  const { status, body } = await park.json<Exception>('/ogc/processes/ecko?lang=en', { headers: asJson })
  expect([status, body.type]).toEqual([404, `${exceptions}/no-such-process`])
  expect(body.remedy.en).toContain('echo')
  expect((await park.execute('ecko', {})).status).toBe(404)
})
