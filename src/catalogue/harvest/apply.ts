import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Sender } from '../../store/index.ts'
import type { ChangeVerb } from '../records/history.ts'
import { differences, type FieldChange, type KeptRecord } from '../records/write.ts'
import type { Collected } from './collect.ts'

/** What became of the records of a run. */
export interface Counts {
  created: number
  changed: number
  unchanged: number
  archived: number
  refused: number
  repaired: number
}
type Outcome = 'created' | 'changed' | 'restored' | 'archived' | 'refused'

interface Place {
  readonly territory: string
  readonly source: string
  readonly run: number
  readonly at: Date
}

interface Known {
  readonly external: string
  readonly state: 'active' | 'archived' | 'refused'
  readonly hash: string
  readonly record: KeptRecord | null
}

interface Written {
  readonly collected: Collected
  readonly state: Known['state']
  readonly record: KeptRecord | null
}

interface Told {
  readonly external: string
  readonly dataset: string
  readonly title: string
  readonly outcome: Outcome
  readonly errors: Collected['errors']
  readonly repairs: Collected['repairs']
}

interface Changed {
  readonly dataset: string
  readonly verb: ChangeVerb
  readonly fields: readonly FieldChange[]
}

/** Records written at once. */
const BATCH = 500

/** Brings the catalogue to what was collected, and archives what is missing when `archives`. In the transaction of the caller. */
export async function apply(tx: Sender, place: Place, file: string, archives: boolean): Promise<Counts> {
  const counts: Counts = { created: 0, changed: 0, unchanged: 0, archived: 0, refused: 0, repaired: 0 }
  let batch: Collected[] = []
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue
    batch.push(JSON.parse(line) as Collected)
    if (batch.length < BATCH) continue
    await applyBatch(tx, place, batch, counts)
    batch = []
  }
  await applyBatch(tx, place, batch, counts)
  if (archives) counts.archived = await archiveMissing(tx, place)
  return counts
}

async function applyBatch(tx: Sender, place: Place, batch: readonly Collected[], counts: Counts): Promise<void> {
  if (batch.length === 0) return
  const rows = await tx.query<Known>(
    `select external, state, hash, record from catalogue_record where territory = $1 and source = $2 and external = any($3)`,
    [place.territory, place.source, batch.map(({ external }) => external)],
  )
  const known = new Map(rows.map((row) => [row.external, row]))
  const written: Written[] = []
  const told: Told[] = []
  const changed: Changed[] = []
  for (const one of batch) {
    const before = known.get(one.external)
    // One that is refused keeps its last good version: better old than nothing, and it is told.
    const state = one.record ? 'active' : (before?.state ?? 'refused')
    const record = one.record ?? before?.record ?? null
    written.push({ collected: one, state, record })
    if (!one.record) counts.refused++
    else if (one.repairs.length > 0) counts.repaired++
    const outcome = outcomeOf(one, before)
    if (outcome === undefined) {
      if (one.record) counts.unchanged++
      continue
    }
    const { external, dataset, title, errors, repairs } = one
    told.push({ external, dataset, title, outcome, errors, repairs })
    if (outcome === 'refused') continue
    if (outcome === 'created') counts.created++
    else counts.changed++
    const fields = outcome === 'created' ? [] : differences({ ...before!.record }, { ...one.record })
    if (fields.length > 0 || outcome !== 'changed') changed.push({ dataset, verb: outcome as ChangeVerb, fields })
  }
  await write(tx, place, written)
  await tell(tx, place, told)
  await keep(tx, place, changed)
}

function outcomeOf(one: Collected, before: Known | undefined): Outcome | undefined {
  if (!one.record) return before?.hash === one.hash ? undefined : 'refused'
  if (!before?.record) return 'created'
  if (before.state === 'archived') return 'restored'
  return before.hash === one.hash ? undefined : 'changed'
}

const write = (tx: Sender, { territory, source, run, at }: Place, written: readonly Written[]) =>
  tx.query(
    `insert into catalogue_record (territory, source, run, first_seen, last_seen, id, external, state, record, raw, hash, errors, repairs)
     select $1, $2, $3, $4, $4, r.* from jsonb_to_recordset($5::jsonb) as r(id text, external text, state text, record jsonb,
       raw text, hash text, errors jsonb, repairs jsonb)
     on conflict (territory, source, external) do update set state = excluded.state, record = excluded.record,
       raw = excluded.raw, hash = excluded.hash, last_seen = excluded.last_seen, run = excluded.run,
       errors = excluded.errors, repairs = excluded.repairs`,
    [
      territory,
      source,
      run,
      at,
      JSON.stringify(
        written.map(({ collected: { dataset, external, raw, hash, errors, repairs }, state, record }) => ({
          ...{ id: dataset, external, state, record, raw, hash, errors, repairs },
        })),
      ),
    ],
  )

const tell = (tx: Sender, { run }: Place, told: readonly Told[]) =>
  told.length > 0 &&
  tx.query(
    `insert into harvest_report (run, external, dataset, title, outcome, errors, repairs)
     select $1, r.* from jsonb_to_recordset($2::jsonb)
       as r(external text, dataset text, title text, outcome text, errors jsonb, repairs jsonb)`,
    [run, JSON.stringify(told)],
  )

const keep = (tx: Sender, { territory, run, at }: Place, changed: readonly Changed[]) =>
  changed.length > 0 &&
  tx.query(
    `insert into catalogue_change (territory, at, kind, run, dataset, verb, fields)
     select $1, $2, 'service', $3, r.* from jsonb_to_recordset($4::jsonb) as r(dataset text, verb text, fields jsonb)`,
    [territory, at, run, JSON.stringify(changed)],
  )

/** What this run did not see has gone from its source: it is archived, not removed. */
async function archiveMissing(tx: Sender, place: Place): Promise<number> {
  const { territory, source, run } = place
  const gone = await tx.query<{ id: string; external: string; title: string }>(
    `update catalogue_record set state = 'archived' where territory = $1 and source = $2 and state = 'active' and run <> $3
     returning id, external, coalesce(record->'title'->>'fr', external) as title`,
    [territory, source, run],
  )
  // One that never could be used and has gone is forgotten.
  await tx.query(
    `delete from catalogue_record where territory = $1 and source = $2 and state = 'refused' and run <> $3`,
    [territory, source, run],
  )
  for (let from = 0; from < gone.length; from += BATCH) {
    const some = gone.slice(from, from + BATCH)
    await tell(
      tx,
      place,
      some.map(({ id, external, title }) => ({
        ...{ external, dataset: id, title, outcome: 'archived' as const, errors: [], repairs: [] },
      })),
    )
    await keep(
      tx,
      place,
      some.map(({ id }) => ({ dataset: id, verb: 'archived' as const, fields: [] })),
    )
  }
  return gone.length
}
