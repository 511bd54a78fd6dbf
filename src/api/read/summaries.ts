import type { Bbox } from '../../kernel/index.ts'
import { type Account, type AssetState, type Chain, type Footprint, readStates } from '../../pipeline/index.ts'

/** What the current version of an asset is made of, all partitions together. */
export interface Current {
  readonly partitions: number
  readonly rows: number
  readonly bytes: number
  readonly made: Date
  readonly run: number | null
  readonly code: string
  readonly parameters: Readonly<Record<string, number>>
  readonly account: Account
  readonly footprint: Footprint
  /** In the CRS of the geometry. */
  readonly bbox: Bbox | null
  /** That of the features, in degrees; null when a part of the version was made before it was kept. */
  readonly extent: Bbox | null
  readonly objects: readonly string[]
  readonly media: string
}

/** An asset as the store knows it. */
export interface Summary {
  /** Changes whenever anything of what follows may have changed. */
  readonly key: string
  readonly state: AssetState | undefined
  readonly current: Current | undefined
  readonly checks: { readonly passed: number; readonly warned: number; readonly blocked: number }
  readonly running: boolean
}

/** Reads the summaries of all the assets of the territory. */
export type Summaries = () => Promise<ReadonlyMap<string, Summary>>

type Reader = Pick<Chain, 'store' | 'graph'>

/** While an asset is being made its sums change with each partition: they are worked out again no more often than that. */
const RUNNING_MS = 5000

interface Sums {
  readonly key: string
  readonly at: number
  readonly current: Current | undefined
  readonly checks: Summary['checks']
}

/**
 * Summing 100,000 partitions takes time, and they change only when the state of their asset does: what was summed is kept
 * until then. Those who ask at the same time share the answer.
 */
export function openSummaries({ store, graph }: Reader): Summaries {
  let kept = new Map<string, Sums>()
  let pending: ReturnType<Summaries> | undefined

  const read: Summaries = async () => {
    const [states, steps] = await Promise.all([readStates(store, graph.territory.id), lastSteps({ store, graph })])
    const isRunning = (name: string) => steps.get(name)?.state === 'running'
    const keyed = graph.nodes.map(({ name }) => ({ name, key: keyOf(states.get(name), steps.get(name)) }))
    const at = Date.now()
    const changed = keyed.filter(({ name, key }) => {
      const known = kept.get(name)
      if (!known) return true
      return isRunning(name) ? at - known.at > RUNNING_MS : known.key !== key
    })
    if (changed.length > 0) {
      const names = changed.map(({ name }) => name)
      const [current, checks] = await Promise.all([
        readCurrent({ store, graph }, names),
        readChecks({ store, graph }, names),
      ])
      const next = new Map(kept)
      for (const { name, key } of changed)
        next.set(name, { key, at, current: current.get(name), checks: checks.get(name) ?? noChecks })
      kept = next
    }
    return new Map(
      keyed.map(({ name }) => {
        const { key, current, checks } = kept.get(name)!
        return [name, { key, state: states.get(name), current, checks, running: isRunning(name) }]
      }),
    )
  }

  return () => {
    pending ??= read().finally(() => {
      pending = undefined
    })
    return pending
  }
}

const noChecks = { passed: 0, warned: 0, blocked: 0 }

interface LastStep {
  readonly asset: string
  readonly id: number
  readonly state: string
}

// The footprint is written after the swap, and a version refused changes no state: the last step tells them.
const keyOf = (state: AssetState | undefined, step: LastStep | undefined) =>
  JSON.stringify([step?.id, step?.state, state?.version, state?.swapped, state?.checked, state?.fresh, state?.failed])

/** The last step of each asset: the one running, when there is one. */
async function lastSteps({ store, graph }: Reader): Promise<Map<string, LastStep>> {
  const rows = await store.query<LastStep>(
    `select a.asset, s.id, s.state from unnest($2::text[]) a (asset)
     cross join lateral (
       select id, state from step where territory = $1 and asset = a.asset
       order by (state = 'running') desc, id desc limit 1) s`,
    [graph.territory.id, graph.nodes.map((node) => node.name)],
  )
  return new Map(rows.map((row) => [row.asset, row]))
}

const MEASURES = ['cpu_s', 'wall_s', 'bytes_read', 'bytes_written', 'bytes_fetched', 'energy_wh', 'co2e_g']
const ACCOUNTS = ['read', 'published', 'merged', 'quarantined']

const summed = (column: string, keys: readonly string[], type: string) =>
  `json_build_object(${keys.map((key) => `'${key}', coalesce(sum((m.${column}->>'${key}')::${type}), 0)`).join(', ')}) as ${column}`

type CurrentRow = Omit<Current, 'bbox' | 'extent'> & {
  asset: string
  bbox: (number | null)[]
  extent: (number | null)[]
  lacking: number
}

/** The box around the boxes of a column. */
const around = (column: string) =>
  `array[min(m.${column}[1]), min(m.${column}[2]), max(m.${column}[3]), max(m.${column}[4])] as ${column}`

async function readCurrent({ store, graph }: Reader, names: readonly string[]): Promise<Map<string, Current>> {
  const rows = await store.query<CurrentRow>(
    `select m.asset, count(*)::int as partitions, sum(m.rows)::bigint as rows, sum(m.bytes)::bigint as bytes,
       max(m.made) as made, max(m.run) as run, max(m.media_type) as media,
       (array_agg(m.code order by m.id desc))[1] as code, (array_agg(m.parameters order by m.id desc))[1] as parameters,
       (array_agg(m.object order by m.partition))[1:20] as objects,
       ${summed('account', ACCOUNTS, 'float8')}, ${summed('footprint', MEASURES, 'float8')},
       ${around('bbox')}, ${around('extent')}, count(*) filter (where m.bbox is not null and m.extent is null)::int as lacking
     from current_version c join materialization m on m.id = c.materialization
     where c.territory = $1 and c.asset = any ($2) group by m.asset`,
    [graph.territory.id, names],
  )
  return new Map(
    rows.map(({ asset, bbox, extent, lacking, ...row }) => [
      asset,
      { ...row, bbox: boxOf(bbox), extent: lacking > 0 ? null : boxOf(extent) },
    ]),
  )
}

const boxOf = (sides: readonly (number | null)[]) => (sides[0] === null ? null : (sides as unknown as Bbox))

async function readChecks({ store, graph }: Reader, names: readonly string[]): Promise<Map<string, Summary['checks']>> {
  const rows = await store.query<{ asset: string; passed: number; warned: number; blocked: number }>(
    `with result as (
       select c.asset, r.ordinal, bool_and(r.passed) as passed, false as refused
       from current_version c join check_result r on r.materialization = c.materialization
       where c.territory = $1 and c.asset = any ($2) group by c.asset, r.ordinal
       union all
       select s.asset, r.ordinal, r.passed, true
       from asset_state s cross join lateral (
         select id, state from materialization m
         where m.territory = s.territory and m.asset = s.asset and s.failed @> m.partition order by id desc limit 1) m
       join check_result r on r.materialization = m.id
       where s.territory = $1 and s.asset = any ($2) and not isempty(s.failed) and m.state = 'refused'
         and r.severity = 'block' and not r.passed)
     select asset, count(*) filter (where passed)::int as passed,
       count(*) filter (where not passed and not refused)::int as warned,
       count(*) filter (where refused)::int as blocked
     from result group by asset`,
    [graph.territory.id, names],
  )
  return new Map(rows.map(({ asset, ...counts }) => [asset, counts]))
}
