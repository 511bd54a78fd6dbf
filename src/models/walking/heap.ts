/** A queue of nodes by whole keys, the least first. A node may be in it several times. */
export interface Heap {
  clear(): void
  push(key: number, node: number): void
  /** Takes the node of the least key, which `key` then is; −1 when it is empty. */
  pop(): number
  key(): number
}

const CHILDREN = 4

/** A heap with four children a node, in two typed arrays that grow. */
export function openHeap(capacity = 1024): Heap {
  let keys = new Int32Array(capacity)
  let nodes = new Int32Array(capacity)
  let size = 0
  let last = 0

  const grow = (): void => {
    const [wideKeys, wideNodes] = [new Int32Array(keys.length * 2), new Int32Array(keys.length * 2)]
    wideKeys.set(keys)
    wideNodes.set(nodes)
    keys = wideKeys
    nodes = wideNodes
  }

  return {
    clear() {
      size = 0
    },
    key: () => last,
    push(key, node) {
      if (size === keys.length) grow()
      let at = size++
      while (at > 0) {
        const parent = (at - 1) >> 2
        if (keys[parent]! <= key) break
        keys[at] = keys[parent]!
        nodes[at] = nodes[parent]!
        at = parent
      }
      keys[at] = key
      nodes[at] = node
    },
    pop() {
      if (size === 0) return -1
      const top = nodes[0]!
      last = keys[0]!
      size--
      const [key, node] = [keys[size]!, nodes[size]!]
      let at = 0
      for (;;) {
        const child = at * CHILDREN + 1
        if (child >= size) break
        let least = child
        const end = Math.min(child + CHILDREN, size)
        for (let other = child + 1; other < end; other++) if (keys[other]! < keys[least]!) least = other
        if (keys[least]! >= key) break
        keys[at] = keys[least]!
        nodes[at] = nodes[least]!
        at = least
      }
      keys[at] = key
      nodes[at] = node
      return top
    },
  }
}
