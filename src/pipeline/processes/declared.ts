import {
  type Binding,
  type Graph,
  isSql,
  type Node,
  OrchestraError,
  type Process,
  type ProcessRun,
  type Sql,
  type WrittenFile,
} from '../../kernel/index.ts'
import type { Lake, Row } from '../../lake/index.ts'
import { codeVersion } from '../code.ts'
import { inputTables, type Pinned, pinInput } from '../inputs.ts'
import type { Chain } from '../types.ts'
import { pinnedOf } from './pinned.ts'
import { stoppable } from './stoppable.ts'
import type { Offered, Performed, Result } from './types.ts'

/** A value kept with a job is no larger: what is, is a table. */
const MOST_VALUE_CHARS = 1_000_000

/** The processes that a pack declares, but those that read an asset the territory does not have. */
export function declaredProcesses(graph: Graph, { pack, inputs, parameters }: Binding): Offered[] {
  if (!pack.processes) return []
  const refs = Object.entries(pack.inputs).map(([name, wanted]) => [
    name,
    { name: inputs[name]?.name ?? '', rows: 'optional' in wanted ? wanted.optional : wanted },
  ])
  const values = Object.entries(pack.parameters).map(([name, one]) => [name, parameters[name] ?? one.default])
  return pack
    .processes(Object.fromEntries(refs), Object.fromEntries(values))
    .filter((process) => Object.values(process.from).every((ref) => graph.byName.has(ref.name)))
    .map((process) => ({
      id: process.id,
      title: process.title,
      description: process.description,
      keywords: process.keywords ?? [],
      version: codeVersion(process.code ?? pack.code),
      inputs: process.inputs,
      outputs: process.outputs,
      reads: Object.values(process.from).map((ref) => ref.name),
      perform: (chain, asked, run) => perform(chain, process, asked, run),
      ...(process.kept && { keeps: { pack: pack.id, process } }),
    }))
}

/** Runs a declared process on the current version of each asset it reads. */
async function perform(
  chain: Chain,
  process: Process,
  values: Readonly<Record<string, unknown>>,
  run: ProcessRun,
): Promise<Performed> {
  const lake = stoppable(chain.lake, run.signal)
  const pinned: Pinned[] = []
  for (const [alias, ref] of Object.entries(process.from))
    pinned.push(withRows(await pinInput(chain, alias, chain.graph.byName.get(ref.name)!)))
  const given = await process.execute(values, inputTables({ ...chain, lake }, pinned), run)
  const results: Record<string, Result> = {}
  for (const [name, output] of Object.entries(process.outputs)) {
    const value = given[name]
    if (value === undefined) continue
    if ('rows' in output) results[name] = await storeRows(lake, output.rows, value as Rows, pinned, run.signal)
    else if ('file' in output) results[name] = await storeFile(lake, value as WrittenFile)
    else results[name] = { value: small(name, value) }
  }
  return { results, reads: pinned.map(pinnedOf) }
}

type Rows = AsyncIterable<Row[]> | Row[] | Sql

async function storeRows(
  lake: Lake,
  shape: Node['rows'],
  given: Rows,
  pinned: readonly Pinned[],
  signal: AbortSignal,
): Promise<Result> {
  const stored = isSql(given)
    ? await lake.writeSql(shape, given, new Map(pinned.map((p) => [p.asset, p.table])), { signal })
    : await lake.writeRows(shape, Array.isArray(given) ? [given] : given, { signal })
  const { hash: object, mediaType, bytes, rows } = stored
  return { object, mediaType, bytes, rows }
}

async function storeFile(lake: Lake, { path, mediaType }: WrittenFile): Promise<Result> {
  const { hash: object, bytes, rows } = await lake.writeFile(path, mediaType)
  return { object, mediaType, bytes, rows }
}

export function small(name: string, value: unknown): unknown {
  const { length } = JSON.stringify(value)
  if (length <= MOST_VALUE_CHARS) return value
  throw new OrchestraError({
    code: 'process.large-value',
    say: { fr: `La sortie « ${name} » est trop grosse.`, en: `The output '${name}' is too large.` },
    remedy: { fr: 'Restreignez les entrées.', en: 'Narrow the inputs.' },
    place: name,
    facts: { characters: length, most: MOST_VALUE_CHARS },
  })
}

/** An asset that has a version to read. Throws `process.no-data` where it has none. */
export function withRows(pinned: Pinned): Pinned {
  if (pinned.partitions > 0) return pinned
  throw new OrchestraError({
    code: 'process.no-data',
    say: {
      fr: `« ${pinned.asset} », que lit ce traitement, n’a pas encore de version.`,
      en: `'${pinned.asset}', which this process reads, has no version yet.`,
    },
    remedy: {
      fr: 'Revenez après la prochaine exécution de la chaîne.',
      en: 'Come back after the next run of the chain.',
    },
    place: pinned.asset,
  })
}
