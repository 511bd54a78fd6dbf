import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure } from '../store/testing.ts'
import { createAccessKey, listAccessKeys, revokeAccessKey } from './keys.ts'
import { addAccount, openTestGovern, type TestGovern } from './testing.ts'
import { viewerOfKey } from './viewer.ts'

let house: TestGovern
let account: number
beforeAll(async () => {
  house = await openTestGovern()
  account = await addAccount(house.govern, 'holder@example.org', { administrator: true })
})
afterAll(() => house?.close())

const form = { label: 'my program', datasets: null, days: 30 }

test('a key is shown once, known by its hash, and reads for its account without administering', async () => {
  const { key, about } = await createAccessKey(house.govern, account, form)
  expect(key).toMatch(/^ork_[\w-]{43}$/)
  expect(await viewerOfKey(house.govern, key)).toMatchObject({
    kind: 'account',
    account,
    key: about.id,
    administrator: false,
  })
  expect(await listAccessKeys(house.govern, account)).toMatchObject([
    { label: 'my program', seen: house.now, revoked: null },
  ])
  expect(JSON.stringify(await house.govern.store.query('select * from access_key'))).not.toContain(key)
  for (const other of [`${key}x`, key.slice(4), 'ork_', ''])
    expect(await viewerOfKey(house.govern, other)).toBeUndefined()
})

test('a key ends when it is revoked, when its time is over, and with its account', async () => {
  const { govern } = house
  const keys = await Promise.all([form, form, { ...form, days: 2 }].map((one) => createAccessKey(govern, account, one)))
  await revokeAccessKey(govern, account, keys[0]!.about.id)
  expect(await viewerOfKey(govern, keys[0]!.key)).toBeUndefined()
  expect((await failure(revokeAccessKey(govern, account, keys[0]!.about.id))).code).toBe('key.unknown')
  house.now = new Date(house.now.getTime() + 2 * 86_400_000)
  expect(await viewerOfKey(govern, keys[2]!.key)).toBeUndefined()
  expect(await viewerOfKey(govern, keys[1]!.key)).toBeDefined()
  await govern.store.query(`update account set state = 'blocked' where id = $1`, [account])
  expect(await viewerOfKey(govern, keys[1]!.key)).toBeUndefined()
  await govern.store.query(`update account set state = 'active' where id = $1`, [account])
})

test('nobody revokes the key of another, and a key of another territory opens nothing here', async () => {
  const { govern } = house
  const { key, about } = await createAccessKey(govern, account, form)
  const other = await addAccount(govern, 'other@example.org')
  expect((await failure(revokeAccessKey(govern, other, about.id))).code).toBe('key.unknown')
  expect(await viewerOfKey({ ...govern, territory: { ...govern.territory, id: 'elsewhere' } }, key)).toBeUndefined()
})

test.each([
  [{ label: '' }, 'label'],
  [{ days: 0 }, 'days'],
  [{ days: 367 }, 'days'],
  [{ days: Number.NaN }, 'days'],
])('%o is refused', async (wrong, place) => {
  expect((await failure(createAccessKey(house.govern, account, { ...form, ...wrong }))).place).toBe(place)
})

test('an account holds fifty keys at most', async () => {
  const many = await addAccount(house.govern, 'many@example.org')
  for (let i = 0; i < 50; i++) await createAccessKey(house.govern, many, form)
  expect((await failure(createAccessKey(house.govern, many, form))).code).toBe('key.too-many')
})
