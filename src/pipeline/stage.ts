import type { Made } from './materialize.ts'
import type { Task } from './task.ts'
import type { Chain, Footprint, Materialization, PinnedInput } from './types.ts'

/**
 * A version with the fingerprint of the task whose objects are still in the lake: staged before a kill, refused, or
 * published once and being returned to. The same fingerprint gives the same rows, so it need not be made again.
 */
export async function earlierVersion(
  chain: Chain,
  { node, index, fingerprint, step }: Task,
): Promise<Materialization | undefined> {
  const found = await chain.store.query<Materialization>(
    `select * from materialization where (territory, asset, partition, fingerprint) = ($1, $2, $3, $4) order by id desc limit 3`,
    [step.territory, node.name, index, fingerprint],
  )
  return found.find((m) => chain.lake.has(m.object) && (m.quarantine === null || chain.lake.has(m.quarantine)))
}

/** Records what was made. From here on it need not be made again, and nobody sees it yet. */
export async function stage(chain: Chain, task: Task, { object, quarantine, account }: Made): Promise<Materialization> {
  const { step, node, pinned } = task
  const inputs: PinnedInput[] = pinned.map(({ alias, asset, version, content, partitions }) => ({
    alias,
    asset,
    version,
    content,
    partitions,
  }))
  const [row] = await chain.store.query<Materialization>(
    `insert into materialization (territory, asset, partition, state, object, media_type, bytes, rows, bbox, quarantine,
       fingerprint, code, parameters, inputs, account, run, step)
     values ($1, $2, $3, 'staged', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning *`,
    [
      ...[
        step.territory,
        node.name,
        task.index,
        object.hash,
        object.mediaType,
        object.bytes,
        object.rows,
        object.bbox ?? null,
      ],
      ...[quarantine ?? null, task.fingerprint, task.code, JSON.stringify(node.parameters), JSON.stringify(inputs)],
      ...[JSON.stringify(account), step.run, step.id],
    ],
  )
  return row!
}

export async function recordFootprint(chain: Chain, materialization: number, footprint: Footprint): Promise<void> {
  await chain.store.query('update materialization set footprint = $2 where id = $1', [
    materialization,
    JSON.stringify(footprint),
  ])
}
