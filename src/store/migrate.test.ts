import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './index.ts'
import { failure, migrationsIn, newFolder, removeFolder } from './testing.ts'
import type { Store } from './types.ts'

const { folder, home } = newFolder()
const empty = migrationsIn(newFolder().folder, {})
let keeper: Store
let number = 0

/** A database of its own for one test, on the server of this file. */
async function newDatabase(): Promise<string> {
  const name = `test_${++number}`
  await keeper.query(`CREATE DATABASE ${name}`)
  return keeper.url.replace('/orchestra?', `/${name}?`)
}

beforeAll(async () => {
  keeper = await openStore({ home, migrations: empty })
})
afterAll(async () => {
  await keeper.close()
  removeFolder(folder)
  removeFolder(join(empty, '..'))
})

const first = { '0001_first.sql': 'CREATE TABLE a (n int);\nINSERT INTO a VALUES (1);' }
const second = { '0002_second.sql': 'INSERT INTO a SELECT n + 1 FROM a;' }

test('migrations are applied in order, once, in our schema', async () => {
  const databaseUrl = await newDatabase()
  const lines: string[] = []
  const open = (migrations: string) => openStore({ home, databaseUrl, migrations, log: (line) => lines.push(line) })
  const store = await open(migrationsIn(folder, { ...second, ...first }))
  expect(lines).toEqual(['database: 0001_first.sql applied', 'database: 0002_second.sql applied'])
  await store.close()
  const again = await open(migrationsIn(folder, { ...first, ...second, '0003_third.sql': 'DELETE FROM a WHERE n = 1' }))
  expect(await again.query('SELECT n FROM orchestra.a')).toEqual([{ n: 2 }])
  expect(await again.query('SELECT name FROM migration ORDER BY name')).toHaveLength(3)
  expect(await again.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([])
  await again.close()
})

test('many processes that migrate at once apply each migration once', async () => {
  const databaseUrl = await newDatabase()
  const migrations = migrationsIn(folder, { ...first, ...second })
  const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ home, databaseUrl, migrations })))
  expect(await stores[0]!.query('SELECT n FROM a ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
  await Promise.all(stores.map((store) => store.close()))
})

test('a migration that fails says where, and leaves the database as it was', async () => {
  const databaseUrl = await newDatabase()
  const bad = { '0002_bad.sql': 'CREATE TABLE b (n int);\nINSERT INTO b\n  VALUES (nonsense);' }
  const error = await failure(openStore({ home, databaseUrl, migrations: migrationsIn(folder, { ...first, ...bad }) }))
  expect(error.code).toBe('store.migration-failed')
  expect(error.place).toMatch(/0002_bad\.sql:3$/)
  const store = await openStore({ home, databaseUrl, migrations: migrationsIn(folder, first) })
  expect(await store.query(`SELECT to_regclass('b') AS b`)).toEqual([{ b: null }])
  await store.close()
})

test('a changed, missing or newer migration is refused by name; line ends do not count', async () => {
  const databaseUrl = await newDatabase()
  const migrations = migrationsIn(folder, { ...first, ...second })
  const open = () => openStore({ home, databaseUrl, migrations })
  await (await open()).close()

  writeFileSync(join(migrations, '0001_first.sql'), first['0001_first.sql'].replaceAll('\n', '\r\n'))
  await (await open()).close()

  writeFileSync(join(migrations, '0001_first.sql'), 'CREATE TABLE a (n bigint);')
  expect(await failure(open())).toMatchObject({ code: 'store.migration-changed', place: '0001_first.sql' })

  rmSync(join(migrations, '0001_first.sql'))
  expect(await failure(open())).toMatchObject({ code: 'store.migration-missing', place: '0001_first.sql' })

  writeFileSync(join(migrations, '0001_first.sql'), first['0001_first.sql'])
  rmSync(join(migrations, '0002_second.sql'))
  expect(await failure(open())).toMatchObject({ code: 'store.migration-newer', place: '0002_second.sql' })
})

test('a migration that comes before one already applied is refused', async () => {
  const databaseUrl = await newDatabase()
  const late = { '0003_late.sql': 'SELECT 1' }
  const open = (files: Record<string, string>) =>
    openStore({ home, databaseUrl, migrations: migrationsIn(folder, files) })
  await (await open({ ...first, ...late })).close()
  const error = await failure(open({ ...first, ...second, ...late }))
  expect(error).toMatchObject({ code: 'store.migration-order', place: '0002_second.sql' })
})

test('two files of one number, or a bad name, are refused', async () => {
  const open = (files: Record<string, string>) => openStore({ home, migrations: migrationsIn(folder, files) })
  const twice = await failure(open({ ...first, '0001_other.sql': 'SELECT 1' }))
  expect(twice.code).toBe('store.migration-name')
  expect(twice.place).toMatch(/0001_other\.sql$/)
  expect((await failure(open({ '1-first.sql': 'SELECT 1' }))).code).toBe('store.migration-name')
})

test('a user without rights on the database is told what to ask for', async () => {
  const databaseUrl = await newDatabase()
  const locked = await openStore({ home, databaseUrl, migrations: empty })
  await locked.query('DROP SCHEMA orchestra CASCADE')
  await locked.query(`REVOKE CREATE ON DATABASE ${locked.url.match(/\/(test_\d+)\?/)![1]} FROM PUBLIC, orchestra`)
  await locked.close()
  expect((await failure(openStore({ home, databaseUrl, migrations: empty }))).code).toBe('store.no-right')
})
