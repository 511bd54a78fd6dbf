import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../index.ts'
import { failure, migrationsIn, newFolder, removeFolder, temporary } from '../testing.ts'
import { startWriter } from './child.ts'
import { takeLock } from './lock.ts'
import { pathsOf } from './paths.ts'
import { readPostmaster } from './postmaster.ts'

const schema = { '0001_written.sql': 'CREATE TABLE written (n int PRIMARY KEY)' }

// One home for most: making a cluster is the slow part.
const shared = newFolder()
const home = shared.home
const migrations = migrationsIn(shared.folder, schema)
const open = () => openStore({ home, migrations })
const serverPid = () => readPostmaster(pathsOf(home).cluster)?.pid
afterAll(() => removeFolder(shared.folder))

test('processes that open a new home at once share one server; guests leave it running', async () => {
  const writers = Array.from({ length: 3 }, () => startWriter(home, migrations, { mode: 'close' }))
  const stores = await Promise.all([open(), open()])
  await Promise.all(writers.map((writer) => writer.ended))
  for (const writer of writers) expect(writer.lines.at(-1)).toMatch(/^ready/)
  await Promise.all(stores.map((store) => store.close()))
  expect(serverPid()).toBeUndefined()
})

test('closed and opened again, it has what was written; nothing is left running', async () => {
  const store = await open()
  expect(store.kind).toBe('bundled')
  await store.query('INSERT INTO written VALUES (7)')
  const pid = serverPid()!
  await Promise.all([store.close(), store.close()])
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(existsSync(join(home, 'owner.json'))).toBe(false)
  expect((await failure(store.query('SELECT 1'))).code).toBe('store.closed')
  const again = await open()
  expect(await again.query('SELECT n FROM written')).toEqual([{ n: 7 }])
  await again.close()
})

test('nothing of it is open to the network or to other users', async () => {
  const store = await open()
  const { password, cluster, log } = pathsOf(home)
  expect(await store.query('SHOW listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await store.query('SHOW fsync')).toEqual([{ fsync: 'on' }])
  expect(await store.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([{ rolsuper: false }])
  const others = (path: string) => statSync(path).mode & 0o007
  const socket = readPostmaster(cluster)!.socketFolder
  expect([home, password, join(home, 'lock'), cluster, log, socket].map(others)).toEqual([0, 0, 0, 0, 0, 0])
  expect(statSync(password).mode & 0o077).toBe(0)
  await expect(store.query(`COPY written FROM '/etc/passwd'`)).rejects.toMatchObject({ code: '42501' })
  await expect(store.query(`COPY written TO PROGRAM 'id'`)).rejects.toMatchObject({ code: '42501' })
  await store.close()
})

test('a guest whose owner leaves gets a transient error, and the server again when another owner comes', async () => {
  const owner = await open()
  const guest = await open()
  await owner.close()
  expect(await failure(guest.query('SELECT 1'))).toMatchObject({ code: 'store.unreachable', retry: 'transient' })
  const next = await open()
  expect(await guest.query('SELECT n FROM written')).toEqual([{ n: 7 }])
  await guest.close()
  expect(await next.query('SELECT n FROM written')).toEqual([{ n: 7 }])
  await next.close()
})

test('the owner keeps its lock whoever looks at it', async () => {
  const owner = await open()
  const pid = serverPid()
  await (await open()).close()
  const guest = startWriter(home, migrations, { mode: 'close' })
  await guest.ended
  expect(guest.lines.at(-1)).toMatch(/^ready/)
  expect(serverPid()).toBe(pid)
  expect(await owner.query('SELECT n FROM written')).toEqual([{ n: 7 }])
  await owner.close()
})

test('a guest that comes before the server is ready waits, and takes over when the owner gives up', async () => {
  const lock = takeLock(home)!
  expect(takeLock(home)).toBeUndefined()
  const waiting = open()
  await new Promise((later) => setTimeout(later, 100))
  expect(serverPid()).toBeUndefined()
  lock.release()
  await (await waiting).close()
})

test('a home whose path is too long for a socket works', async () => {
  const { folder } = temporary()
  const home = join(folder, 'é'.repeat(60))
  const migrations = migrationsIn(folder, schema)
  const store = await openStore({ home, migrations })
  const guest = await openStore({ home, migrations })
  expect(await guest.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  await guest.close()
  await store.close()
})

test('a home that is a file is refused', async () => {
  const { folder, home } = temporary()
  writeFileSync(home, '')
  const error = await failure(openStore({ home, migrations: migrationsIn(folder, schema) }))
  expect(error).toMatchObject({ code: 'store.home-permission', place: home })
})

const root = process.getuid?.() === 0
if (!root) console.log('not root: starting as root is not tested')
// `nobody` of Debian and Fedora.
const ordinary = { uid: 65534, gid: 65534 }
// An ordinary user must be able to read the project and Node.
const readable = (path: string): boolean =>
  path === '/' || ((statSync(path).mode & 1) === 1 && readable(join(path, '..')))
const reachable = readable(import.meta.dirname) && readable(process.execPath)
if (root && !reachable) console.log('the project is closed to other users: starting as one of them is not tested')

test.runIf(root)('as root, under folders closed to all others, PostgreSQL runs as a plain user', async () => {
  const { folder } = temporary()
  const shut = join(folder, 'shut')
  mkdirSync(shut, { mode: 0o700 })
  const home = join(shut, 'home')
  const migrations = migrationsIn(folder, schema)
  const store = await openStore({ home, migrations })
  const { uid } = statSync(`/proc/${readPostmaster(pathsOf(home).cluster)!.pid}`)
  expect(uid).not.toBe(0)
  await store.query('INSERT INTO written VALUES (1)')
  await store.close()
  // What root made, root opens again, also from a folder that became open meanwhile.
  chmodSync(shut, 0o755)
  const again = await openStore({ home, migrations })
  expect(await again.query('SELECT n FROM written')).toEqual([{ n: 1 }])
  await again.close()
})

test.runIf(root && reachable)('as an ordinary user it works too, and root can open that home after', async () => {
  const { folder } = temporary()
  const theirs = join(folder, 'theirs')
  chmodSync(folder, 0o777)
  const migrations = migrationsIn(folder, schema)
  const writer = startWriter(theirs, migrations, { ...ordinary, mode: 'close' })
  await writer.ended
  expect(writer.lines.at(-1)).toBe('ready as uid 65534')
  const store = await openStore({ home: theirs, migrations })
  expect(statSync(`/proc/${readPostmaster(pathsOf(theirs).cluster)!.pid}`).uid).toBe(65534)
  await store.close()
})

test.runIf(root && reachable)('an ordinary user is told that the home of root is not theirs', async () => {
  chmodSync(shared.folder, 0o755)
  const writer = startWriter(home, migrations, { ...ordinary, mode: 'close' })
  await writer.ended
  expect(writer.lines.join('\n')).toContain('store.home-permission')
})
