import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import {
  type InputTable,
  isSql,
  keyOfIndex,
  type Making,
  type Node,
  partitionRange,
  type Rejected,
  type RowOf,
  resolveGraph,
  type Source,
  type SourceFile,
  selectNodes,
  type Table,
  type Territory,
} from '../../../src/kernel/index.ts'
import { type Lake, openLake, type Row, type TableFiles } from '../../../src/lake/index.ts'

/** What was made of a territory: the rows of any of its assets, and the rows set aside. */
export interface Built {
  readonly names: readonly string[]
  readonly rejected: readonly Rejected[]
  rows<S extends Table>(name: string, shape: S): Promise<RowOf<S>[]>
  count(name: string): number
}

const opened: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of opened) await close()
})

/** Makes the tables of a territory, or those named and what they are made from, on a lake of its own, without store nor checks. */
export async function build(
  territory: Territory,
  fileOf: (source: Source, key: string | undefined) => SourceFile | undefined,
  names: readonly string[] = [],
): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'mobility-'))
  const lake = await openLake({ folder })
  opened.push(async () => {
    await lake.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const rejected: Rejected[] = []
  const made = new Map<string, TableFiles & { rows: number }>()
  const run = (key?: string): Making => ({
    partition: key === undefined ? undefined : { index: 0, key },
    now: new Date('2025-01-01T00:00:00Z'),
    territory,
    signal: new AbortController().signal,
    folder,
    reject: (r) => rejected.push(r),
    progress: () => {},
    raster: () => Promise.reject(new Error('no asset of this pack is a raster')),
  })
  for (const node of selectNodes(resolveGraph(territory), names)) {
    if (node.source) made.set(node.name, await bring(lake, node.source, fileOf, run))
    else made.set(node.name, await make(lake, node, made, run()))
  }
  return {
    names: [...made.keys()],
    rejected,
    count: (name) => made.get(name)!.rows,
    rows: async <S extends Table>(name: string) =>
      (await Array.fromAsync(lake.read(made.get(name)!))).flat() as RowOf<S>[],
  }
}

async function bring(
  lake: Lake,
  source: Source,
  fileOf: (source: Source, key: string | undefined) => SourceFile | undefined,
  run: (key?: string) => Making,
): Promise<TableFiles & { rows: number }> {
  const hashes: string[] = []
  let rows = 0
  for (const key of keysOf(source)) {
    const step = run(key)
    const read = source.read(fileOf(source, key), step) as AsyncIterable<Row[]>
    const object = await lake.writeRows(source.rows, read, { reject: step.reject })
    hashes.push(object.hash)
    rows += object.rows
  }
  return { shape: source.rows, hashes, rows }
}

function keysOf({ partitions }: Source): (string | undefined)[] {
  if (!partitions || partitions.by === 'tile') return [undefined]
  const [from, to] = partitionRange(partitions, new Date('2025-01-01T00:00:00Z'))
  return Array.from({ length: to - from }, (_, i) => keyOfIndex(partitions.by, from + i))
}

async function make(
  lake: Lake,
  node: Node,
  made: ReadonlyMap<string, TableFiles & { rows: number }>,
  run: Making,
): Promise<TableFiles & { rows: number }> {
  const inputs = Object.fromEntries(
    Object.entries(node.inputs).map(([alias, name]) => [alias, inputTable(lake, name, made.get(name)!)]),
  )
  const result = await node.asset!.make(inputs, run)
  const object = isSql(result)
    ? await lake.writeSql(node.rows, result, made)
    : await lake.writeRows(node.rows, Array.isArray(result) ? [result as Row[]] : (result as AsyncIterable<Row[]>))
  return { shape: node.rows, hashes: [object.hash], rows: object.rows }
}

function inputTable(lake: Lake, name: string, files: TableFiles & { rows: number }): InputTable {
  return {
    relation: name,
    name,
    count: files.rows,
    files: [],
    read: (options) => lake.read(files, options) as AsyncIterable<never[]>,
    all: async () => (await Array.fromAsync(lake.read(files))).flat() as never[],
    grid: () => Promise.reject(new Error('no input of this pack is a raster')),
  }
}
