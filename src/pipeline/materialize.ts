import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Asset,
  isSql,
  type Making,
  type Node,
  OrchestraError,
  type Partition,
  type Source,
  type SourceFile,
  type WrittenFile,
} from '../kernel/index.ts'
import type { Row, StoredObject } from '../lake/index.ts'
import { inputTables, type Pinned } from './inputs.ts'
import { openQuarantine } from './quarantine.ts'
import { rasterWriter } from './rasters.ts'
import type { Account, Chain } from './types.ts'

/** What a `make` gave, stored in the lake and not yet visible to anybody. */
export interface Made {
  readonly object: StoredObject
  readonly quarantine: string | undefined
  readonly account: Account
}

/** Makes one partition of a node: reads its source or calls its `make`, and stores the result. */
export async function materialize(
  chain: Chain,
  node: Node,
  partition: Partition | undefined,
  pinned: readonly Pinned[],
  file: SourceFile | undefined,
  watch: Pick<Making, 'signal' | 'progress'>,
): Promise<Made> {
  const folder = join(
    chain.home,
    'scratch',
    `${process.pid}-${node.name}-${partition?.key ?? 'all'}`.replaceAll(':', ''),
  )
  await mkdir(folder, { recursive: true })
  const quarantine = await openQuarantine(folder)
  const run: Making = {
    partition,
    now: chain.clock(),
    territory: chain.graph.territory,
    folder,
    reject: quarantine.reject,
    raster: rasterWriter(folder, node),
    ...watch,
  }
  try {
    const object = node.source
      ? await writeSource(chain, node.source, file, run)
      : await writeAsset(chain, node.asset!, node, pinned, run)
    const set = await quarantine.store(chain.lake)
    return { object, quarantine: set?.hash, account: account(node, object, quarantine.count, pinned) }
  } finally {
    await quarantine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeSource(
  { lake }: Chain,
  source: Source,
  file: SourceFile | undefined,
  run: Making,
): Promise<StoredObject> {
  let read = 0
  async function* counted(): AsyncIterable<Row[]> {
    for await (const rows of source.read(file, run)) {
      read += rows.length
      run.progress(read)
      yield rows
    }
  }
  const name = file?.name ?? source.address
  let rejected = 0
  const reject: Making['reject'] = (r) => {
    rejected++
    run.reject(r)
  }
  // What the connector itself sets aside is read too; what the lake refuses was already counted as a row.
  const object = await lake.writeRows(source.rows, counted(), {
    traced: true,
    signal: run.signal,
    reject: (r) => reject({ ...r, place: `${name}:${r.place}` }),
  })
  if (object.rows + rejected !== read)
    throw new OrchestraError({
      code: 'step.rows-lost',
      say: {
        fr: 'Des lignes lues ne sont ni publiées ni mises de côté.',
        en: 'Rows read are neither published nor set aside.',
      },
      facts: { read, stored: object.rows, rejected },
      place: source.name,
    })
  return object
}

async function writeAsset(
  chain: Chain,
  asset: Asset,
  node: Node,
  pinned: readonly Pinned[],
  run: Making,
): Promise<StoredObject> {
  const { lake } = chain
  const output = await asset.make(inputTables(chain, pinned), run)
  const { signal } = run
  if (isSql(output)) return lake.writeSql(node.rows, output, new Map(pinned.map((p) => [p.asset, p.table])), { signal })
  if (isFile(output)) return lake.writeFile(output.path, output.mediaType)
  const batches = Array.isArray(output) ? [output as Row[]] : (output as AsyncIterable<Row[]>)
  return lake.writeRows(node.rows, batches, { signal, reject: run.reject })
}

const isFile = (output: object): output is WrittenFile => 'mediaType' in output

/**
 * Where the rows went. For a source, all it held; for an asset that accounts for an input, that input's rows, those not
 * published or set aside having been merged; for the others, what was read and what came out.
 */
function account(node: Node, object: StoredObject, quarantined: number, pinned: readonly Pinned[]): Account {
  const published = object.rows
  if (node.source) return { read: published + quarantined, published, merged: 0, quarantined }
  const counted = accountedInput(node)
  const read = pinned.reduce((sum, p) => sum + (counted === undefined || p.alias === counted ? p.rows : 0), 0)
  return { read, published, merged: counted ? Math.max(0, read - published - quarantined) : 0, quarantined }
}

/** The input whose every row an asset accounts for, by a check; undefined when it makes no such promise. */
function accountedInput(node: Node): string | undefined {
  for (const { rule } of node.checks) if (rule.rule === 'accounts-for') return rule.input
  return undefined
}
