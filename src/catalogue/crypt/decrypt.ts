import { createDecipheriv, type DecipherGCM, type KeyObject, privateDecrypt, randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { OrchestraError } from '../../kernel/index.ts'
import { CIPHER, IV_BYTES, KEY_BYTES, oaep, TAG_BYTES } from './encrypt.ts'
import { blockOf } from './keys.ts'

/**
 * Decrypts bytes to a file, which is there only once all of them are known to be as they were encrypted: until then they are in a
 * file apart that nobody else reads, removed when they are not. Memory stays flat. Gives the bytes written. Throws `crypt.tampered`,
 * `crypt.other-key`.
 */
export async function decryptTo(path: string, key: KeyObject, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const draft = join(dirname(path), `.${randomUUID()}.decrypting`)
  const file = await open(draft, 'wx', 0o600)
  try {
    let count = 0
    try {
      for await (const chunk of unproved(key, bytes)) {
        await file.writeFile(chunk)
        count += chunk.byteLength
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return count
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** What bytes hold, of which nothing is proved until the end comes without an error. */
async function* unproved(key: KeyObject, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const block = blockOf(key)
  let decipher: DecipherGCM | undefined
  // The last bytes may be the tag: they are held back until others come.
  let held = Buffer.alloc(0)
  for await (const chunk of bytes) {
    held = Buffer.concat([held, chunk])
    if (!decipher) {
      if (held.length < block) continue
      decipher = opened(key, held.subarray(0, block))
      held = held.subarray(block)
    }
    if (held.length <= TAG_BYTES) continue
    yield decipher.update(held.subarray(0, -TAG_BYTES))
    held = Buffer.from(held.subarray(-TAG_BYTES))
  }
  if (!decipher || held.length < TAG_BYTES) throw tampered()
  try {
    decipher.setAuthTag(held)
    yield decipher.final()
  } catch {
    throw tampered()
  }
}

function opened(key: KeyObject, block: Uint8Array): DecipherGCM {
  let first: Buffer
  try {
    first = privateDecrypt({ key, ...oaep }, block)
  } catch {
    throw otherKey()
  }
  if (first.length !== KEY_BYTES + IV_BYTES) throw otherKey()
  const [secret, iv] = [first.subarray(0, KEY_BYTES), first.subarray(KEY_BYTES)]
  return createDecipheriv(CIPHER, secret, iv, { authTagLength: TAG_BYTES })
}

const tampered = () =>
  new OrchestraError({
    code: 'crypt.tampered',
    say: {
      fr: 'Ce fichier n’est pas tel qu’il a été chiffré : rien n’en a été gardé.',
      en: 'This file is not as it was encrypted: nothing of it was kept.',
    },
    remedy: {
      fr: 'Téléchargez-le de nouveau en entier ; s’il est encore refusé, prévenez son producteur.',
      en: 'Download it whole again; if it is still refused, tell its producer.',
    },
  })

const otherKey = () =>
  new OrchestraError({
    code: 'crypt.other-key',
    say: {
      fr: 'Ce fichier n’est pas chiffré pour cette clé, ou son début est abîmé.',
      en: 'This file is not encrypted for this key, or its beginning is damaged.',
    },
    remedy: {
      fr: 'Le paramètre pub_key_cut de sa fiche dit les premiers caractères de la clé publique.',
      en: 'The parameter pub_key_cut of its record says the first characters of the public key.',
    },
  })
