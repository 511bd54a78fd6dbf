import type { Ring } from './paths.ts'
import type { Fixed } from './simplify.ts'

/** Beyond this many units from the corner of the tile a vertex is out of sight and not looked at: keys stay exact. */
const REACH = 2 ** 25
const NONE = -1

/**
 * Finds where the borders of polygons meet: positions that do not have the same two neighbours in all the rings they are
 * in. Simplified between those, neighbours keep one border.
 */
export function findJunctions(rings: Iterable<Ring>): Fixed {
  const all = [...rings]
  const vertices = all.reduce((sum, { path }) => sum + path.length / 2, 0)
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, vertices * 2)))
  const keys = new Float64Array(size).fill(NONE)
  const neighbours = new Int32Array(size)
  const isJunction = new Uint8Array(size)

  /** The slot of a key, or the free one where it would go. */
  const slotOf = (key: number): number => {
    let slot = mix(key) & (size - 1)
    while (keys[slot] !== key && keys[slot] !== NONE) slot = (slot + 1) & (size - 1)
    return slot
  }
  for (const { path } of all) {
    const last = path.length - 2
    for (let i = 0; i <= last; i += 2) {
      const key = keyOf(path[i]!, path[i + 1]!)
      if (key === NONE) continue
      const [before, after] = [i === 0 ? last : i - 2, i === last ? 0 : i + 2]
      // A sum: the same for a ring that goes the other way.
      const pair = (mix(keyOf(path[before]!, path[before + 1]!)) + mix(keyOf(path[after]!, path[after + 1]!))) | 0
      const slot = slotOf(key)
      if (keys[slot] === NONE) {
        keys[slot] = key
        neighbours[slot] = pair
      } else if (neighbours[slot] !== pair) isJunction[slot] = 1
    }
  }
  return (x, y) => {
    const key = keyOf(x, y)
    return key !== NONE && isJunction[slotOf(key)] === 1
  }
}

const keyOf = (x: number, y: number): number =>
  x > -REACH && x < REACH && y > -REACH && y < REACH ? (x + REACH) * 2 * REACH + y + REACH : NONE

/** Scatters a key over 32 bits (the finaliser of MurmurHash3). */
function mix(key: number): number {
  let h = ((key % 0x1_0000_0000) | 0) ^ Math.imul(Math.floor(key / 0x1_0000_0000), 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
