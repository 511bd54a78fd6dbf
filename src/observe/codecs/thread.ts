import { Worker } from 'node:worker_threads'
import { sandboxClosed } from './errors.ts'
import type { VmRequest } from './prelude.ts'
import type { CodecKind, SandboxLimits } from './types.ts'
import type { Ask, Reply } from './worker.ts'

/** A codec as the thread knows it. */
export interface Source {
  readonly id: string
  readonly source: string
  readonly kind: CodecKind
}

/** The thread that runs codecs. */
export interface Thread {
  /** Asks a codec for a call, or for what it can do when there is no request. Rejects only when the thread is closed. */
  ask(codec: Source, request?: VmRequest): Promise<Reply>
  close(): Promise<void>
}

interface Waiting {
  readonly codec: Source
  readonly request: VmRequest | undefined
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/**
 * Starts a thread for codecs, when first asked. QuickJS stops a codec that runs too long by itself, but not inside one of its own
 * functions that loops (`[].indexOf.call({ length: 2 ** 53 })`): so a call that hangs costs the thread its life. The call is
 * failed, a new thread takes the others over, and none is lost.
 */
export function openThread(limits: SandboxLimits): Thread {
  const waiting = new Map<number, Waiting>()
  const sent = new Set<string>()
  let worker: Worker | undefined
  let ready = false
  let closed = false
  let next = 0
  let watch: NodeJS.Timeout | undefined
  let watched: { id: number; worker: Worker | undefined; spent: number } = { id: -1, worker: undefined, spent: 0 }

  const send = (id: number, { codec, request }: Waiting) => {
    const first = !sent.has(codec.id)
    sent.add(codec.id)
    const ask: Ask = {
      id,
      codec: codec.id,
      ...(first && { source: codec.source, kind: codec.kind }),
      ...(request && { request }),
    }
    worker!.postMessage(ask)
  }

  const start = () => {
    // Beside this module, in the sources and once compiled.
    const file = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
    const made = new Worker(file, { workerData: limits, resourceLimits: { maxOldGenerationSizeMb: 256 } })
    worker = made
    ready = false
    sent.clear()
    made.on('message', (message: Reply | 'ready') => {
      if (made !== worker) return
      if (message === 'ready') ready = true
      else settle(message)
    })
    // The first call in line is the one that was running.
    const lost = (error: Error | number) => {
      if (made === worker && !closed) again(typeof error === 'number' ? `exit ${error}` : error.message)
    }
    made.on('error', lost)
    made.on('exit', lost)
    for (const [id, call] of waiting) send(id, call)
  }

  const settle = (reply: Reply) => {
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    call?.resolve(reply)
    if (waiting.size === 0) rest()
  }

  const again = (message: string, why: 'timeout' | 'trapped' = 'trapped') => {
    const dead = worker
    worker = undefined
    void dead?.terminate()
    const [head] = waiting.keys()
    if (head !== undefined) settle({ id: head, failure: { why, message } })
    if (waiting.size > 0) start()
  }

  /** Nothing to do: the process may end. */
  const rest = () => {
    clearInterval(watch)
    watch = undefined
    worker?.unref()
  }

  // In processor time of that thread, not elapsed: on a busy machine, waiting for one's turn is no fault.
  const tick = async () => {
    const [head] = waiting.keys()
    const watching = worker
    if (!ready || head === undefined || !watching) return
    const { user, system } = await watching.cpuUsage().catch(() => ({ user: 0, system: 0 }))
    const spent = (user + system) / 1000
    if (worker !== watching || waiting.keys().next().value !== head) return
    if (watched.id !== head || watched.worker !== watching) watched = { id: head, worker: watching, spent }
    else if (spent - watched.spent > limits.hangMs) again(`more than ${limits.hangMs} ms in one call`, 'timeout')
  }

  return {
    ask: (codec, request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(sandboxClosed())
        const id = next++
        const call = { codec, request, resolve, reject }
        waiting.set(id, call)
        watch ??= setInterval(() => void tick(), limits.hangMs / 4)
        if (worker) {
          worker.ref()
          send(id, call)
        } else start()
      }),
    async close() {
      closed = true
      for (const { reject } of waiting.values()) reject(sandboxClosed())
      waiting.clear()
      rest()
      await worker?.terminate()
    },
  }
}
