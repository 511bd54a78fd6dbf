import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rudiNode, rudiRecord } from '../src/catalogue/harvest/testing/place.ts'
import { ended, orchestra, start } from './orchestra.ts'

// One service harvests a node of RUDI and serves; another one, with a database of its own, harvests the first by RUDI and by DCAT.

const t = `const t = (s) => ({ fr: s, en: s })`
const territory = (id: string, harvests: readonly (readonly [id: string, kind: string, address: string])[]) =>
  `import { defineTerritory } from 'city-orchestra'
${t}
export default defineTerritory({ id: '${id}', title: t('${id}'), description: t('${id}'), bounds: [-2, 48, -1, 49],
  crs: 'EPSG:2154', timezone: 'Europe/Paris', organisation: { name: '${id}', email: '${id}@example.org' }, sources: [], use: [],
  harvests: [${harvests.map(([name, kind, address]) => `{ id: '${name}', kind: '${kind}', title: t('${name}'), address: '${address}' }`)}] })`

/** Serves a territory, and gives where. */
async function serve(args: readonly string[], port: number): Promise<string> {
  const child: ChildProcess = start(['serve', ...args, '--port', String(port), '--mqtt-port', String(port + 1)])
  const end = ended(child)
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await end.catch(() => {})
  })
  const base = `http://127.0.0.1:${port}`
  for (;;) {
    const answer = await Promise.race([
      fetch(`${base}/health`).catch(() => undefined),
      end.then(() => 'ended' as const),
    ])
    if (answer === 'ended') throw new Error(`the service ended: ${(await end).err}`)
    if (answer) return base
    await new Promise((done) => setTimeout(done, 200))
  }
}

const json = async <T>(address: string): Promise<T> => (await fetch(address)).json() as Promise<T>

test('a second service has what the first one has, by RUDI and by DCAT', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orchestra-second-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  const records = Array.from({ length: 5 }, (_, n) => rudiRecord(n + 1))
  const node = rudiNode(records)
  const server = createServer((request, response) => node(new URL(request.url ?? '/', 'http://x'), response, request))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const port = 20_000 + (process.pid % 20_000) + 20
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [one, two] = [join(folder, 'one.mjs'), join(folder, 'two.mjs')]
  await writeFile(one, territory('one', [['node', 'rudi', origin]]))
  await writeFile(
    two,
    territory('two', [
      ['rudi', 'rudi', `http://127.0.0.1:${port}`],
      ['dcat', 'dcat', `http://127.0.0.1:${port}/dcat/catalog`],
    ]),
  )
  const [first, second] = [
    ['--territory', one, '--home', join(folder, 'one')],
    ['--territory', two, '--home', join(folder, 'two')],
  ]
  expect((await orchestra(['harvest', ...first])).code).toBe(0)
  const base = await serve(first, port)
  const harvested = await orchestra(['harvest', '--json', ...second])
  const none = { changed: 0, unchanged: 0, archived: 0, refused: 0, repaired: 0 }
  expect(JSON.parse(harvested.out)).toMatchObject([
    { source: 'rudi', state: 'done', notes: [], seen: 5, counts: { created: 5, ...none } },
    { source: 'dcat', state: 'done', notes: [], seen: 5, counts: { created: 5, refused: 0, archived: 0 } },
  ])
  const copy = await serve(second, port + 10)
  for (const { global_id: id } of records) {
    const read = async (at: string, name: string) => {
      const told = await json<Record<string, unknown>>(`${at}/api/records/${name}~${id}`)
      // What is true of where it is kept alone.
      const { id: _, page, origin: __, quality, found, sources, ...kept } = told
      return kept
    }
    expect(await read(copy, 'rudi'), id).toEqual(await read(base, 'node'))
  }
  const titles = async (at: string) =>
    (await json<{ items: { resource_title: string }[] }>(`${at}/resources`)).items.map((item) => item.resource_title)
  expect(new Set(await titles(copy))).toEqual(new Set(await titles(base)))
  expect((await titles(copy)).length).toBe(10)
}, 180_000)
