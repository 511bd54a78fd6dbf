import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rudiNode, rudiRecord } from '../src/catalogue/harvest/testing/place.ts'
import { orchestra } from './orchestra.ts'

test('orchestra harvest brings the records of a node, and says what became of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orchestra-harvest-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  const records = [...Array.from({ length: 5 }, (_, n) => rudiRecord(n)), rudiRecord(9, { theme: 'poetry' })]
  const node = rudiNode(records)
  const server = createServer((request, response) => node(new URL(request.url ?? '/', 'http://x'), response, request))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const territory = join(folder, 'territory.mjs')
  await writeFile(
    territory,
    `import { defineTerritory } from 'city-orchestra'
const t = (s) => ({ fr: s, en: s })
export default defineTerritory({ id: 'place', title: t('Place'), description: t('Place'), bounds: [-2, 48, -1, 49],
  crs: 'EPSG:2154', timezone: 'Europe/Paris', organisation: { name: 'Place' }, sources: [], use: [],
  harvests: [{ id: 'node', kind: 'rudi', title: t('Node'), address: 'http://127.0.0.1:${(server.address() as AddressInfo).port}' }] })`,
  )
  const common = ['--territory', territory, '--home', join(folder, 'home')]
  const first = await orchestra(['harvest', ...common])
  expect([first.code, first.out]).toEqual([0, expect.stringContaining('node (1): 5 ')])
  const again = await orchestra(['harvest', 'node', '--full', '--json', ...common])
  expect(JSON.parse(again.out)).toMatchObject([{ state: 'done', counts: { unchanged: 5, refused: 1 } }])
  expect((await orchestra(['harvest', 'elsewhere', ...common])).code).toBe(2)
}, 120_000)
