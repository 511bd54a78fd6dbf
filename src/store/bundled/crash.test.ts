import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { OrchestraError } from '../../kernel/index.ts'
import { openStore, type Store } from '../index.ts'
import { failure, migrationsIn, newFolder, removeFolder } from '../testing.ts'
import { type Child, startWriter } from './child.ts'
import { pathsOf } from './paths.ts'
import { readPostmaster } from './postmaster.ts'

// One home for all: making a cluster is the slow part.
const { folder, home } = newFolder()
const { cluster, log: serverLog, password } = pathsOf(home)
const migrations = migrationsIn(folder, { '0001_written.sql': 'CREATE TABLE written (n int PRIMARY KEY)' })
afterAll(() => removeFolder(folder))

const open = (log?: (line: string) => void) => openStore({ home, migrations, ...(log && { log }) })

async function countWritten(store: Store): Promise<number> {
  const [row] = await store.query<{ n: number }>('SELECT count(*) AS n FROM written')
  return row!.n
}

const committed = ({ lines }: Child) => lines.filter((line) => line.startsWith('committed')).length

/** Whether a process runs: one that ended but was not collected by its parent has no command line. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`).length > 0

test('a first start killed half-way is done again', async () => {
  for (const delay of [150, 350, 600]) {
    const first = startWriter(home, migrations, { mode: 'close' })
    await new Promise((later) => setTimeout(later, delay))
    first.process.kill('SIGKILL')
    await first.ended
  }
  const store = await open()
  expect(await countWritten(store)).toBe(0)
  await store.close()
})

test('kill -9 in the middle of writes, again and again: all that was committed is there', async () => {
  let written = 0
  for (let round = 0; round < 4; round++) {
    const writer = startWriter(home, migrations)
    await writer.until(/^ready/)
    const enough = 10 + Math.random() * 50
    await vi.waitUntil(() => committed(writer) > enough, { interval: 1, timeout: 30_000 })
    const orphan = readPostmaster(cluster)!.pid
    writer.process.kill('SIGKILL')
    await writer.ended
    written += committed(writer)

    const lines: string[] = []
    const store = await open((line) => lines.push(line))
    expect(lines[0]).toContain(`the previous process (pid ${writer.process.pid}, `)
    expect(lines[0]).toContain('ended without closing')
    expect(isAlive(orphan)).toBe(false)
    const found = await countWritten(store)
    // One more may have been committed and killed before it was printed.
    expect([written, written + 1]).toContain(found)
    written = found
    await store.close()
  }
})

test('kill -9 of the owner and of its server: the log is replayed', async () => {
  const writer = startWriter(home, migrations)
  await vi.waitUntil(() => committed(writer) > 20, { timeout: 30_000 })
  process.kill(readPostmaster(cluster)!.pid, 'SIGKILL')
  writer.process.kill('SIGKILL')
  await writer.ended
  const last = Number(writer.lines.at(-1)!.replace('committed ', ''))
  const store = await open()
  expect(await countWritten(store)).toBeGreaterThan(last)
  await store.close()
  expect(readFileSync(serverLog, 'utf8')).toContain('automatic recovery in progress')
})

test('a process that exits without closing stops its server all the same', async () => {
  const careless = startWriter(home, migrations, { mode: 'exit' })
  await careless.ended
  expect(careless.lines.at(-1)).toMatch(/^ready/)
  await vi.waitUntil(() => readPostmaster(cluster) === undefined, { timeout: 20_000 })
})

test('a server that is killed is started again, and says so', async () => {
  const lines: string[] = []
  const store = await open((line) => lines.push(line))
  const written = await countWritten(store)
  process.kill(readPostmaster(cluster)!.pid, 'SIGKILL')
  await vi.waitUntil(() => lines.some((line) => line.includes('ended by itself')), { timeout: 30_000 })
  await vi.waitUntil(() => countWritten(store).catch(() => undefined), { timeout: 30_000 })
  expect(await countWritten(store)).toBe(written)
  await store.close()
})

test('the mark of a dead server whose pid another program got since is no obstacle', async () => {
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n5432\n/nowhere\n\n\nready\n`)
  const store = await open()
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  await store.close()
})

/** Opens the home with one of its files changed (or removed), then puts the file back. */
async function failureWithout(path: string, content?: string): Promise<OrchestraError> {
  const kept = readFileSync(path)
  if (content === undefined) rmSync(path)
  else writeFileSync(path, content)
  const error = await failure(open())
  writeFileSync(path, kept)
  return error
}

test('a cluster of another version, a damaged one, one without password are named and left as they are', async () => {
  const newer = await failureWithout(join(cluster, 'PG_VERSION'), '19\n')
  expect(newer).toMatchObject({ code: 'store.other-version', facts: { madeBy: '19' } })
  expect(newer.say.fr).toContain('PostgreSQL 19')
  expect(await failureWithout(join(cluster, 'PG_VERSION'))).toMatchObject({ code: 'store.damaged', place: cluster })
  expect((await failureWithout(join(cluster, 'global/pg_control'), 'torn')).code).toBe('store.damaged')
  expect((await failureWithout(password)).code).toBe('store.no-password')
  const store = await open()
  expect(await countWritten(store)).toBeGreaterThan(0)
  await store.close()
})
