import { oneself, record } from './audit/record.ts'
import { badField, fault } from './faults.ts'
import { hashOf, newSecret } from './secrets.ts'
import { readText } from './text.ts'
import type { Govern } from './types.ts'

/** How a key of ours is told from others, by people and by what looks for leaked secrets. */
export const KEY_PREFIX = 'ork_'
const DAY_MS = 86_400_000
/** A key lasts at most this long: whoever needs it longer makes another (days). */
export const LONGEST_KEY_DAYS = 366
const MOST_KEYS = 50
const MOST_DATASETS = 200
/** How precisely its last use is kept: not a write a request (ms). */
const SEEN_EVERY_MS = 60_000

/** A key as it is listed: never the key itself. */
export interface AccessKey {
  readonly id: number
  readonly label: string
  readonly datasets: readonly string[] | null
  readonly created: Date
  readonly seen: Date | null
  readonly ends: Date
  readonly revoked: Date | null
}

const columns = 'id, label, datasets, created, seen, ends, revoked'

/** Makes a key of an account and gives it: shown once, then only its hash is known. Throws `account.bad-field`, `key.too-many`. */
export async function createAccessKey(
  govern: Govern,
  account: number,
  form: { readonly label: string; readonly datasets: readonly string[] | null; readonly days: number },
): Promise<{ readonly key: string; readonly about: AccessKey }> {
  const { store, clock, territory } = govern
  const label = readText('label', form.label, { most: 100 })
  if (!(form.days >= 1 && form.days <= LONGEST_KEY_DAYS))
    throw badField('days', 'Cette durée ne convient pas.', 'This duration will not do.', {
      fr: `De 1 à ${LONGEST_KEY_DAYS} jours.`,
      en: `From 1 to ${LONGEST_KEY_DAYS} days.`,
    })
  if (form.datasets && form.datasets.length > MOST_DATASETS)
    throw badField('datasets', 'Trop de jeux de données.', 'Too many datasets.')
  const now = clock()
  const [held] = await store.query<{ count: number }>(
    'select count(*) as count from access_key where account = $1 and revoked is null and ends > $2',
    [account, now],
  )
  if (held!.count >= MOST_KEYS)
    throw fault(
      'key.too-many',
      { fr: `Un compte a ${MOST_KEYS} clés au plus.`, en: `An account has at most ${MOST_KEYS} keys.` },
      { fr: 'Révoquez-en qui ne servent plus.', en: 'Revoke some that are no longer used.' },
    )
  const key = newSecret(KEY_PREFIX)
  return store.transaction(async (tx) => {
    const [about] = await tx.query<AccessKey>(
      `insert into access_key (account, territory, label, sha256, datasets, created, ends)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
      [account, territory.id, label, hashOf(key), form.datasets, now, new Date(now.getTime() + form.days * DAY_MS)],
    )
    const facts = { key: about!.id, label, ...(form.datasets && { datasets: form.datasets }) }
    await record(tx, govern, { verb: 'key.made', by: oneself(account), account, facts })
    return { key, about: about! }
  })
}

/** The keys of an account here, newest first. */
export const listAccessKeys = ({ store, territory }: Govern, account: number): Promise<AccessKey[]> =>
  store.query<AccessKey>(
    `select ${columns} from access_key where account = $1 and territory = $2 order by revoked is not null, id desc`,
    [account, territory.id],
  )

/** Ends a key of an account. Throws `key.unknown` when it has none of this number that still holds. */
export async function revokeAccessKey(govern: Govern, account: number, id: number): Promise<void> {
  await govern.store.transaction(async (tx) => {
    const done = await tx.query(
      'update access_key set revoked = $3 where id = $1 and account = $2 and revoked is null returning id',
      [id, account, govern.clock()],
    )
    if (done.length === 0)
      throw fault('key.unknown', {
        fr: `Aucune clé valable n’a le numéro ${id}.`,
        en: `No valid key has the number ${id}.`,
      })
    await record(tx, govern, { verb: 'key.revoked', by: oneself(account), account, facts: { key: id } })
  })
}

/** Whose a key is, while it holds; undefined for any other text. */
export async function holderOfKey(
  { store, clock, territory }: Govern,
  key: string,
): Promise<{ readonly id: number; readonly account: number; readonly datasets: readonly string[] | null } | undefined> {
  if (!key.startsWith(KEY_PREFIX)) return undefined
  const now = clock()
  const [row] = await store.query<{ id: number; account: number; datasets: string[] | null; seen: Date | null }>(
    `select id, account, datasets, seen from access_key
     where sha256 = $1 and territory = $2 and revoked is null and ends > $3`,
    [hashOf(key), territory.id, now],
  )
  if (!row) return undefined
  const { seen, ...holder } = row
  if (!seen || now.getTime() - seen.getTime() > SEEN_EVERY_MS)
    await store.query('update access_key set seen = $2 where id = $1', [row.id, now])
  return holder
}
