import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './index.ts'
import { unfit } from './server.ts'
import { failure, migrationsIn, newFolder, removeFolder } from './testing.ts'
import type { Store } from './types.ts'

const { folder, home } = newFolder()
const migrations = migrationsIn(folder, {})
let keeper: Store

beforeAll(async () => {
  keeper = await openStore({ home, migrations })
})
afterAll(async () => {
  await keeper.close()
  removeFolder(folder)
})

const open = (databaseUrl: string) => openStore({ home, databaseUrl, migrations })

test('a server by its address is used as it is', async () => {
  const store = await open(keeper.url)
  expect(store.kind).toBe('server')
  expect(await store.query('SHOW search_path')).toEqual([{ search_path: 'orchestra' }])
  await store.close()
})

test('a server that does not answer is transient, and its password stays hidden', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => free.once('listening', listening))
  const { port } = free.address() as { port: number }
  await new Promise((ended) => free.close(ended))
  const error = await failure(open(`postgres://someone:hunter2@127.0.0.1:${port}/city`))
  expect(error).toMatchObject({
    code: 'store.unreachable',
    retry: 'transient',
    facts: { host: `127.0.0.1:${port}`, database: 'city', user: 'someone' },
  })
  expect(JSON.stringify(error) + error.message).not.toContain('hunter2')
})

test('a wrong password, an unknown user and an unknown database are named', async () => {
  const wrong = await failure(open(keeper.url.replace(/:[^:@/]+@/, ':wrong@')))
  expect(wrong).toMatchObject({ code: 'store.auth', retry: 'terminal' })
  expect((await failure(open(keeper.url.replace('//orchestra:', '//postgres:')))).code).toBe('store.auth')
  expect((await failure(open(keeper.url.replace('/orchestra?', '/nowhere?')))).code).toBe('store.no-database')
})

test('an address that is none is refused without repeating it', async () => {
  for (const url of ['localhost:5432', 'mysql://root:hunter2@host/db', 'postgres://a b:hunter2@[/x']) {
    const error = await failure(open(url))
    expect(error.code).toBe('store.bad-url')
    expect(JSON.stringify(error) + error.message).not.toContain('hunter2')
  }
})

test('a database that is not UTF-8 is refused', async () => {
  await keeper.query(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`)
  const error = await failure(open(keeper.url.replace('/orchestra?', '/latin?')))
  expect(error).toMatchObject({ code: 'store.encoding', facts: { encoding: 'LATIN1', database: 'latin' } })
})

test('PostgreSQL 15 is the oldest accepted', () => {
  const target = { host: 'h', database: 'd', user: 'u' }
  const server = (number: number) => ({ number, version: String(number / 10_000), encoding: 'UTF8' })
  expect(unfit(server(140_019), target)?.code).toBe('store.too-old')
  expect(unfit(server(150_000), target)).toBeUndefined()
})
