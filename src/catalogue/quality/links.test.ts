import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openProbe } from '../../connect/index.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../harvest/testing/place.ts'
import { harvest, listHarvested } from '../index.ts'
import { checkLinks } from './check-links.ts'
import { readEvidence } from './evidence.ts'
import { countLinks } from './links.ts'

// A site of files that answers as a test says, and a catalogue whose records lead there.

let place: TestHarvest
let site: ReturnType<typeof createServer>
let host: string
const asked: string[] = []
const answers: Record<string, (method: string) => { status: number; location?: string; body?: string } | 'silence'> = {}

beforeAll(async () => {
  place = await openTestHarvest()
  site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const answer = answers[request.url!]?.(request.method!) ?? { status: request.url === '/robots.txt' ? 404 : 200 }
    if (answer === 'silence') return
    response.writeHead(answer.status, answer.location ? { Location: answer.location } : {})
    response.end(request.method === 'HEAD' ? undefined : (answer.body ?? 'data'))
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  host = `127.0.0.1:${(site.address() as AddressInfo).port}`
}, 120_000)
afterAll(async () => {
  site?.closeAllConnections()
  site?.close()
  await place?.close()
})
beforeEach(async () => {
  await place.store.query(
    'truncate harvest_run, catalogue_record, catalogue_edit, catalogue_change, harvest_report, link_check',
  )
  asked.length = 0
  for (const name of Object.keys(answers)) delete answers[name]
  place.now = new Date('2025-03-01T09:00:00Z')
})

const at = (n: number, path: string, more = {}) => {
  const record = rudiRecord(n)
  return {
    ...record,
    available_formats: [
      { ...record.available_formats[0], connector: { url: `http://${host}${path}`, interface_contract: 'dwnl' } },
    ],
    ...more,
  }
}
const gather = async (records: readonly unknown[]) => {
  place.serve(rudiNode(records))
  expect((await harvest(place.work, place.source('rudi'), { full: true })).state).toBe('done')
}
const check = (probe = openProbe([host], 300)) =>
  checkLinks({ store: place.store, territory: 'test', clock: () => place.now, probe, politeMs: 0 })
const stateOf = async (path: string) =>
  (
    await place.store.query<{ state: string; reason: string | null }>(
      'select state, reason from link_check where url = $1',
      [`http://${host}${path}`],
    )
  )[0]

test('links are tried once a week, headers only, and told to the records they are of', async () => {
  answers['/gone'] = () => ({ status: 404 })
  answers['/moved'] = () => ({ status: 302, location: '/here' })
  answers['/nohead'] = (method) => ({ status: method === 'HEAD' ? 405 : 200 })
  await gather([at(1, '/good'), at(2, '/gone'), at(3, '/moved'), at(4, '/nohead')])
  expect(await check()).toBe(4)
  expect(await countLinks(place.store, 'test')).toEqual({ working: 3, broken: 1 })
  expect(asked.filter((one) => one.includes('robots')).length).toBe(1)
  expect(asked).toContain('HEAD /good')
  expect(asked).not.toContain('GET /good')
  expect(asked).toContain('GET /nohead')
  const records = await listHarvested(place.store, 'test', new Map(), { limit: 10 })
  const evidence = await readEvidence(place.store, 'test', records)
  expect(records.map(({ id }) => evidence.get(id)!.links)).toEqual([
    { working: 1, broken: [] },
    { working: 0, broken: [`http://${host}/gone`] },
    { working: 1, broken: [] },
    { working: 1, broken: [] },
  ])
  expect(await check()).toBe(0)
  place.now = new Date('2025-03-02T10:00:00Z')
  expect(await check()).toBe(1)
  place.now = new Date('2025-03-09T10:00:00Z')
  expect(await check()).toBe(4)
})

test('robots.txt is obeyed, and its absence of answer too', async () => {
  answers['/robots.txt'] = () => ({ status: 200, body: 'User-agent: city-orchestra\nDisallow: /private/' })
  await gather([at(1, '/private/a'), at(2, '/public/b')])
  await check()
  expect(asked.filter((one) => one.includes('private'))).toEqual([])
  expect(await stateOf('/private/a')).toEqual({ state: 'unsure', reason: 'robots.txt' })
  expect(await stateOf('/public/b')).toMatchObject({ state: 'working' })
  answers['/robots.txt'] = () => ({ status: 503 })
  place.now = new Date('2025-03-20T09:00:00Z')
  asked.length = 0
  await check()
  expect(asked).toEqual(['GET /robots.txt'])
})

test('what may pass is broken only when it lasts', async () => {
  answers['/slow'] = () => 'silence'
  answers['/fault'] = () => ({ status: 500 })
  await gather([at(1, '/slow'), at(2, '/fault')])
  for (const day of ['01', '03']) {
    place.now = new Date(`2025-03-${day}T09:00:00Z`)
    await check()
    expect([(await stateOf('/slow'))!.state, (await stateOf('/fault'))!.state]).toEqual(['unsure', 'unsure'])
  }
  place.now = new Date('2025-03-05T09:00:00Z')
  await check()
  expect([(await stateOf('/slow'))!.state, (await stateOf('/fault'))!.state]).toEqual(['broken', 'broken'])
  delete answers['/fault']
  place.now = new Date('2025-03-07T09:00:00Z')
  await check()
  expect((await stateOf('/fault'))!.state).toBe('working')
})

test('no one’s redirects go round, and none leads into our own network', async () => {
  answers['/round'] = () => ({ status: 301, location: '/round' })
  await gather([at(1, '/round')])
  await check()
  expect(await stateOf('/round')).toEqual({ state: 'broken', reason: 'redirects' })
  asked.length = 0
  place.now = new Date('2025-03-20T09:00:00Z')
  // Nobody says that this machine may be asked.
  await check(openProbe([], 300))
  expect(asked).toEqual([])
})

test('what is not open is not tried, what has gone is forgotten', async () => {
  const access_condition = {
    licence: { licence_type: 'STANDARD', licence_label: 'etalab-2.0' },
    confidentiality: { restricted_access: true, gdpr_sensitive: false },
  }
  await gather([at(1, '/closed', { access_condition }), at(2, '/open'), at(3, '/later'), at(4, '/more')])
  expect(await check()).toBe(3)
  expect(asked.join()).not.toContain('closed')
  await gather([at(1, '/closed', { access_condition }), at(2, '/open'), at(3, '/later')])
  await check()
  expect(await countLinks(place.store, 'test')).toEqual({ working: 2 })
})
