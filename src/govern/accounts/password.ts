import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { badField } from '../faults.ts'

const derive = promisify(argon2)

/** Argon2id: memory in KiB, passes, lanes. OWASP Password Storage Cheat Sheet, first choice, 2024: 19 MiB, 2, 1. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
/** Bytes of the salt and of the hash (RFC 9106 §3.1 and §4, 2021). */
const [SALT, TAG] = [16, 32]
/** Characters: what ANSSI asks for a medium to strong password (guide sur l’authentification, 2021). */
export const SHORTEST_PASSWORD = 12
const LONGEST = 200
/** Different characters it is made of: `aaaaaaaaaaaa` is long and no password. */
const FEWEST_DIFFERENT = 5

/** Refuses a password that is too easy (`account.bad-field`): too short, of few characters, or made of the person's address. */
export function checkPassword(password: string, email: string): void {
  const refuse = (fr: string, en: string) => {
    throw badField('password', fr, en, {
      fr: `Au moins ${SHORTEST_PASSWORD} caractères : quelques mots sans rapport entre eux conviennent bien.`,
      en: `At least ${SHORTEST_PASSWORD} characters: a few unrelated words do well.`,
    })
  }
  const characters = [...password]
  if (characters.length < SHORTEST_PASSWORD) refuse('Ce mot de passe est trop court.', 'This password is too short.')
  if (characters.length > LONGEST) refuse('Ce mot de passe est trop long.', 'This password is too long.')
  const [local = ''] = email.split('@')
  const isKnown = local.length > 3 && password.toLowerCase().includes(local)
  if (isKnown || new Set(characters).size < FEWEST_DIFFERENT)
    refuse('Ce mot de passe est trop facile à deviner.', 'This password is too easy to guess.')
}

/** Hashes a password, in the PHC string format: its cost travels with it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT)
  const { memory, passes, parallelism } = COST
  const tag = await derive('argon2id', { message: password.normalize('NFC'), nonce: salt, ...COST, tagLength: TAG })
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(tag)}`
}

/** Whether a password is the one that was hashed. Takes as long when there is none to compare with. */
export async function isPassword(password: string, hashed: string | null | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hashed ?? (await decoy()))!
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number]
  const [nonce, expected] = parts.slice(4).map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer]
  const message = password.slice(0, 2 * LONGEST).normalize('NFC')
  const cost = { memory, passes, parallelism, tagLength: expected.length }
  const tag = await derive('argon2id', { message, nonce, ...cost })
  return timingSafeEqual(tag, expected) && hashed != null
}

let made: Promise<string> | undefined
/** A hash that nothing matches. */
const decoy = () => (made ??= hashPassword(randomBytes(SALT).toString('hex')))

const bare = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
