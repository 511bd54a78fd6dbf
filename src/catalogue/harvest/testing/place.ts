import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpFetch } from '../../../connect/http/index.ts'
import type { Harvest } from '../../../kernel/index.ts'
import { openStore, type Store } from '../../../store/index.ts'
import type { Harvesting } from '../run.ts'

/** A place to harvest to, on a real database, and a server to harvest from that a test commands. */
export interface TestHarvest {
  readonly store: Store
  readonly work: Harvesting
  /** Origin of the server. */
  readonly origin: string
  now: Date
  /** What the server answers from now on. */
  serve(answer: (url: URL, response: ServerResponse, request: IncomingMessage) => void): void
  /** Paths asked for since the last `serve`. */
  readonly asked: string[]
  source(kind: Harvest['kind'], more?: Partial<Harvest>): Harvest
  close(): Promise<void>
}

export async function openTestHarvest(): Promise<TestHarvest> {
  const home = await mkdtemp(join(tmpdir(), 'orchestra-harvesting-'))
  const store = await openStore({ home })
  const asked: string[] = []
  let answer: Parameters<TestHarvest['serve']>[0] = (_, response) => response.writeHead(404).end()
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(new URL(request.url ?? '/', 'http://localhost'), response, request)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const moment = { now: new Date('2025-03-01T09:00:00Z') }
  return {
    store,
    origin,
    asked,
    work: {
      store,
      territory: 'test',
      fetch: httpFetch({ attempts: 2, firstWaitMs: 1, maxWaitMs: 10, idleMs: 2_000, totalMs: 10_000, redirects: 3 }),
      clock: () => moment.now,
      log: () => {},
    },
    get now() {
      return moment.now
    },
    set now(to) {
      moment.now = to
    },
    serve(to) {
      asked.length = 0
      answer = to
    },
    source: (kind, more = {}) => ({
      ...{ id: kind, kind, title: { fr: 'Source', en: 'Source' }, address: origin },
      ...more,
    }),
    async close() {
      server.closeAllConnections()
      server.close()
      await store.close()
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** A RUDI node over records: `limit`, `offset`, `updated_after`. */
export const rudiNode =
  (records: readonly unknown[], total: number = records.length): Parameters<TestHarvest['serve']>[0] =>
  (url, response) => {
    const [limit, offset] = ['limit', 'offset'].map((name) => Number(url.searchParams.get(name) ?? 0))
    const after = url.searchParams.get('updated_after')
    const changed = (records as { dataset_dates?: { updated?: string } }[]).filter(
      (one) => !after || Date.parse(one?.dataset_dates?.updated ?? '') >= Date.parse(after),
    )
    response.setHeader('Content-Type', 'application/json')
    const items = changed.slice(offset, offset! + limit!)
    response.end(JSON.stringify({ total: after ? changed.length : total, items }))
  }

/** A valid record of RUDI 1.4.1, of a number. */
export const rudiRecord = (n: number, more: Readonly<Record<string, unknown>> = {}) => {
  const uuid = (kind: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`
  return {
    global_id: uuid(1),
    resource_title: `Jeu ${n}`,
    synopsis: [{ lang: 'fr', text: `Court ${n}` }],
    summary: [
      { lang: 'fr', text: `Long ${n}` },
      { lang: 'en', text: `Long in English ${n}` },
    ],
    theme: 'environment',
    keywords: ['arbres'],
    producer: { organization_id: uuid(2), organization_name: 'Ville' },
    contacts: [{ contact_id: uuid(3), contact_name: 'Service', email: 'service@example.org' }],
    available_formats: [
      {
        ...{ media_type: 'FILE', media_id: uuid(4), media_name: `jeu-${n}.csv` },
        connector: { url: `https://example.org/${n}.csv`, interface_contract: 'dwnl' },
        ...{
          file_type: 'text/csv',
          file_size: 100 + n,
          checksum: { algo: 'MD5', hash: 'd41d8cd98f00b204e9800998ecf8427e' },
        },
      },
    ],
    dataset_dates: { created: '2024-01-01T00:00:00Z', updated: '2024-06-01T00:00:00Z' },
    storage_status: 'online',
    access_condition: {
      licence: { licence_type: 'STANDARD', licence_label: 'etalab-2.0' },
      confidentiality: { restricted_access: false, gdpr_sensitive: false },
    },
    metadata_info: { api_version: '1.4.1' },
    ...more,
  }
}
