import type { Bilingual } from '../kernel/index.ts'
import { type Actor, record, type Verb } from './audit/record.ts'
import { badField, fault } from './faults.ts'
import { hashOf, newSecret } from './secrets.ts'
import { readText } from './text.ts'
import type { Govern } from './types.ts'

/** Keys of one sort of holder: how they are told from others, where they are kept. Names of SQL come from here alone. */
export interface KeySort {
  readonly prefix: string
  readonly table: 'access_key' | 'organisation_key'
  /** The table of the holders, and the column that names one. */
  readonly holder: 'account' | 'organisation'
  readonly told: Bilingual
  /** What a key is listed with. */
  readonly columns: string
  /** Keys that one holder has at once, at most. */
  readonly most: number
  readonly made: Verb
  readonly revoked: Verb
}

const DAY_MS = 86_400_000
/** A key lasts at most this long: whoever needs it longer makes another (days). */
const LONGEST_DAYS = 366
/** How precisely its last use is kept: not a write a request (ms). */
const SEEN_EVERY_MS = 60_000

interface KeyForm {
  readonly label: string
  readonly days: number
  readonly datasets?: readonly string[] | null
}

/** Makes a key and gives it: shown once, then only its hash is known. Throws `account.bad-field`, `key.too-many`. */
export async function makeKey<About extends { readonly id: number }>(
  govern: Govern,
  { prefix, table, holder, told, columns, most, made }: KeySort,
  by: Actor,
  whose: number,
  form: KeyForm,
): Promise<{ readonly key: string; readonly about: About }> {
  const { store, clock, territory } = govern
  const label = readText('label', form.label, { most: 100 })
  if (!(form.days >= 1 && form.days <= LONGEST_DAYS))
    throw badField('days', 'Cette durée ne convient pas.', 'This duration will not do.', {
      fr: `De 1 à ${LONGEST_DAYS} jours.`,
      en: `From 1 to ${LONGEST_DAYS} days.`,
    })
  const now = clock()
  const ends = new Date(now.getTime() + form.days * DAY_MS)
  const key = newSecret(prefix)
  return store.transaction(async (tx) => {
    // Two made at once count each other.
    await tx.query(`select 1 from ${holder} where id = $1 for update`, [whose])
    const [held] = await tx.query<{ count: number }>(
      `select count(*) as count from ${table} where ${holder} = $1 and territory = $2 and revoked is null and ends > $3`,
      [whose, territory.id, now],
    )
    if (held!.count >= most)
      throw fault(
        'key.too-many',
        { fr: `${told.fr} a ${most} clés au plus.`, en: `${told.en} has at most ${most} keys.` },
        { fr: 'Révoquez-en qui ne servent plus.', en: 'Revoke some that are no longer used.' },
      )
    const given = { [holder]: whose, territory: territory.id, label, sha256: hashOf(key), created: now, ends }
    const row = { ...given, ...(form.datasets && { datasets: form.datasets }) }
    const [about] = await tx.query<About>(
      `insert into ${table} (${Object.keys(row).join(', ')})
       values (${Object.keys(row).map((_, i) => `$${i + 1}`)}) returning ${columns}`,
      Object.values(row),
    )
    const facts = { key: about!.id, label, ...(form.datasets && { datasets: form.datasets }) }
    await record(tx, govern, { verb: made, by, [holder]: whose, facts })
    return { key, about: about! }
  })
}

/** Ends a key. Throws `key.unknown` when the holder has none of this number that still holds. */
export async function revokeKey(
  govern: Govern,
  { table, holder, revoked }: KeySort,
  by: Actor,
  whose: number,
  id: number,
): Promise<void> {
  await govern.store.transaction(async (tx) => {
    const done = await tx.query(
      `update ${table} set revoked = $4
       where id = $1 and ${holder} = $2 and territory = $3 and revoked is null returning id`,
      [id, whose, govern.territory.id, govern.clock()],
    )
    if (done.length === 0)
      throw fault('key.unknown', {
        fr: `Aucune clé valable n’a le numéro ${id}.`,
        en: `No valid key has the number ${id}.`,
      })
    await record(tx, govern, { verb: revoked, by, [holder]: whose, facts: { key: id } })
  })
}

/** Keeps that a key was used now. */
export async function keepSeen(
  { store }: Govern,
  { table }: KeySort,
  { id, seen }: { readonly id: number; readonly seen: Date | null },
  now: Date,
): Promise<void> {
  if (seen && now.getTime() - seen.getTime() <= SEEN_EVERY_MS) return
  await store.query(`update ${table} set seen = $2 where id = $1`, [id, now])
}
