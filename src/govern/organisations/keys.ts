import { type Actor, record } from '../audit/record.ts'
import { badField, fault } from '../faults.ts'
import { LONGEST_KEY_DAYS } from '../keys.ts'
import { hashOf, newSecret } from '../secrets.ts'
import { readText } from '../text.ts'
import type { Govern } from '../types.ts'

/** How a key of an organisation is told from others. */
export const ORGANISATION_KEY_PREFIX = 'oro_'
const DAY_MS = 86_400_000
const MOST_KEYS = 20
/** How precisely its last use is kept (ms). */
const SEEN_EVERY_MS = 60_000

/** A key with which programs push descriptions in the name of an organisation; never the key itself. It reads no data. */
export interface OrganisationKey {
  readonly id: number
  readonly label: string
  readonly created: Date
  readonly ends: Date
  readonly seen: Date | null
  readonly revoked: Date | null
}

const columns = 'id, label, created, ends, seen, revoked'

/** Makes a key of an organisation and gives it: shown once, then only its hash is known. Throws `account.bad-field`, `key.too-many`. */
export async function createOrganisationKey(
  govern: Govern,
  by: Actor,
  organisation: number,
  form: { readonly label: string; readonly days: number },
): Promise<{ readonly key: string; readonly about: OrganisationKey }> {
  const { store, clock, territory } = govern
  const label = readText('label', form.label, { most: 100 })
  if (!(form.days >= 1 && form.days <= LONGEST_KEY_DAYS))
    throw badField('days', 'Cette durée ne convient pas.', 'This duration will not do.', {
      fr: `De 1 à ${LONGEST_KEY_DAYS} jours.`,
      en: `From 1 to ${LONGEST_KEY_DAYS} days.`,
    })
  const now = clock()
  const key = newSecret(ORGANISATION_KEY_PREFIX)
  return store.transaction(async (tx) => {
    // Two made at once count each other.
    await tx.query('select 1 from organisation where id = $1 for update', [organisation])
    const [held] = await tx.query<{ count: number }>(
      `select count(*) as count from organisation_key
       where organisation = $1 and territory = $2 and revoked is null and ends > $3`,
      [organisation, territory.id, now],
    )
    if (held!.count >= MOST_KEYS)
      throw fault(
        'key.too-many',
        { fr: `Une organisation a ${MOST_KEYS} clés au plus.`, en: `An organisation has at most ${MOST_KEYS} keys.` },
        { fr: 'Révoquez-en qui ne servent plus.', en: 'Revoke some that are no longer used.' },
      )
    const [about] = await tx.query<OrganisationKey>(
      `insert into organisation_key (organisation, territory, label, sha256, created, ends)
       values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
      [organisation, territory.id, label, hashOf(key), now, new Date(now.getTime() + form.days * DAY_MS)],
    )
    await record(tx, govern, { verb: 'organisation.key-made', by, organisation, facts: { key: about!.id, label } })
    return { key, about: about! }
  })
}

/** The keys of an organisation here, those that hold first. */
export const listOrganisationKeys = ({ store, territory }: Govern, organisation: number): Promise<OrganisationKey[]> =>
  store.query<OrganisationKey>(
    `select ${columns} from organisation_key where organisation = $1 and territory = $2
     order by revoked is not null, id desc limit 200`,
    [organisation, territory.id],
  )

/** Ends a key of an organisation. Throws `key.unknown` when it has none of this number that still holds. */
export async function revokeOrganisationKey(
  govern: Govern,
  by: Actor,
  organisation: number,
  id: number,
): Promise<void> {
  await govern.store.transaction(async (tx) => {
    const done = await tx.query(
      `update organisation_key set revoked = $4
       where id = $1 and organisation = $2 and territory = $3 and revoked is null returning id`,
      [id, organisation, govern.territory.id, govern.clock()],
    )
    if (done.length === 0)
      throw fault('key.unknown', {
        fr: `Aucune clé valable n’a le numéro ${id}.`,
        en: `No valid key has the number ${id}.`,
      })
    await record(tx, govern, { verb: 'organisation.key-revoked', by, organisation, facts: { key: id } })
  })
}

/** The open organisation a key belongs to, while it holds; undefined for any other text. */
export async function organisationOfKey(
  { store, clock, territory }: Govern,
  key: string,
): Promise<{ readonly id: number; readonly slug: string; readonly name: string } | undefined> {
  if (!key.startsWith(ORGANISATION_KEY_PREFIX)) return undefined
  const now = clock()
  const [row] = await store.query<{ key: number; id: number; slug: string; name: string; seen: Date | null }>(
    `select k.id as key, k.seen, o.id, o.slug, o.name from organisation_key k join organisation o on o.id = k.organisation
     where k.sha256 = $1 and k.territory = $2 and k.revoked is null and k.ends > $3 and o.state = 'active'`,
    [hashOf(key), territory.id, now],
  )
  if (!row) return undefined
  const { key: id, seen, ...organisation } = row
  if (!seen || now.getTime() - seen.getTime() > SEEN_EVERY_MS)
    await store.query('update organisation_key set seen = $2 where id = $1', [id, now])
  return organisation
}
