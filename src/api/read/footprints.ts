import type { Chain, Footprint } from '../../pipeline/index.ts'

/** SQL: the sum of the footprints in a jsonb column, as one object. */
export const sumOf = (column: string) =>
  `json_build_object(${['cpu_s', 'wall_s', 'bytes_read', 'bytes_written', 'bytes_fetched', 'energy_wh', 'co2e_g']
    .map((key) => `'${key}', coalesce(sum((${column}->>'${key}')::float8), 0)`)
    .join(', ')})`

/** All the steps of the territory together. */
export async function totalFootprint({ store, graph }: Pick<Chain, 'store' | 'graph'>): Promise<Footprint> {
  const [row] = await store.query<{ total: Footprint }>(
    `select ${sumOf('footprint')} as total from step where territory = $1 and footprint is not null`,
    [graph.territory.id],
  )
  return row!.total
}
