import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bbox } from '../kernel/index.ts'
import type { StoredObject } from '../lake/index.ts'
import { type Judgement, judge, refusal } from './checks/index.ts'
import { extentInDegrees } from './extent.ts'
import { openQuarantine, type Quarantine, Quarantined } from './quarantine.ts'
import type { Task } from './task.ts'
import type { Chain, Materialization } from './types.ts'

/**
 * Runs the checks of a staged version, keeps their results and sets bad rows aside: all in one transaction, so that a version
 * is either to be checked or checked. Throws the refusal when a check blocks.
 */
export async function verify(
  chain: Chain,
  task: Task,
  staged: Materialization,
  origin: string,
): Promise<Materialization> {
  if (staged.state === 'checked' || staged.state === 'published') return staged
  const folder = join(chain.home, 'scratch', `${process.pid}-check-${staged.id}`)
  await mkdir(folder, { recursive: true })
  const quarantine = await openQuarantine(folder)
  try {
    await keepEarlier(chain, staged, quarantine)
    const object: StoredObject = {
      hash: staged.object,
      mediaType: staged.media_type,
      bytes: staged.bytes,
      rows: staged.rows,
    }
    const context = {
      shape: task.node.rows,
      territory: chain.graph.territory,
      now: chain.clock(),
      lastRows: await lastRows(chain, task),
      inputRows: new Map(task.pinned.map((p) => [p.alias, p.rows])),
      quarantined: staged.account.quarantined,
    }
    const others = new Map(task.pinned.map((p) => [p.asset, p.table]))
    const judgement = await judge(chain.lake, task.node, object, others, context, origin, quarantine.reject)
    const set = await quarantine.store(chain.lake)
    const bbox = judgement.object.bbox ?? (staged.bbox as Bbox | null)
    const extent = bbox && (await extentInDegrees(chain.lake, task.node.rows, judgement.object.hash, bbox))
    const verified = await record(chain, { ...staged, extent }, judgement, set?.hash, quarantine.count)
    if (judgement.blocked) throw refusal(task.node, task.key, judgement.results)
    return verified
  } finally {
    await quarantine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows that were set aside when the version was made stay so. */
async function keepEarlier({ lake }: Chain, staged: Materialization, quarantine: Quarantine): Promise<void> {
  if (!staged.quarantine) return
  for await (const rows of lake.read({ shape: Quarantined, hashes: [staged.quarantine] }))
    for (const { place, reason_fr, reason_en, raw } of rows)
      quarantine.reject({ place: String(place), reason: { fr: String(reason_fr), en: String(reason_en) }, raw })
}

async function lastRows({ store }: Chain, { step, node, index }: Task): Promise<number | undefined> {
  const [last] = await store.query<{ rows: number }>(
    `select m.rows from current_version c join materialization m on m.id = c.materialization
     where (c.territory, c.asset, c.partition) = ($1, $2, $3)`,
    [step.territory, node.name, index],
  )
  return last?.rows
}

async function record(
  chain: Chain,
  staged: Materialization,
  { results, object, blocked }: Judgement,
  quarantine: string | undefined,
  quarantined: number,
): Promise<Materialization> {
  // A refused version keeps all its rows: they are judged again when the rule or the clock has changed.
  const kept = blocked
    ? staged
    : { ...staged, object: object.hash, bytes: object.bytes, rows: object.rows, bbox: object.bbox ?? staged.bbox }
  const account = blocked ? staged.account : { ...staged.account, published: object.rows, quarantined }
  return chain.store.transaction(async (tx) => {
    await tx.query('delete from check_result where materialization = $1', [staged.id])
    for (const [i, r] of results.entries()) {
      await tx.query('insert into check_result values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        ...[
          staged.id,
          i,
          r.rule,
          r.columns,
          r.severity,
          r.passed,
          r.bad,
          JSON.stringify(r.sample),
          JSON.stringify(r.message),
        ],
      ])
    }
    const [row] = await tx.query<Materialization>(
      `update materialization set state = $2, object = $3, bytes = $4, rows = $5, bbox = $6, quarantine = $7, account = $8,
         extent = $9 where id = $1 returning *`,
      [
        ...[staged.id, blocked ? 'refused' : 'checked', kept.object, kept.bytes, kept.rows, kept.bbox],
        ...[blocked ? staged.quarantine : (quarantine ?? null), JSON.stringify(account), staged.extent],
      ],
    )
    return row!
  })
}
