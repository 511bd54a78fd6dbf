import { createHmac, randomBytes } from 'node:crypto'
import type { Sender } from '../store/index.ts'
import { tooFast } from './faults.ts'
import { dayOf } from './types.ts'

/** Answers a day from one address: a family, or a class on a walk. */
const MOST_A_DAY = 40
/** Of them, about one subject. */
const MOST_A_SUBJECT = 3
const DAY_MS = 86_400_000

/**
 * Counts an answer of an address of the network, and refuses it when there are too many (`survey.too-fast`). The address is kept
 * by nobody: only a hash of it, under a salt that goes with the day.
 */
export async function countSender(tx: Sender, from: string | undefined, subject: string, now: Date): Promise<void> {
  // Where addresses cannot be told, all would be one.
  if (from === undefined) return
  const [salt, place] = [await saltOf(tx, now), networkOfAddress(from)]
  await count(tx, hash(salt, place), MOST_A_DAY, now)
  await count(tx, hash(salt, `${place} ${subject}`), MOST_A_SUBJECT, now)
}

/** Forgets the salts and the counts of other days. */
export async function forgetSenders(tx: Sender, now: Date): Promise<void> {
  await tx.query('delete from survey_salt where day <> $1', [dayOf(now)])
  await tx.query('delete from survey_sender where day <> $1', [dayOf(now)])
}

async function saltOf(tx: Sender, now: Date): Promise<Buffer> {
  const day = dayOf(now)
  await tx.query('insert into survey_salt (day, salt) values ($1, $2) on conflict do nothing', [day, randomBytes(32)])
  const [row] = await tx.query<{ salt: Buffer }>('select salt from survey_salt where day = $1', [day])
  return row!.salt
}

const hash = (salt: Buffer, text: string) => createHmac('sha256', salt).update(text).digest()

async function count(tx: Sender, who: Buffer, most: number, now: Date): Promise<void> {
  const [row] = await tx.query<{ count: number }>(
    `insert into survey_sender (who, day, count) values ($1, $2, 1)
     on conflict (who) do update set count = survey_sender.count + 1 returning count`,
    [who, dayOf(now)],
  )
  if (row!.count > most) throw tooFast(Math.ceil((DAY_MS - (now.getTime() % DAY_MS)) / 1000))
}

/** The network of an address: its first 64 bits in IPv6, which is what one home is given (RFC 6177, 2011). */
export function networkOfAddress(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(zeros).fill('0'), ...last]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
