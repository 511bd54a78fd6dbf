import type { Sender } from '../../store/index.ts'
import type { SensingDataset } from '../types.ts'

/** Makes the datasets that the territory declares, or brings them up to date. Those it no longer names stay as they were. */
export async function declareDatasets(tx: Sender, datasets: readonly SensingDataset[]): Promise<void> {
  for (const { id, title, owner, access, licence, retentionDays } of datasets)
    await tx.query(
      `insert into sensing_dataset (id, title, owner, access, licence, retention_days) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set title = excluded.title, owner = excluded.owner, access = excluded.access,
         licence = excluded.licence, retention_days = excluded.retention_days`,
      [id, title, owner ?? null, access, licence ?? null, retentionDays ?? null],
    )
}

export async function readDatasets(tx: Sender): Promise<SensingDataset[]> {
  const rows = await tx.query<{
    id: string
    title: SensingDataset['title']
    owner: string | null
    access: SensingDataset['access']
    licence: string | null
    retention_days: number | null
  }>('select id, title, owner, access, licence, retention_days from sensing_dataset order by id')
  return rows.map(({ id, title, owner, access, licence, retention_days }) => ({
    ...{ id, title, access },
    ...(owner !== null && { owner }),
    ...(licence !== null && { licence }),
    ...(retention_days !== null && { retentionDays: retention_days }),
  }))
}
