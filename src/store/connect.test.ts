import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openStore } from './index.ts'
import { failure, migrationsIn, newFolder, removeFolder } from './testing.ts'
import type { Store } from './types.ts'

const { folder, home } = newFolder()
let store: Store

beforeAll(async () => {
  store = await openStore({
    home,
    migrations: migrationsIn(folder, { '0001_n.sql': 'CREATE TABLE n (n int, at int)' }),
  })
})
beforeEach(() => store.query('TRUNCATE n'))
afterAll(async () => {
  await store.close()
  removeFolder(folder)
})

const count = async () => (await store.query<{ n: number }>('SELECT count(*) AS n FROM n'))[0]!.n

test('values come as the types of JavaScript that hold them', async () => {
  const [row] = await store.query(
    `SELECT 42::int8 AS small, 9007199254740993::int8 AS large, '2026-03-29'::date AS day,
            '2026-03-29 01:30:00+00'::timestamptz AS instant, $1::jsonb AS json, $2::text[] AS list, $3::bytea AS bytes`,
    [{ a: [1] }, ['é', "l'«"], Buffer.from([0, 255])],
  )
  expect(row).toEqual({
    small: 42,
    large: '9007199254740993',
    day: '2026-03-29',
    instant: new Date('2026-03-29T01:30:00Z'),
    json: { a: [1] },
    list: ['é', "l'«"],
    bytes: Buffer.from([0, 255]),
  })
})

test('a transaction is all or nothing', async () => {
  const sorry = new Error('sorry')
  const failing = store.transaction(async (tx) => {
    await tx.query('INSERT INTO n VALUES (1)')
    throw sorry
  })
  await expect(failing).rejects.toBe(sorry)
  expect(await count()).toBe(0)
  expect(await store.transaction((tx) => tx.query('INSERT INTO n VALUES (1) RETURNING n'))).toEqual([{ n: 1 }])
  expect(await count()).toBe(1)
})

test('a failure that the work ignores does not pass for a commit', async () => {
  const ignoring = store.transaction(async (tx) => {
    await tx.query('INSERT INTO n VALUES (1)')
    await tx.query('SELECT 1 / 0').catch(() => undefined)
  })
  expect((await failure(ignoring)).code).toBe('store.rolled-back')
  expect(await count()).toBe(0)
})

test('a transaction cannot be used after its end', async () => {
  const leaked = await store.transaction(async (tx) => tx)
  expect((await failure(leaked.query('SELECT 1'))).code).toBe('store.closed')
})

test('serialisation failures are tried again until each increment counts', async () => {
  await store.query('INSERT INTO n VALUES (0, 0)')
  let tries = 0
  const increment = () =>
    store.transaction(async (tx) => {
      tries++
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
      const [row] = await tx.query<{ n: number }>('SELECT n FROM n')
      await tx.query('SELECT pg_sleep(0.05)')
      await tx.query('UPDATE n SET n = $1', [row!.n + 1])
    })
  await Promise.all([increment(), increment(), increment()])
  expect(await store.query('SELECT n FROM n')).toEqual([{ n: 3 }])
  expect(tries).toBeGreaterThan(3)
})

test('a deadlock is undone and done again', async () => {
  await store.query('INSERT INTO n VALUES (1, 0), (2, 0)')
  const both = (order: number[]) =>
    store.transaction(async (tx) => {
      for (const n of order) {
        await tx.query('UPDATE n SET at = at + 1 WHERE n = $1', [n])
        await tx.query('SELECT pg_sleep(0.05)')
      }
    })
  await Promise.all([both([1, 2]), both([2, 1])])
  expect(await store.query('SELECT at FROM n')).toEqual([{ at: 2 }, { at: 2 }])
})

test('errors of SQL keep their SQLSTATE; others stay what they were', async () => {
  await expect(store.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' })
  const missing = Object.assign(new Error('no file'), { code: 'ENOENT' })
  await expect(store.transaction(() => Promise.reject(missing))).rejects.toBe(missing)
})

test('a session hears notifications, sent only when committed', async () => {
  const session = await store.session()
  const heard: string[] = []
  const three = new Promise<void>((done) => {
    void session.listen('run changed', (payload) => heard.push(payload) === 2 && done())
  })
  await session.query('SELECT 1')
  await store.query(`NOTIFY "other", 'x'`)
  await store
    .transaction(async (tx) => {
      await tx.query(`NOTIFY "run changed", 'undone'`)
      throw new Error('undo')
    })
    .catch(() => undefined)
  await store.query(`NOTIFY "run changed", 'a'`)
  await store.transaction((tx) => tx.query(`SELECT pg_notify('run changed', 'b')`))
  await three
  expect(heard).toEqual(['a', 'b'])
  await session.release()
})

test('a lock of a session ends with it', async () => {
  const [one, two] = await Promise.all([store.session(), store.session()])
  const lock = async (session: typeof one) => (await session.query('SELECT pg_try_advisory_lock(5) AS got'))[0]!.got
  expect([await lock(one), await lock(two)]).toEqual([true, false])
  await one.release()
  await vi.waitUntil(() => lock(two), { timeout: 10_000 })
  await two.release()
})

test('connections broken by the server do not break the process, and are replaced', async () => {
  const session = await store.session()
  await store.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE usename = 'orchestra' AND pid <> pg_backend_pid()`)
  expect(await failure(session.query('SELECT 1'))).toMatchObject({ code: 'store.unreachable', retry: 'transient' })
  await session.release()
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a connection lost inside a transaction is transient, and nothing of it stays', async () => {
  const lost = store.transaction(async (tx) => {
    await tx.query('INSERT INTO n VALUES (1)')
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())')
  })
  expect((await failure(lost)).retry).toBe('transient')
  expect(await count()).toBe(0)
})
