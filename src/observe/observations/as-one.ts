import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Range } from '../types.ts'
import { plainArray, textArray } from './arrays.ts'
import { inRange, readCold } from './cold.ts'
import { coldMonthsOf, reading, type Sources } from './reading.ts'
import { columns, type Kept, keptOf } from './rows.ts'

// Old rows brought beside the recent ones for one query: about a hundred megabytes of a temporary table.
const mostOld = 500_000

/**
 * Runs the same SQL over recent and old observations: those of the old months that the range meets are brought into a temporary
 * table. `from` stands after FROM. Throws `observe.too-much-history`.
 */
export function asOne<T>(
  { store, lake }: Sources,
  range: Partial<Range>,
  work: (tx: Sender, from: string) => Promise<T>,
): Promise<T> {
  return reading(store, async (tx) => {
    const months = await coldMonthsOf(tx, range)
    if (months.length === 0) return work(tx, 'observation')
    await tx.query('create temporary table observation_old (like observation) on commit drop')
    const datastreams =
      range.datastreams ?? (await tx.query<{ id: number }>('select id from datastream')).map(({ id }) => id)
    let brought = 0
    for (const month of months)
      for await (const batch of readCold(lake, [month], inRange({ ...range, datastreams }, month.erased))) {
        brought += batch.length
        if (brought > mostOld) throw tooMuch()
        await bring(tx, batch.map(keptOf))
      }
    await tx.query('analyze observation_old')
    const list = columns.join(', ')
    return work(tx, `(select ${list} from observation union all select ${list} from observation_old)`)
  })
}

async function bring(tx: Sender, rows: readonly Kept[]): Promise<void> {
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))
  const instants = (value: (row: Kept) => Date | null) => plainArray(rows, (row) => value(row)?.toISOString() ?? null)
  await tx.query(
    `insert into observation_old (${columns.join(', ')}) select * from unnest($1::bigint[], $2::bigint[], $3::timestamptz[],
       $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::float8[], $9::jsonb[], $10::jsonb[],
       $11::jsonb[], $12::bigint[], $13::uuid[], $14::bigint[])`,
    [
      plainArray(rows, (row) => row.id),
      plainArray(rows, (row) => row.datastream),
      instants((row) => row.phenomenon_start),
      instants((row) => row.phenomenon_end),
      instants((row) => row.result_time),
      instants((row) => row.valid_start),
      instants((row) => row.valid_end),
      plainArray(rows, (row) => row.number),
      textArray(rows, (row) => json(row.result)),
      textArray(rows, (row) => json(row.quality)),
      textArray(rows, (row) => json(row.parameters)),
      plainArray(rows, (row) => row.foi),
      plainArray(rows, (row) => row.source),
      plainArray(rows, (row) => row.frame),
    ],
  )
}

const tooMuch = () =>
  new OrchestraError({
    code: 'observe.too-much-history',
    say: {
      fr: `Cette question porte sur plus de ${mostOld} observations anciennes.`,
      en: `This query is about more than ${mostOld} old observations.`,
    },
    remedy: {
      fr: 'Resserrez la période ou nommez des Datastreams, ou demandez des agrégats.',
      en: 'Narrow the period or name Datastreams, or ask for aggregates.',
    },
    facts: { most: mostOld },
  })
