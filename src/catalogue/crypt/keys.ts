import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { OrchestraError } from '../../kernel/index.ts'

/** The shortest RSA key that is taken (bits): RUDI's, and what is still held safe (ANSSI, 2021). */
const LEAST_BITS = 2048
/** The longest: beyond, each file would cost seconds (bits). */
const MOST_BITS = 8192

/** The public key of a PEM text. Throws `crypt.bad-key`. */
export const publicKeyOf = (pem: string): KeyObject => keyOf('public', pem)

/** The private key of a PEM text. Throws `crypt.bad-key`, which never quotes it. */
export const privateKeyOf = (pem: string): KeyObject => keyOf('private', pem)

/** Bytes of the block that a key encrypts. */
export const blockOf = (key: KeyObject): number => key.asymmetricKeyDetails!.modulusLength! / 8

/** The first characters of a public key, by which RUDI tells which one was used: the first line of its PEM. */
export const cutOf = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).toString('base64').slice(0, 64)

/** A public key as it is kept and given: in PEM, whatever it came in. */
export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

function keyOf(kind: 'public' | 'private', pem: string): KeyObject {
  let key: KeyObject
  try {
    // A private key would be taken for the public one it holds: nobody means to give it.
    if (kind === 'public' && /PRIVATE KEY/.test(pem)) throw badKey(kind, privateGiven)
    key = kind === 'public' ? createPublicKey(pem) : createPrivateKey(pem)
  } catch (cause) {
    throw cause instanceof OrchestraError ? cause : badKey(kind)
  }
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < LEAST_BITS || modulusLength > MOST_BITS) throw badKey(kind)
  return key
}

const privateGiven = {
  fr: 'C’est une clé privée : elle ne se donne à personne.',
  en: 'This is a private key: it is given to nobody.',
}

const badKey = (kind: 'public' | 'private', say = kind === 'public' ? badPublic : badPrivate) =>
  new OrchestraError({
    code: 'crypt.bad-key',
    say,
    remedy: {
      fr: `Une clé RSA de ${LEAST_BITS} bits ou plus, en PEM : openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:${LEAST_BITS} -out private.pem, puis openssl pkey -in private.pem -pubout.`,
      en: `An RSA key of ${LEAST_BITS} bits or more, as PEM: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:${LEAST_BITS} -out private.pem, then openssl pkey -in private.pem -pubout.`,
    },
    place: 'key',
  })

const badPublic = { fr: 'Cette clé publique ne convient pas.', en: 'This public key will not do.' }
const badPrivate = { fr: 'Cette clé privée ne convient pas.', en: 'This private key will not do.' }
