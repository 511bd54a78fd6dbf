import { type ChildProcess, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ended, start } from './orchestra.ts'

// The demo town, made small, served by the real program and asked over HTTP.

const folder = mkdtempSync(join(tmpdir(), 'orchestra-serve-'))
let child: ChildProcess
let end: ReturnType<typeof ended>
let base = ''
/** What it said on the terminal. */
let [told, errors] = ['', '']

beforeAll(async () => {
  child = start([
    'demo',
    '--size',
    '0.25',
    '--home',
    join(folder, 'home'),
    '--port',
    String(20_000 + (process.pid % 20_000)),
  ])
  end = ended(child)
  const address = new Promise<string>((resolve) => {
    child.stderr!.on('data', (chunk) => {
      errors += chunk
    })
    child.stdout!.on('data', (chunk) => {
      told += chunk
      const [, found] = /The portal is at (\S+)/.exec(told) ?? []
      // What it says last, the first time.
      if (found && told.includes('token=')) resolve(found)
    })
  })
  base = await Promise.race([
    address,
    end.then(({ code, out, err }) => {
      throw new Error(`the demo ended with ${code}:\n${out}\n${err}`)
    }),
  ])
}, 180_000)
afterAll(async () => {
  child?.kill('SIGTERM')
  await end?.catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, base), { headers })

test('the first start says how to become the administrator, by a link that holds', async () => {
  const [link] = /http:\/\/\S+\/account\/first\?token=[\w-]{43}/.exec(told) ?? []
  expect(link).toBeDefined()
  expect(new URL(link!).origin).toBe(new URL(base).origin)
  expect((await fetch(link!)).status).toBe(200)
  expect(errors).not.toContain('token=')
})

test('what is restricted in the demo is described, and given to nobody without a right', async () => {
  const dataset = (await (await get('/api/datasets/water_leaks')).json()) as { access: string; owner: { slug: string } }
  expect([dataset.access, dataset.owner.slug]).toEqual(['restricted', 'syndicat-des-eaux-de-valmorne'])
  expect((await get('/download/water_leaks/csv')).status).toBe(403)
  expect((await get('/organisations/syndicat-des-eaux-de-valmorne')).status).toBe(200)
})

test('pages answer in French unless asked otherwise, and say that the town is invented', async () => {
  for (const path of ['/', '/datasets', '/chain', '/map', '/use-cases', '/use-cases/mobility', '/account']) {
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 200])
    const html = await answer.text()
    expect(html).toContain('<html lang="fr"')
    expect(html).toMatch(/inventée/)
  }
  expect(await (await get('/', { 'accept-language': 'en' })).text()).toContain('<html lang="en"')
  expect((await get('/no-such-page')).status).toBe(404)
})

test('every dataset has a page and downloads that hold its rows', async () => {
  const { items } = (await (await get('/api/datasets')).json()) as { items: { id: string; rows: number }[] }
  expect(items.length).toBeGreaterThan(15)
  for (const { id } of items) expect([id, (await get(`/datasets/${id}`)).status]).toEqual([id, 200])
  const [first] = items.filter((d) => d.id === 'bike_daily')
  const csv = await (await get('/download/bike_daily/csv')).text()
  expect(csv.trim().split('\r\n')).toHaveLength(first!.rows + 1)
  const parquet = Buffer.from(await (await get('/download/bike_daily/parquet')).arrayBuffer())
  expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1'])
})

test('what the devices of the town say is taken in, and served by SensorThings, pages and the chain', async () => {
  const fleet = async () => (await (await get('/api/fleet')).json()) as { devices: number; observations: number }
  await expect
    .poll(fleet, { timeout: 60_000, interval: 1000 })
    .toMatchObject({ observations: expect.toSatisfy((n) => n > 1000) })
  const { value } = (await (
    await get('/sensorthings/v1.1/Datastreams?$top=2&$expand=Observations($top=1)')
  ).json()) as {
    value: { Observations: unknown[] }[]
  }
  expect(value.map(({ Observations }) => Observations.length)).toEqual([1, 1])
  for (const path of ['/fleet', '/fleet/frames', '/sensorthings/v1.1'])
    expect([path, (await get(path)).status]).toEqual([path, 200])
  const hours = async () => ((await (await get('/api/datasets/sensor_daily')).json()) as { rows: number }).rows
  await expect.poll(hours, { timeout: 60_000, interval: 1000 }).toBeGreaterThan(10)
}, 150_000)

test('the service says how it is', async () => {
  expect(await (await get('/health')).json()).toMatchObject({ status: 'ok' })
  expect(await (await get('/metrics')).text()).toMatch(/^# HELP /m)
  expect(await (await get('/openapi.json')).json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
})

test('stopped, it ends with 0 and leaves no database running', async () => {
  child.kill('SIGTERM')
  expect((await end).code).toBe(0)
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  expect(processes.includes(join(folder, 'home', 'postgres'))).toBe(false)
})
