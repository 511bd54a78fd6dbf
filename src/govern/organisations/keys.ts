import type { Actor } from '../audit/record.ts'
import { type KeySort, keepSeen, makeKey, revokeKey } from '../holder-keys.ts'
import { hashOf } from '../secrets.ts'
import type { Govern } from '../types.ts'

const organisationKeys: KeySort = {
  prefix: 'oro_',
  table: 'organisation_key',
  holder: 'organisation',
  told: { fr: 'Une organisation', en: 'An organisation' },
  columns: 'id, label, created, ends, seen, revoked',
  most: 20,
  made: 'organisation.key-made',
  revoked: 'organisation.key-revoked',
}

/** A key with which programs push descriptions in the name of an organisation; never the key itself. It reads no data. */
export interface OrganisationKey {
  readonly id: number
  readonly label: string
  readonly created: Date
  readonly ends: Date
  readonly seen: Date | null
  readonly revoked: Date | null
}

/** Makes a key of an organisation and gives it: shown once, then only its hash is known. Throws `account.bad-field`, `key.too-many`. */
export const createOrganisationKey = (
  govern: Govern,
  by: Actor,
  organisation: number,
  form: { readonly label: string; readonly days: number },
): Promise<{ readonly key: string; readonly about: OrganisationKey }> =>
  makeKey<OrganisationKey>(govern, organisationKeys, by, organisation, { label: form.label, days: form.days })

/** The keys of an organisation here, those that hold first. */
export const listOrganisationKeys = ({ store, territory }: Govern, organisation: number): Promise<OrganisationKey[]> =>
  store.query<OrganisationKey>(
    `select ${organisationKeys.columns} from organisation_key where organisation = $1 and territory = $2
     order by revoked is not null, id desc limit 200`,
    [organisation, territory.id],
  )

/** Ends a key of an organisation. Throws `key.unknown` when it has none of this number that still holds. */
export const revokeOrganisationKey = (govern: Govern, by: Actor, organisation: number, id: number): Promise<void> =>
  revokeKey(govern, organisationKeys, by, organisation, id)

/** The open organisation a key belongs to, while it holds; undefined for any other text. */
export async function organisationOfKey(
  govern: Govern,
  key: string,
): Promise<{ readonly id: number; readonly slug: string; readonly name: string } | undefined> {
  const { store, clock, territory } = govern
  if (!key.startsWith(organisationKeys.prefix)) return undefined
  const now = clock()
  const [row] = await store.query<{ key: number; id: number; slug: string; name: string; seen: Date | null }>(
    `select k.id as key, k.seen, o.id, o.slug, o.name from organisation_key k join organisation o on o.id = k.organisation
     where k.sha256 = $1 and k.territory = $2 and k.revoked is null and k.ends > $3 and o.state = 'active'`,
    [hashOf(key), territory.id, now],
  )
  if (!row) return undefined
  const { key: id, seen, ...organisation } = row
  await keepSeen(govern, organisationKeys, { id, seen }, now)
  return organisation
}
