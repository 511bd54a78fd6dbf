import { compare, type Place } from './order.ts'

/** A row with what places it: its datastream, then its order in it. */
export interface Placed extends Place {
  readonly datastream: number
}

/** Merges two streams in the order (datastream, time, source, id) into one, in batches. */
export async function* merged<T>(
  left: AsyncIterable<T[]>,
  right: AsyncIterable<T[]>,
  place: (row: T) => Placed,
): AsyncGenerator<T[]> {
  const [a, b] = [reader(left), reader(right)]
  let out: T[] = []
  for (;;) {
    const [x, y] = [a.head ?? (await a.next()), b.head ?? (await b.next())]
    if (x === undefined && y === undefined) break
    const first = y === undefined || (x !== undefined && byDatastream(place(x), place(y)) <= 0) ? a : b
    out.push(first.take())
    if (out.length === batchSize) {
      yield out
      out = []
    }
  }
  if (out.length > 0) yield out
}

const batchSize = 10_000

const byDatastream = (a: Placed, b: Placed) => a.datastream - b.datastream || compare(a, b)

/** Reads a stream row by row. */
function reader<T>(batches: AsyncIterable<T[]>) {
  const iterator = batches[Symbol.asyncIterator]()
  let batch: T[] = []
  let at = 0
  let ended = false
  return {
    get head(): T | undefined {
      return batch[at]
    },
    async next(): Promise<T | undefined> {
      while (at >= batch.length && !ended) {
        const { value, done } = await iterator.next()
        ended = done === true
        batch = value ?? []
        at = 0
      }
      return batch[at]
    },
    take: (): T => batch[at++]!,
  }
}

/** A stream of nothing. */
export async function* none(): AsyncGenerator<never> {}
