import { OrchestraError } from '../../kernel/index.ts'

/** Lets a bounded number of heavy pieces of work go on at once. */
export interface Limit {
  /** Runs `work` when there is room. Throws `api.busy` when too many are waiting already. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Takes a place for as long as an answer is being sent, and gives the function that frees it. */
  enter(): () => void
}

/** `most` at once; with `waiting`, that many more are kept waiting for their turn. */
export function openLimit(most: number, waiting = 0): Limit {
  let busy = 0
  const queue: (() => void)[] = []
  const leave = (): void => {
    const next = queue.shift()
    if (next) next()
    else busy--
  }
  return {
    async run(work) {
      if (busy < most) busy++
      else if (queue.length < waiting) await new Promise<void>((resolve) => queue.push(resolve))
      else throw tooBusy()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    enter() {
      if (busy >= most) throw tooBusy()
      busy++
      let inside = true
      return () => {
        if (inside) leave()
        inside = false
      }
    },
  }
}

const tooBusy = () =>
  new OrchestraError({
    code: 'api.busy',
    say: { fr: 'Trop de demandes lourdes en même temps.', en: 'Too many heavy requests at once.' },
    remedy: { fr: 'Réessayez dans quelques secondes.', en: 'Try again in a few seconds.' },
    retry: 'transient',
  })
