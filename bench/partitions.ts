import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  asset,
  bind,
  definePack,
  defineTerritory,
  integer,
  resolveGraph,
  type Source,
  table,
} from '../src/kernel/index.ts'
import { openLake } from '../src/lake/index.ts'
import { type Chain, openQueue, readSteps, startRun } from '../src/pipeline/index.ts'
import { openStore } from '../src/store/index.ts'
import { count, type Line } from './measure.ts'

const both = (s: string) => ({ fr: s, en: s })
const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const HOURS = 100_000
const hours = { by: 'hour', from: '2010-01-01T00', to: '2021-05-29T15' } as const

const source: Source<typeof Row> = {
  name: 'hourly',
  title: both('Hourly'),
  rows: Row,
  partitions: hours,
  producer: 'bench',
  licence: 'CC0-1.0',
  dated: '2010/2021',
  address: 'synthetic:hourly',
  connector: 'synthetic',
  code: import.meta.url,
  options: {},
  async *read() {
    yield [{ id: 1, _row: 1 }]
  },
}
const pack = definePack({
  id: 'hours',
  title: both('Hours'),
  description: both('Hours'),
  code: import.meta.url,
  inputs: { hourly: Row },
  parameters: {},
  assets: ({ hourly }) => [
    asset({
      name: 'derived',
      title: both('Derived'),
      from: { hourly },
      rows: Row,
      partitions: hours,
      make: ({ hourly }) => hourly.all(),
    }),
  ],
})
const territory = defineTerritory({
  id: 'bench',
  title: both('Bench'),
  description: both('Bench'),
  bounds: [-2, 48, -1, 49],
  crs: 'EPSG:2154',
  timezone: 'UTC',
  organisation: { name: 'Bench' },
  sources: [source],
  use: [bind(pack, { inputs: { hourly: source } })],
})

/** Planning of two assets of 100,000 partitions: all of them to make, then one in each. */
export async function benchPartitions(): Promise<Line[]> {
  const home = await mkdtemp(join(tmpdir(), 'orchestra-bench-'))
  const store = await openStore({ home })
  const lake = await openLake({ folder: join(home, 'lake') })
  const queue = await openQueue(store, 'bench')
  const chain: Chain = {
    store,
    lake,
    graph: resolveGraph(territory),
    fetch: () => Promise.reject(new Error('no network')),
    clock: () => new Date(),
    log: () => {},
    home,
    data: undefined,
    offline: true,
    emit: async () => {},
  }
  try {
    const plan = async () => {
      const begin = performance.now()
      const run = await startRun(chain, queue, { wanted: [], trigger: 'manual' })
      const seconds = (performance.now() - begin) / 1000
      return { seconds, steps: (await readSteps(chain, run.id)).length }
    }
    const all = await plan()
    await store.query(`update asset_state set fresh = '{[350640,400000),[400001,450640)}', version = 1`)
    const one = await plan()
    return [
      {
        name: 'plan, everything stale',
        size: `2 × ${count(HOURS)} partitions`,
        seconds: all.seconds,
        rate: `${all.steps} steps`,
      },
      {
        name: 'plan, one partition stale',
        size: `2 × ${count(HOURS)} partitions`,
        seconds: one.seconds,
        rate: `${one.steps} steps`,
      },
    ]
  } finally {
    await queue.close()
    await lake.close()
    await store.close()
    await rm(home, { recursive: true, force: true })
  }
}
