import type { Graph } from '../../kernel/index.ts'
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
  readonly bbox: readonly [number, number, number, number] | null
  readonly objects: readonly string[]
  readonly media: string
}

/** An asset as the store knows it. */
export interface Summary {
  readonly state: AssetState | undefined
  readonly current: Current | undefined
  readonly checks: { readonly passed: number; readonly warned: number; readonly blocked: number }
  readonly running: boolean
}

/** Reads the summaries of all the assets of the territory. */
export type Summaries = () => Promise<ReadonlyMap<string, Summary>>

/**
 * Summing 100,000 partitions takes time, and they change only when the state of their asset does: what was summed is kept
 * until then.
 */
export function openSummaries({ store, graph }: Pick<Chain, 'store' | 'graph'>): Summaries {
  const territory = graph.territory.id
  let kept = new Map<string, { key: string; current: Current | undefined; checks: Summary['checks'] }>()
  return async () => {
    const states = await readStates(store, territory)
    const running = await runningAssets({ store, graph })
    const keyed = graph.nodes.map(({ name }) => ({ name, key: keyOf(states.get(name), running.has(name)) }))
    const changed = keyed.filter(({ name, key }) => kept.get(name)?.key !== key || running.has(name))
    if (changed.length > 0) {
      const names = changed.map(({ name }) => name)
      const [current, checks] = await Promise.all([
        readCurrent({ store, graph }, names),
        readChecks({ store, graph }, names),
      ])
      const next = new Map(kept)
      for (const { name, key } of changed)
        next.set(name, { key, current: current.get(name), checks: checks.get(name) ?? noChecks })
      kept = next
    }
    return new Map(
      keyed.map(({ name }) => {
        const { current, checks } = kept.get(name)!
        return [name, { state: states.get(name), current, checks, running: running.has(name) }]
      }),
    )
  }
}

const noChecks = { passed: 0, warned: 0, blocked: 0 }

// The footprint is written after the swap, while the step still runs: what was summed then is summed again at its end.
const keyOf = (state: AssetState | undefined, running: boolean) =>
  state ? JSON.stringify([running, state.version, state.swapped, state.checked, state.fresh, state.failed]) : ''

type Reader = Pick<Chain, 'store'> & { graph: Graph }

async function runningAssets({ store, graph }: Reader): Promise<Set<string>> {
  const rows = await store.query<{ asset: string }>(
    `select distinct asset from step where territory = $1 and state = 'running'`,
    [graph.territory.id],
  )
  return new Set(rows.map((row) => row.asset))
}

const MEASURES = ['cpu_s', 'wall_s', 'bytes_read', 'bytes_written', 'bytes_fetched', 'energy_wh', 'co2e_g']
const ACCOUNTS = ['read', 'published', 'merged', 'quarantined']

const summed = (column: string, keys: readonly string[], type: string) =>
  `json_build_object(${keys.map((key) => `'${key}', coalesce(sum((m.${column}->>'${key}')::${type}), 0)`).join(', ')}) as ${column}`

type CurrentRow = Omit<Current, 'bbox'> & { asset: string; xmin: number | null } & Record<
    'ymin' | 'xmax' | 'ymax',
    number
  >

async function readCurrent({ store, graph }: Reader, names: readonly string[]): Promise<Map<string, Current>> {
  const rows = await store.query<CurrentRow>(
    `select m.asset, count(*)::int as partitions, sum(m.rows)::bigint as rows, sum(m.bytes)::bigint as bytes,
       max(m.made) as made, max(m.run) as run, max(m.media_type) as media,
       (array_agg(m.code order by m.id desc))[1] as code, (array_agg(m.parameters order by m.id desc))[1] as parameters,
       (array_agg(m.object order by m.partition))[1:20] as objects,
       ${summed('account', ACCOUNTS, 'float8')}, ${summed('footprint', MEASURES, 'float8')},
       min(m.bbox[1]) as xmin, min(m.bbox[2]) as ymin, max(m.bbox[3]) as xmax, max(m.bbox[4]) as ymax
     from current_version c join materialization m on m.id = c.materialization
     where c.territory = $1 and c.asset = any ($2) group by m.asset`,
    [graph.territory.id, names],
  )
  return new Map(
    rows.map(({ asset, xmin, ymin, xmax, ymax, ...row }) => [
      asset,
      { ...row, bbox: xmin === null ? null : ([xmin, ymin, xmax, ymax] as const) },
    ]),
  )
}

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
