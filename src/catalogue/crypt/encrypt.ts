import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto'
import { OrchestraError } from '../../kernel/index.ts'

// The format of RUDI's `+crypt` files (RUDI portal, 2023): a block of RSA-OAEP (SHA-256, MGF1 with SHA-256) that holds the key and
// the initialisation vector, then AES-256-GCM, then its tag.

/** Bytes of the AES key, of the initialisation vector, of the tag. */
export const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16] as const
export const CIPHER = 'aes-256-gcm'
export const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const

/** Bytes that AES-GCM protects under one key and vector (NIST SP 800-38D §5.2.1.1, 2007: 2³⁹ − 256 bits). */
const MOST_BYTES = 2 ** 36 - 32

/** Bytes encrypted for the holder of a key, as they come: memory stays flat whatever their number. Throws `crypt.too-large`. */
export async function* encrypt(key: KeyObject, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const [secret, iv] = [randomBytes(KEY_BYTES), randomBytes(IV_BYTES)]
  yield publicEncrypt({ key, ...oaep }, Buffer.concat([secret, iv]))
  const cipher = createCipheriv(CIPHER, secret, iv, { authTagLength: TAG_BYTES })
  let count = 0
  for await (const chunk of bytes) {
    count += chunk.byteLength
    if (count > MOST_BYTES) throw tooLarge()
    yield cipher.update(chunk)
  }
  yield Buffer.concat([cipher.final(), cipher.getAuthTag()])
}

const tooLarge = () =>
  new OrchestraError({
    code: 'crypt.too-large',
    say: {
      fr: 'Ce fichier dépasse ce qu’AES-GCM protège : 64 Gio.',
      en: 'This file is beyond what AES-GCM protects: 64 GiB.',
    },
    remedy: { fr: 'Demandez-le en plusieurs parties.', en: 'Ask for it in several parts.' },
    facts: { limit: MOST_BYTES },
  })
