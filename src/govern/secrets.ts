import { createHash, randomBytes } from 'node:crypto'

/** Of randomness: nobody guesses it, so a plain hash keeps it (bits). */
const SECRET_BITS = 256

/** Something to show in order to be known: its hash is kept, it is not. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(SECRET_BITS / 8).toString('base64url')

/** Under what name a secret is kept. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
