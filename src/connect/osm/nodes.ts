import type { Position } from '../../kernel/index.ts'

/** Positions of nodes by id: three doubles each, in order of id. */
export function nodePositions() {
  let ids = new Float64Array(1024)
  let xy = new Float64Array(2048)
  let count = 0
  let ordered = true

  const grow = () => {
    const [oldIds, oldXy] = [ids, xy]
    ids = new Float64Array(count * 2)
    xy = new Float64Array(count * 4)
    ids.set(oldIds)
    xy.set(oldXy)
  }
  // Files are in order of id as a rule; edited ones may not be.
  const sort = () => {
    const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => ids[a]! - ids[b]!)
    ids = Float64Array.from(order, (i) => ids[i]!)
    const old = xy
    xy = new Float64Array(count * 2)
    order.forEach((from, to) => {
      xy.set([old[from * 2]!, old[from * 2 + 1]!], to * 2)
    })
    ordered = true
  }
  return {
    add(id: number, lon: number, lat: number): void {
      if (count === ids.length) grow()
      if (count > 0 && id < ids[count - 1]!) ordered = false
      ids[count] = id
      xy[count * 2] = lon
      xy[count * 2 + 1] = lat
      count++
    },
    get(id: number): Position | undefined {
      if (!ordered) sort()
      let [low, high] = [0, count - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        const found = ids[middle]!
        if (found === id) return [xy[middle * 2]!, xy[middle * 2 + 1]!]
        if (found < id) low = middle + 1
        else high = middle - 1
      }
      return undefined
    },
  }
}
