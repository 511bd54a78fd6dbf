import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type ErrorFacts, OrchestraError } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import type { DrawnTile, TileJob, TilePool } from './job.ts'

export interface TileTask {
  readonly id: number
  readonly job: TileJob
}

export type TileAnswer =
  | { readonly id: number; readonly tile: DrawnTile }
  | { readonly id: number; readonly error: ErrorFacts }

/** One core is left to the rest of the service. */
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1))
/** Memory of DuckDB in a thread: a tile looks at few columns of 200,000 rows at most. */
const MEMORY = '64MB'
/** A thread that draws nothing for that long ends: it takes some 60 MB. */
const IDLE_MS = 120_000

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, { resolve(tile: DrawnTile): void; reject(error: unknown): void }>
  idle: NodeJS.Timeout | undefined
}

/** Opens the threads of a lake. They start when they are needed. */
export function openTilePool(lake: Pick<Lake, 'folder'>): TilePool {
  const threads: Thread[] = []
  let last = 0

  const start = (): Thread => {
    // In the built program, the thread is built too.
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: { folder: lake.folder, memoryLimit: MEMORY, threads: 1 },
    })
    const thread: Thread = { worker, waiting: new Map(), idle: undefined }
    const end = (error: unknown) => {
      const at = threads.indexOf(thread)
      if (at >= 0) threads.splice(at, 1)
      for (const { reject } of thread.waiting.values()) reject(error)
      thread.waiting.clear()
    }
    worker.on('message', (answer: TileAnswer) => {
      const asked = thread.waiting.get(answer.id)
      thread.waiting.delete(answer.id)
      if (thread.waiting.size === 0) rest(thread)
      if ('tile' in answer) asked?.resolve(answer.tile)
      else asked?.reject(new OrchestraError(answer.error))
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the thread that was drawing the tile ended')))
    // A thread at rest keeps no program from ending.
    worker.unref()
    threads.push(thread)
    return thread
  }

  const rest = (thread: Thread): void => {
    thread.worker.unref()
    clearTimeout(thread.idle)
    thread.idle = setTimeout(() => void thread.worker.terminate(), IDLE_MS).unref()
  }

  return {
    draw(job) {
      const free = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0]
      const thread = free && (free.waiting.size === 0 || threads.length >= MOST_THREADS) ? free : start()
      clearTimeout(thread.idle)
      thread.worker.ref()
      const id = ++last
      return new Promise((resolve, reject) => {
        thread.waiting.set(id, { resolve, reject })
        thread.worker.postMessage({ id, job } satisfies TileTask)
      })
    },
    warm() {
      if (threads.length === 0) rest(start())
    },
  }
}
