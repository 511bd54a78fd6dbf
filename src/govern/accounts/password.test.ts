import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { PASSWORD } from '../testing.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'

test('Argon2id gives the tag of RFC 9106, 5.3', () => {
  const tag = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    ...{ parallelism: 4, tagLength: 32, memory: 32, passes: 3 },
  })
  expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
})

test('a password is known again, in whatever form its accents were typed; another is not', async () => {
  const hashed = await hashPassword('été à la plage'.normalize('NFC'))
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await isPassword('été à la plage'.normalize('NFD'), hashed)).toBe(true)
  expect(await isPassword('ete a la plage', hashed)).toBe(false)
  expect(await isPassword('', hashed)).toBe(false)
  expect(await hashPassword('été à la plage')).not.toBe(hashed)
})

test('nothing is the password of who has none', async () => {
  for (const none of [null, undefined]) expect(await isPassword('anything at all', none)).toBe(false)
})

test('a hash made at another cost is still understood', async () => {
  const salt = Buffer.from('0123456789abcdef')
  const tag = argon2Sync('argon2id', {
    message: PASSWORD,
    nonce: salt,
    parallelism: 1,
    tagLength: 16,
    memory: 64,
    passes: 3,
  })
  const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  expect(await isPassword(PASSWORD, `$argon2id$v=19$m=64,t=3,p=1$${bare(salt)}$${bare(tag)}`)).toBe(true)
})

test.each([
  ['court', 'too short'],
  ['aaaaaaaaaaaaaaa', 'too easy'],
  ['camille.martin 2025', 'too easy'],
  ['x'.repeat(201), 'too long'],
])('%s is refused: %s', (password, why) => {
  expect(() => checkPassword(password, 'camille.martin@example.org')).toThrow(why)
  expect(() => checkPassword(PASSWORD, 'camille.martin@example.org')).not.toThrow()
})
