import { read } from 'node:fs'
import { promisify } from 'node:util'
import type { Placement } from './footers.ts'

const readAt = promisify(read)

/** Bytes between two columns that are read with them rather than asked for apart. */
const GAP = 65_536
/** Buffers kept for the next reading, and the largest that is: the columns of most groups of rows. */
const [SPARES, LARGEST_SPARE] = [4, 2 ** 20]

const spares: Buffer[] = []

/** Reads columns from an open file, those that lie close to each other at once, for as long as `work` goes on. Throws RangeError. */
export async function withColumns<T>(
  file: number,
  placements: readonly Placement[],
  work: (bytes: ReadonlyMap<Placement, Buffer>) => Promise<T>,
): Promise<T> {
  const runs = runsOf(placements)
  const found = new Map<Placement, Buffer>()
  const size = runs.reduce((sum, { start, end }) => sum + end - start, 0)
  // Memory that is used again leaves nothing to the garbage collector.
  const buffer = size > LARGEST_SPARE ? Buffer.allocUnsafe(size) : (spares.pop() ?? Buffer.allocUnsafe(LARGEST_SPARE))
  try {
    let at = 0
    for (const { start, end, members } of runs) {
      const { bytesRead } = await readAt(file, buffer, at, end - start, start)
      if (bytesRead < end - start) throw new RangeError(`the file ends at ${start + bytesRead}`)
      for (const member of members) {
        const from = at + member.start - start
        found.set(member, buffer.subarray(from, from + member.size))
      }
      at += end - start
    }
    return await work(found)
  } finally {
    if (size <= LARGEST_SPARE && spares.length < SPARES) spares.push(buffer)
  }
}

/** Columns that are read at once, in the order of the file. */
function runsOf(placements: readonly Placement[]) {
  const runs: { readonly start: number; end: number; readonly members: Placement[] }[] = []
  for (const placement of [...new Set(placements)].sort((a, b) => a.start - b.start)) {
    const end = placement.start + placement.size
    const run = runs.at(-1)
    if (run && placement.start - run.end <= GAP) {
      run.end = end
      run.members.push(placement)
    } else runs.push({ start: placement.start, end, members: [placement] })
  }
  return runs
}
