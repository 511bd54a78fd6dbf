import { type Actor, record } from '../audit/record.ts'
import type { Govern } from '../types.ts'
import { readOrganisation } from './organisation.ts'

/** Keeps the public key of an organisation, as PEM that was checked; none with null. */
export async function setPublicKey(govern: Govern, by: Actor, slug: string, pem: string | null): Promise<void> {
  await govern.store.transaction(async (tx) => {
    const { id } = await readOrganisation(tx, slug)
    await tx.query('update organisation set public_key = $2 where id = $1', [id, pem])
    await record(tx, govern, { verb: 'organisation.public-key', by, organisation: id, facts: { isSet: pem !== null } })
  })
}

/** The public key of an open organisation, as PEM; undefined when it has none. */
export async function publicKeyOfOrganisation({ store }: Govern, slug: string): Promise<string | undefined> {
  const [row] = await store.query<{ public_key: string | null }>(
    `select public_key from organisation where slug = $1 and state = 'active'`,
    [slug],
  )
  return row?.public_key ?? undefined
}

/** The public key of the organisation that answers for a dataset, and its name in addresses; undefined when there is none. */
export async function publicKeyOfDataset(
  { store, territory }: Govern,
  dataset: string,
): Promise<{ readonly slug: string; readonly pem: string } | undefined> {
  const [row] = await store.query<{ slug: string; pem: string }>(
    `select slug, public_key as pem from dataset_owner join organisation on organisation.id = organisation
     where territory = $1 and dataset = $2 and state = 'active' and public_key is not null`,
    [territory.id, dataset],
  )
  return row
}
