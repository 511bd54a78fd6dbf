import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Bilingual,
  type Binding,
  defineTerritory,
  type Fetch,
  resolveGraph,
  type Source,
  type Table,
  type Territory,
} from '../kernel/index.ts'
import { openLake } from '../lake/index.ts'
import { openStore } from '../store/index.ts'
import { openQueue, type Queue } from './queue.ts'
import { readRun, readSteps, startRun } from './run.ts'
import type { Chain, Run, Step } from './types.ts'
import { work } from './worker.ts'

/** A text that is the same in both languages, for tests. */
export const both = (s: string): Bilingual => ({ fr: s, en: s })

/** A source of a test: rows given by a function, its bytes said to be whatever `content` says. */
export function given<S extends Table>(
  facts: Pick<Source<S>, 'name' | 'rows'> & Partial<Source<S>>,
  read: Source<S>['read'],
): Source<S> {
  return {
    title: both(facts.name),
    producer: 'test',
    licence: 'etalab-2.0',
    dated: '2024',
    address: `test:${facts.name}`,
    connector: 'given',
    code: import.meta.url,
    options: {},
    read,
    ...facts,
  }
}

/** A territory of a test, around Rennes. */
export function place(sources: readonly Source[], use: readonly Binding[] = []): Territory {
  return defineTerritory({
    id: 'test',
    title: both('Test'),
    description: both('Test'),
    bounds: [-2, 48, -1, 49],
    crs: 'EPSG:2154',
    timezone: 'Europe/Paris',
    organisation: { name: 'Test' },
    sources,
    use,
  })
}

/** A real chain on a bundled PostgreSQL and a lake in a new folder. */
export interface TestHouse {
  chain: Chain
  readonly queue: Queue
  readonly events: { event: string; facts: Readonly<Record<string, unknown>> }[]
  /** Bytes served for each `test:` address: change them and the source has changed. */
  readonly contents: Map<string, string>
  /** The moment the chain believes it is. */
  now: Date
  use(territory: Territory): void
  /** Runs until done. */
  run(...wanted: string[]): Promise<{ run: Run; steps: Step[] }>
  close(): Promise<void>
}

/** Opens one. Sources are fetched from `contents`, by a fetcher that answers «unchanged» as a server with ETags does. */
export async function openTestHouse(territory: Territory): Promise<TestHouse> {
  const home = await mkdtemp(join(tmpdir(), 'orchestra-pipeline-'))
  const store = await openStore({ home })
  const lake = await openLake({ folder: join(home, 'lake') })
  const queue = await openQueue(store, territory.id)
  const contents = new Map<string, string>()
  const house: TestHouse = {
    chain: {
      store,
      lake,
      graph: resolveGraph(territory),
      fetch: fetchFrom(contents),
      clock: () => house.now,
      log: (event, facts = {}) => house.events.push({ event, facts }),
      home,
      data: undefined,
      offline: false,
      emit: async (event) => {
        house.events.push({ event: 'lineage', facts: event })
      },
    },
    queue,
    events: [],
    contents,
    now: new Date('2024-06-01T12:00:00Z'),
    use(next) {
      house.chain = { ...house.chain, graph: resolveGraph(next) }
    },
    async run(...wanted) {
      const { chain } = house
      const { id } = await startRun(chain, queue, { wanted, trigger: 'manual' })
      await work(chain, queue, {
        signal: new AbortController().signal,
        until: async () => (await readRun(chain, id)).state !== 'running',
      })
      return { run: await readRun(chain, id), steps: await readSteps(chain, id) }
    },
    async close() {
      await queue.close()
      await lake.close()
      await store.close()
      // The threads that draw tiles may still be opening their lake in it.
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
  return house
}

/** What a house whose sensors have said nothing gives for their hours. */
const NO_OBSERVATION = 'datastream,thing,property,definition,unit,at,count,mean,min,max,lon,lat\n'

function fetchFrom(contents: ReadonlyMap<string, string>): Fetch {
  return async ({ address, into, known }) => {
    const text = contents.get(address) ?? (address.startsWith('observe:') ? NO_OBSERVATION : 'first')
    const sha256 = createHash('sha256').update(text).digest('hex')
    if (known?.etag === sha256) return { unchanged: true }
    const path = join(into, sha256)
    await (await import('node:fs/promises')).writeFile(path, text)
    return { unchanged: false, etag: sha256, file: { path, name: 'given.txt', sha256, bytes: text.length } }
  }
}
