import type { Graph } from '../../kernel/index.ts'
import type { Govern } from '../types.ts'

/** Brings the organisations and owners that a territory declares into the database. What people made there stays. */
export async function declareOrganisations({ store, clock, territory }: Govern, graph: Graph): Promise<void> {
  const organisations = graph.territory.organisations ?? []
  await store.transaction(async (tx) => {
    for (const { id, name, kind, summary = '', url, email } of organisations)
      await tx.query(
        `insert into organisation (slug, name, kind, summary, url, email, state, declared, created)
         values ($1, $2, $3, $4, $5, $6, 'active', true, $7)
         on conflict (slug) do update set name = excluded.name, kind = excluded.kind, summary = excluded.summary,
           url = excluded.url, email = excluded.email, declared = true,
           state = case when organisation.state = 'closed' then 'closed' else 'active' end`,
        [id, name, kind, summary, url ?? null, email ?? null, clock()],
      )
    await tx.query('delete from dataset_owner where territory = $1 and declared', [territory.id])
    for (const { name, publish } of graph.nodes)
      if (publish?.owner !== undefined)
        await tx.query(
          `insert into dataset_owner (territory, dataset, organisation, declared)
           select $1, $2, id, true from organisation where slug = $3 on conflict do nothing`,
          [territory.id, name, publish.owner],
        )
  })
}
