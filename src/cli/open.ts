import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fetchSource } from '../connect/index.ts'
import { resolveGraph } from '../kernel/index.ts'
import { type LakeOptions, openLake } from '../lake/index.ts'
import { type Chain, type Log, lineageSink, openQueue, type Queue } from '../pipeline/index.ts'
import { openStore } from '../store/index.ts'
import type { Options } from './args.ts'
import { openHeld } from './fetch.ts'
import { loadTerritory } from './territories.ts'

/** Everything a command works with. */
export interface House {
  readonly chain: Chain
  readonly queue: Queue
  close(): Promise<void>
}

/** What of the options says which home, and of what. */
export type HouseOptions = Pick<
  Options,
  'territory' | 'size' | 'home' | 'data' | 'offline' | 'databaseUrl' | 'lineageUrl'
>

/** Opens the home: store, lake, queue and the graph of the territory. What was opened is closed when a later part fails. */
export async function openHouse(
  options: HouseOptions,
  log: Log,
  limits: Pick<LakeOptions, 'threads'> = {},
): Promise<House> {
  const territory = await loadTerritory(options.territory, options.size)
  const graph = resolveGraph(territory)
  const home = resolve(options.home)
  const opened: { close(): Promise<void> }[] = []
  const close = async () => {
    for (const part of opened.reverse()) await part.close()
  }
  try {
    const store = await openStore({
      home,
      log: (line) => log('store', { line }),
      ...(options.databaseUrl && { databaseUrl: options.databaseUrl }),
    })
    opened.push(store)
    // The store makes the home with the rights its database needs; with a server of somebody's, it is made here.
    await mkdir(home, { recursive: true, mode: 0o700 })
    const lake = await openLake({ folder: join(home, 'lake'), ...limits })
    opened.push(lake)
    const queue = await openQueue(store, territory.id)
    opened.push(queue)
    const held = openHeld({ store, home, territory, log, elsewhere: fetchSource })
    opened.push(held)
    const chain: Chain = {
      store,
      lake,
      graph,
      fetch: held.fetch,
      clock: () => new Date(),
      log,
      home,
      data: options.data && resolve(options.data),
      offline: options.offline,
      emit: lineageSink(join(home, 'openlineage.ndjson'), options.lineageUrl, log),
    }
    return { chain, queue, close }
  } catch (error) {
    await close()
    throw error
  }
}
