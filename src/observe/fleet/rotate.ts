import type { Store } from '../../store/index.ts'
import { seal, unseal } from './seal.ts'

/**
 * Encrypts the keys of all devices again, for a new secret. All or none: throws `fleet.wrong-secret` when one does not open with
 * the old secret. Gives how many there were.
 */
export async function rotateKeys(store: Store, from: string, to: string): Promise<number> {
  return store.transaction(async (tx) => {
    const rows = await tx.query<{ eui: string; app_key: Buffer }>(
      'select eui, app_key from device where app_key is not null order by eui for update',
    )
    const renewed = rows.map(({ eui, app_key }) => seal(unseal(app_key, eui, from), eui, to))
    await tx.query(
      `update device d set app_key = n.app_key from unnest($1::text[], $2::bytea[]) as n (eui, app_key) where n.eui = d.eui`,
      [rows.map(({ eui }) => eui), renewed],
    )
    return rows.length
  })
}
