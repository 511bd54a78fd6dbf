import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../kernel/index.ts'
import type { StoredObject } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import { type Month, makePartition, partitionOf } from './months.ts'
import type { Sources } from './reading.ts'

/** A month written to the lake, about to take its place. */
interface Compacted {
  readonly month: Month
  readonly generation: number
  /** Undefined when no row was left. */
  readonly object: StoredObject | undefined
  readonly tally: { readonly firstId: number; readonly lastId: number }
  readonly now: Date
}

// The swap needs the table for itself, for an instant. While it waits for reads under way, writers wait behind it: it gives up
// quickly and tries again (milliseconds).
const patience = 200
const pause = 100
const attempts = 300

/** Puts the file of a month in place of its partition, in one transaction. Rows that came meanwhile stay in a new partition. */
export async function swap({ store }: Sources, done: Compacted): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction((tx) => exchange(tx, done))
    } catch (error) {
      if (!isBusy(error)) throw error
      if (attempt === attempts) throw busy(done.month, error)
      await sleep(pause)
    }
  }
}

/** Lock not available, within our patience. */
const isBusy = (error: unknown) => (error as { code?: string } | null)?.code === '55P03'

const busy = (month: Month, cause: unknown) =>
  new OrchestraError({
    code: 'observe.busy',
    say: {
      fr: `Le mois ${month} n’a pu être mis en place : les observations sont lues sans relâche.`,
      en: `Month ${month} could not be put in place: observations are being read without a pause.`,
    },
    remedy: {
      fr: 'Rien n’est perdu : la prochaine compaction reprendra ce mois.',
      en: 'Nothing is lost: the next compaction will take this month again.',
    },
    facts: { month },
    retry: 'transient',
    cause,
  })

async function exchange(tx: Sender, { month, generation, object, tally, now }: Compacted): Promise<void> {
  await tx.query(`set local lock_timeout = ${patience}`)
  const [period] = await tx.query<{ files: string[] }>(
    'select files from observation_period where month = $1 for update',
    [month],
  )
  await tx.query('lock table only observation in access exclusive mode')
  const late = await exchangePartition(tx, month)
  await tx.query('delete from observation_late where month = $1', [month])
  await tx.query('delete from observation_erased where month = $1 and generation < $2', [month, generation])
  await tx.query(
    `insert into observation_retired (object, retired) select object, $2 from unnest($1::text[]) as t (object)
     on conflict (object) do update set retired = excluded.retired`,
    [period!.files.filter((file) => file !== object?.hash), now],
  )
  if (!object && late === 0) await tx.query('delete from observation_period where month = $1', [month])
  else
    await tx.query(
      `update observation_period set state = $2, files = $3, rows = $4, bytes = $5, first_id = $6, last_id = $7,
         compacted = $8 where month = $1`,
      [
        month,
        object ? 'cold' : 'hot',
        object ? [object.hash] : [],
        object?.rows ?? 0,
        object?.bytes ?? 0,
        object ? tally.firstId : null,
        object ? tally.lastId : null,
        now,
      ],
    )
}

/** Drops the partition of a month but for the rows noted as late, which get a new one. Gives how many they are. */
async function exchangePartition(tx: Sender, month: Month): Promise<number> {
  const name = partitionOf(month)
  const [{ exists } = { exists: false }] = await tx.query<{ exists: boolean }>(
    'select to_regclass($1) is not null as exists',
    [name],
  )
  if (!exists) return 0
  await tx.query(`alter table observation detach partition ${name}`)
  await tx.query(`alter table ${name} rename to ${name}_done`)
  const [late] = await tx.query<{ n: number }>(
    `select count(*) as n from ${name}_done where id in (select id from observation_late where month = $1)`,
    [month],
  )
  if (late!.n > 0) {
    await makePartition(tx, month)
    await tx.query(
      `insert into observation select * from ${name}_done where id in (select id from observation_late where month = $1)`,
      [month],
    )
  }
  await tx.query(`drop table ${name}_done`)
  return late!.n
}
