import { oneself } from './audit/record.ts'
import { badField } from './faults.ts'
import { type KeySort, keepSeen, makeKey, revokeKey } from './holder-keys.ts'
import { hashOf } from './secrets.ts'
import type { Govern } from './types.ts'

const accessKeys: KeySort = {
  // By it a key of ours is told from others, by people and by what looks for leaked secrets.
  prefix: 'ork_',
  table: 'access_key',
  holder: 'account',
  told: { fr: 'Un compte', en: 'An account' },
  columns: 'id, label, datasets, created, seen, ends, revoked',
  most: 50,
  made: 'key.made',
  revoked: 'key.revoked',
}
const MOST_DATASETS = 200

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

/** Makes a key of an account and gives it: shown once, then only its hash is known. Throws `account.bad-field`, `key.too-many`. */
export async function createAccessKey(
  govern: Govern,
  account: number,
  form: { readonly label: string; readonly datasets: readonly string[] | null; readonly days: number },
): Promise<{ readonly key: string; readonly about: AccessKey }> {
  if (form.datasets && form.datasets.length > MOST_DATASETS)
    throw badField('datasets', 'Trop de jeux de données.', 'Too many datasets.')
  return makeKey<AccessKey>(govern, accessKeys, oneself(account), account, form)
}

/** The keys of an account here, newest first. */
export const listAccessKeys = ({ store, territory }: Govern, account: number): Promise<AccessKey[]> =>
  store.query<AccessKey>(
    `select ${accessKeys.columns} from access_key where account = $1 and territory = $2
     order by revoked is not null, id desc`,
    [account, territory.id],
  )

/** Ends a key of an account. Throws `key.unknown` when it has none of this number that still holds. */
export const revokeAccessKey = (govern: Govern, account: number, id: number): Promise<void> =>
  revokeKey(govern, accessKeys, oneself(account), account, id)

/** Whose a key is, while it holds; undefined for any other text. */
export async function holderOfKey(
  govern: Govern,
  key: string,
): Promise<{ readonly id: number; readonly account: number; readonly datasets: readonly string[] | null } | undefined> {
  const { store, clock, territory } = govern
  if (!key.startsWith(accessKeys.prefix)) return undefined
  const now = clock()
  const [row] = await store.query<{ id: number; account: number; datasets: string[] | null; seen: Date | null }>(
    `select id, account, datasets, seen from access_key
     where sha256 = $1 and territory = $2 and revoked is null and ends > $3`,
    [hashOf(key), territory.id, now],
  )
  if (!row) return undefined
  await keepSeen(govern, accessKeys, row, now)
  const { seen: _, ...holder } = row
  return holder
}
