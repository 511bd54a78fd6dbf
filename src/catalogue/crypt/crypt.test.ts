import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure } from '../../store/testing.ts'
import { decryptTo } from './decrypt.ts'
import { encrypt } from './encrypt.ts'
import { cutOf, privateKeyOf, publicKeyOf } from './keys.ts'

const pair = (bits = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
const [ours, theirs] = [pair(), pair()]
const [open, secret] = [publicKeyOf(ours.publicKey), privateKeyOf(ours.privateKey)]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crypt-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const encrypted = async (bytes: Uint8Array, size = 1000) =>
  Buffer.concat(await Array.fromAsync(encrypt(open, inPieces(bytes, size))))
const decrypted = async (bytes: Uint8Array, size = 1000, key = secret) => {
  const path = join(folder, 'out')
  await decryptTo(path, key, inPieces(bytes, size))
  return readFile(path)
}

test.each([0, 1, 15, 16, 17, 999, 1000, 100_003])(
  '%i bytes come back as they were, however they are cut',
  async (count) => {
    const bytes = randomBytes(count)
    for (const size of [1, 7, 4096])
      if (count < 2000 || size > 1)
        expect((await decrypted(await encrypted(bytes, 500), size)).equals(bytes)).toBe(true)
    expect(await readdir(folder)).toEqual(['out'])
  },
)

test('the format is that of RUDI: a block of RSA, AES-256-GCM, its tag', async () => {
  // Written as RUDI's portal writes it, apart from our own writer.
  const [key, iv, bytes] = [randomBytes(32), randomBytes(12), Buffer.from('id;name\n1;Rennes\n')]
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const block = publicEncrypt(
    { key: ours.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.concat([key, iv]),
  )
  const file = Buffer.concat([block, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  expect((await decrypted(file)).toString()).toBe(bytes.toString())
  expect((await encrypted(bytes)).length).toBe(256 + bytes.length + 16)
  // Nothing repeats from one time to the next.
  expect((await encrypted(bytes)).equals(await encrypted(bytes))).toBe(false)
  expect(ours.publicKey.split('\n')[1]).toBe(cutOf(open))
})

test('one bit changed anywhere, one byte less or more: nothing is kept', async () => {
  const good = await encrypted(randomBytes(3000))
  await rm(join(folder, 'out'), { force: true })
  const spoiled = [0, 100, 255, 256, 1500, good.length - 17, good.length - 16, good.length - 1].map((at) => {
    const bad = Buffer.from(good)
    bad[at]! ^= 1
    return bad
  })
  const cut = [0, 10, 255, 256, 271, 272, 2000, good.length - 1].map((end) => good.subarray(0, end))
  for (const bad of [...spoiled, ...cut, Buffer.concat([good, Buffer.from([0])])])
    expect((await failure(decrypted(bad))).code).toMatch(/^crypt\.(tampered|other-key)$/)
  expect(await readdir(folder)).toEqual([])
})

test('another key opens nothing', async () => {
  const error = await failure(decrypted(await encrypted(randomBytes(10)), 100, privateKeyOf(theirs.privateKey)))
  expect(error.code).toBe('crypt.other-key')
})

test('longer keys have longer blocks', async () => {
  const long = pair(3072)
  const bytes = randomBytes(50)
  const file = Buffer.concat(await Array.fromAsync(encrypt(publicKeyOf(long.publicKey), inPieces(bytes, 10))))
  expect(file.length).toBe(384 + 50 + 16)
  expect((await decrypted(file, 100, privateKeyOf(long.privateKey))).equals(bytes)).toBe(true)
})

test('keys that will not do are refused, and never quoted', () => {
  const elliptic = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const short = pair(1024)
  for (const pem of ['', 'nothing', elliptic.publicKey, short.publicKey, ours.privateKey])
    expect(() => publicKeyOf(pem)).toThrow(expect.objectContaining({ code: 'crypt.bad-key' }))
  for (const pem of ['', ours.publicKey, elliptic.privateKey, short.privateKey])
    expect(() => privateKeyOf(pem)).toThrow(expect.objectContaining({ code: 'crypt.bad-key' }))
  try {
    publicKeyOf(ours.privateKey)
  } catch (error) {
    expect(JSON.stringify(error)).not.toContain(ours.privateKey.split('\n')[3])
  }
})
