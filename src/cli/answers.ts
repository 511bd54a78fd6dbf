import { Worker } from 'node:worker_threads'
import { type ErrorFacts, OrchestraError } from '../kernel/index.ts'
import { type Answers, type Chain, offeredProcesses, type Performed } from '../pipeline/index.ts'
import type { Options } from './args.ts'

/** A question for the thread, and what it says. */
export interface Question {
  readonly id: number
  readonly process: string
  readonly values: Readonly<Record<string, unknown>>
}
export type Reply =
  | { readonly id: number; readonly performed: Performed }
  | { readonly id: number; readonly error: ErrorFacts }

interface Waiting {
  resolve(performed: Performed): void
  reject(error: unknown): void
}

/** How long one waits for an answer, ms: the first one may have to wait until a large graph is read. */
const PATIENCE_MS = 30_000

/**
 * Starts the thread that keeps what processes prepare, so that an answer waits neither behind a run nor behind pages, and they not
 * behind it. Undefined where no process keeps anything. A thread that ends is started again by the next question.
 */
export function startAnswers(options: Options, chain: Chain): Answers | undefined {
  if (![...offeredProcesses(chain.graph).values()].some(({ keeps }) => keeps)) return undefined
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let next = 0
  let closed = false

  const start = (): Worker => {
    // In the built program, the thread is built too.
    const file = import.meta.url.endsWith('.ts') ? './answers-thread.ts' : './answers-thread.js'
    const made = new Worker(new URL(file, import.meta.url), { workerData: options })
    const lost = (error: unknown) => {
      if (made !== worker) return
      worker = undefined
      if (!closed) chain.log('answers.lost', { error: String(error) })
      for (const { reject } of waiting.values()) reject(ended())
      waiting.clear()
    }
    made.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('performed' in reply) asked?.resolve(reply.performed)
      else asked?.reject(new OrchestraError(reply.error))
    })
    made.on('error', lost)
    made.on('exit', lost)
    return made
  }

  return {
    answer(process, values) {
      worker ??= start()
      const id = next++
      const asked = Promise.withResolvers<Performed>()
      waiting.set(id, asked)
      worker.postMessage({ id, process, values } satisfies Question)
      const late = setTimeout(() => {
        if (waiting.delete(id)) asked.reject(tooLate())
      }, PATIENCE_MS)
      return asked.promise.finally(() => clearTimeout(late))
    },
    async warm() {
      worker ??= start()
    },
    async close() {
      closed = true
      const ending = worker
      if (!ending) return
      const gone = new Promise((resolve) => ending.once('exit', resolve))
      ending.postMessage('stop')
      await gone
    },
  }
}

const ended = () =>
  new OrchestraError({
    code: 'process.answers-lost',
    say: { fr: 'Ce qui répondait s’est arrêté.', en: 'What was answering has ended.' },
    remedy: { fr: 'Réessayez.', en: 'Try again.' },
    retry: 'transient',
  })

const tooLate = () =>
  new OrchestraError({
    code: 'process.preparing',
    say: { fr: 'La réponse se prépare encore.', en: 'The answer is still being prepared.' },
    remedy: { fr: 'Réessayez dans une minute.', en: 'Try again in a minute.' },
    retry: 'transient',
  })
