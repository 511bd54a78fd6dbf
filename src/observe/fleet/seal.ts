import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { OrchestraError } from '../../kernel/index.ts'

// AES-256 in Galois/Counter mode (NIST SP 800-38D, 2007): 96 bits of nonce, 128 of tag. First byte: the version of this form.
const VERSION = 1
const NONCE = 12
const TAG = 16
const KEY = 32

/** The key of keys: HKDF-SHA-256 (RFC 5869) of the secret of the service, for this use alone. */
const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, 'city-orchestra', 'device application keys, 1', KEY))

/** Encrypts the key of a device. It opens again only for the same device and with the same secret. */
export function seal(plain: Uint8Array, eui: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  cipher.setAAD(Buffer.from(eui))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed])
}

/** Opens what `seal` made. Throws `fleet.wrong-secret` when the secret changed, or the bytes. */
export function unseal(sealed: Uint8Array, eui: string, secret: string): Buffer {
  try {
    if (sealed[0] !== VERSION) throw new Error(`version ${sealed[0]}`)
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(1, 1 + NONCE))
    decipher.setAAD(Buffer.from(eui))
    decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG))
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()])
  } catch (cause) {
    throw new OrchestraError({
      code: 'fleet.wrong-secret',
      say: {
        fr: `La clé de l’appareil ${eui} ne s’ouvre pas avec ce secret.`,
        en: `The key of the device ${eui} does not open with this secret.`,
      },
      remedy: {
        fr: 'Rendez à ORCHESTRA_SECRET la valeur qu’il avait, ou redonnez les clés par un import.',
        en: 'Give ORCHESTRA_SECRET the value it had, or give the keys again by an import.',
      },
      place: eui,
      cause,
    })
  }
}
