import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../main.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crypt-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a file is encrypted and decrypted; nothing is left of one that is not whole', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const at = (name: string) => join(folder, name)
  const bytes = randomBytes(3_000_000)
  await writeFile(at('public.pem'), publicKey)
  await writeFile(at('private.pem'), privateKey)
  await writeFile(at('data.csv'), bytes)
  const run = (...words: string[]) => main([...words, '--json'], {})
  expect(await run('encrypt', at('data.csv'), '--key', at('public.pem'), '--to', at('data.crypt'))).toBe(0)
  expect((await readFile(at('data.crypt'))).length).toBe(256 + bytes.length + 16)
  expect(await run('decrypt', at('data.crypt'), '--key', at('private.pem'), '--to', at('out.csv'))).toBe(0)
  expect((await readFile(at('out.csv'))).equals(bytes)).toBe(true)
  // What is there already is not written over.
  expect(await run('decrypt', at('data.crypt'), '--key', at('private.pem'), '--to', at('out.csv'))).toBe(1)
  expect(await run('encrypt', at('data.csv'), '--key', at('public.pem'), '--to', at('data.crypt'))).toBe(1)
  await writeFile(at('cut.crypt'), (await readFile(at('data.crypt'))).subarray(0, -1))
  const before = await readdir(folder)
  expect(await run('decrypt', at('cut.crypt'), '--key', at('private.pem'), '--to', at('cut.csv'))).toBe(1)
  expect(await run('decrypt', at('none'), '--key', at('private.pem'), '--to', at('cut.csv'))).toBe(1)
  expect(await readdir(folder)).toEqual(before)
  expect(await run('decrypt', at('data.crypt'))).toBe(2)
})
