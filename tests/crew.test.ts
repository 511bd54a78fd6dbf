import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { ended, root, start } from './orchestra.ts'

// Tiles of an asset made by several processes of one command, some of which are killed.

const folder = mkdtempSync(join(tmpdir(), 'orchestra-crew-'))
const data = join(folder, 'data')
const TILES = 12
/** Long enough for others to be called and to take part. */
const TILE_MS = 700

beforeAll(() => {
  mkdirSync(data)
  writeFileSync(join(data, 'seed.csv'), 'id\n1\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (home: string, workers: number, ms = TILE_MS) =>
  start(
    [
      ...['run', '--territory', join(root, 'tests', 'fixtures', 'tiles', 'territory.ts'), '--home', join(folder, home)],
      ...['--data', data, '--offline', '--json', '--workers', String(workers)],
    ],
    { TILE_MS: String(ms), TILE_ROWS: String(TILES / 4) },
  )

/** Asks the database of a home, which another process owns or nobody does. */
async function asked<R>(home: string, text: string): Promise<R[]> {
  const store = await openStore({ home: join(folder, home) })
  try {
    return await store.query<R>(text)
  } finally {
    await store.close()
  }
}

const made = (home: string) =>
  asked<{ asset: string; partition: number; object: string; fingerprint: string }>(
    home,
    `select m.asset, m.partition, m.object, m.fingerprint from current_version c join materialization m on m.id = c.materialization
     where m.asset in ('ground', 'smooth') order by 1, 2`,
  )
const twice = (home: string) =>
  asked(home, 'select asset, partition from materialization group by 1, 2, fingerprint having count(*) > 1')
const hands = (home: string) =>
  asked<{ id: number; pid: number; steps: number }>(
    home,
    `select w.id, w.pid, (select count(*)::int from step where worker = w.id and state in ('done', 'running')) as steps
     from worker w order by 1`,
  )

/** Waits for a second process to be at work in a home; gives its number, undefined when the run ended before. */
async function secondOf(home: string, over: Promise<unknown>): Promise<number | undefined> {
  let isOver = false
  over.finally(() => {
    isOver = true
  })
  while (!isOver) {
    await sleep(200)
    // Not before it is there: who opens a home first owns its database.
    if (!existsSync(join(folder, home, 'owner.json'))) continue
    const second = (await hands(home).catch(() => []))[1]
    if (second && second.steps > 0) return second.pid
  }
  return undefined
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('two processes share the tiles of an asset, and give what one gives', { timeout: 180_000 }, async () => {
  const [alone, shared] = [await ended(run('alone', 1, 0)), await ended(run('shared', 2))]
  expect([alone.code, shared.code]).toEqual([0, 0])
  const expected = await made('alone')
  expect(expected).toHaveLength(2 * TILES)
  expect(await made('shared')).toEqual(expected)
  expect(await twice('shared')).toEqual([])
  const both = await hands('shared')
  expect(both).toHaveLength(2)
  expect(Math.min(...both.map(({ steps }) => steps))).toBeGreaterThan(0)
  expect(await hands('alone')).toHaveLength(1)
  expect(both.some(({ pid }) => isAlive(pid))).toBe(false)
  // The time of processor of each step is its own: together, no more than there was.
  const { run: told, steps } = JSON.parse(shared.out)
  const seconds = (Date.parse(told.finished) - Date.parse(told.started)) / 1000
  const spent = steps.reduce(
    (sum: number, { footprint }: { footprint: { cpu_s: number } | null }) => sum + (footprint?.cpu_s ?? 0),
    0,
  )
  expect(spent).toBeLessThan(seconds * availableParallelism())
  expect(spent).toBeGreaterThan(0)
})

test('one that is killed leaves its tiles to the others', { timeout: 180_000 }, async () => {
  const child = run('wounded', 2)
  const over = ended(child)
  const second = await secondOf('wounded', over)
  expect(second).toBeDefined()
  process.kill(second!, 'SIGKILL')
  expect((await over).code).toBe(0)
  expect(await made('wounded')).toEqual(await made('alone'))
})

test('all of it killed, the next run goes on from there', { timeout: 180_000 }, async () => {
  const child = run('killed', 2)
  const over = ended(child)
  const second = await secondOf('killed', over)
  child.kill('SIGKILL')
  await over
  const before = (await made('killed')).length
  expect(before).toBeGreaterThan(0)
  // The other one sees that it is alone, ends what it is at, and goes.
  for (let i = 0; i < 50 && second !== undefined && isAlive(second); i++) await sleep(200)
  expect(second !== undefined && isAlive(second)).toBe(false)
  expect((await ended(run('killed', 2, 0))).code).toBe(0)
  expect(await made('killed')).toEqual(await made('alone'))
  expect(await twice('killed')).toEqual([])
})
