import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decryptTo, encrypt, privateKeyOf, publicKeyOf } from '../src/catalogue/index.ts'
import type { Line } from './measure.ts'

/** A GiB and a quarter, in pieces of a MiB. */
const [PIECES, PIECE] = [1280, 2 ** 20]

/** A file of RUDI's `+crypt` types, encrypted and decrypted at once, to a file: how fast, and the memory it takes beyond what was there. */
export async function benchCrypt(): Promise<readonly Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-crypt-'))
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const piece = randomBytes(PIECE)
  const before = process.memoryUsage.rss()
  let most = before
  async function* pieces() {
    for (let i = 0; i < PIECES; i++) {
      most = Math.max(most, process.memoryUsage.rss())
      yield piece
    }
  }
  try {
    const began = performance.now()
    const bytes = await decryptTo(
      join(folder, 'out'),
      privateKeyOf(keys.privateKey),
      encrypt(publicKeyOf(keys.publicKey), pieces()),
    )
    const seconds = (performance.now() - began) / 1000
    const more = Math.round((most - before) / 2 ** 20)
    return [
      {
        name: 'crypt: encrypted, then decrypted',
        size: `${(bytes / 2 ** 30).toFixed(2)} GiB`,
        seconds,
        rate: `${Math.round(bytes / 1e6 / seconds)} MB/s, +${more} MiB of memory`,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
