/** Collects what comes from many sides into batches, one at a time. */
export interface Batches<T> {
  /** Resolves once the batch that holds these is done, rejects with what it failed with. */
  add(items: readonly T[]): Promise<void>
  /** How many wait. */
  readonly waiting: number
  idle(): Promise<void>
}

/** A batch starts this long after its first item came, so that others may join (ms). */
const WINDOW_MS = 4

/** Runs `work` over at most `most` items at a time (more when one caller gave more at once). */
export function openBatches<T>(most: number, work: (items: readonly T[]) => Promise<void>): Batches<T> {
  const queue: { items: readonly T[]; done(): void; failed(error: unknown): void }[] = []
  let waiting = 0
  let running: Promise<void> | undefined

  async function drain(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, WINDOW_MS))
    while (queue.length > 0) {
      const taken = [queue.shift()!]
      let size = taken[0]!.items.length
      while (queue.length > 0 && size + queue[0]!.items.length <= most) {
        size += queue[0]!.items.length
        taken.push(queue.shift()!)
      }
      waiting -= size
      await work(taken.flatMap(({ items }) => items)).then(
        () => {
          for (const { done } of taken) done()
        },
        (error: unknown) => {
          for (const { failed } of taken) failed(error)
        },
      )
    }
  }
  return {
    get waiting() {
      return waiting
    },
    add: (items) =>
      new Promise((done, failed) => {
        queue.push({ items, done, failed })
        waiting += items.length
        running ??= drain().finally(() => {
          running = undefined
        })
      }),
    idle: async () => running,
  }
}
