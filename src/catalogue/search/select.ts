/** The items with the highest keys, at most `most`, the highest first; those of one key in their order. */
export function highest(items: Uint32Array, keys: Float64Array, most: number): number[] {
  const places = keys.length <= most ? [...keys.keys()] : heaped(keys, most)
  return places.sort((a, b) => keys[b]! - keys[a]! || a - b).map((place) => items[place]!)
}

/** The places of the highest keys: a heap of those kept, the lowest on top, which each key that beats it takes the place of. */
function heaped(keys: Float64Array, most: number): number[] {
  if (most === 0) return []
  const heap: number[] = []
  const isLower = (a: number, b: number) => keys[a]! < keys[b]! || (keys[a]! === keys[b]! && a > b)
  const sink = (from: number) => {
    for (let at = from; ; ) {
      let lowest = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && isLower(heap[child]!, heap[lowest]!)) lowest = child
      if (lowest === at) return
      const place = heap[at]!
      heap[at] = heap[lowest]!
      heap[lowest] = place
      at = lowest
    }
  }
  for (let place = 0; place < keys.length; place++) {
    if (heap.length < most) {
      heap.push(place)
      if (heap.length === most) for (let at = most >> 1; at >= 0; at--) sink(at)
    } else if (isLower(heap[0]!, place)) {
      heap[0] = place
      sink(0)
    }
  }
  return heap
}
