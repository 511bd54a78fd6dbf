import type { Plan } from './plan.ts'
import type { Street, StreetClass } from './streets.ts'

/** What a metre of a street costs to a bus: it keeps to the wide ones. */
const COST: Readonly<Record<StreetClass, number>> = {
  boulevard: 1,
  avenue: 1,
  quay: 1.3,
  street: 1.5,
  road: 1.2,
  lane: 4,
  path: 9,
}

/** The junctions on the cheapest way between two junctions (Dijkstra, 1959), both included; empty when there is none. */
export function cheapestWay(plan: Plan, streets: readonly Street[], from: number, to: number): number[] {
  const around: Street[][] = plan.nodes.map(() => [])
  for (const street of streets) for (const node of [street.from, street.to]) around[node]!.push(street)
  const cost = new Float64Array(plan.nodes.length).fill(Infinity)
  const before = new Int32Array(plan.nodes.length).fill(-1)
  const queue = heap()
  cost[from] = 0
  queue.push(from, 0)
  for (let top = queue.pop(); top !== undefined && top.item !== to; top = queue.pop()) {
    const node = top.item
    if (top.priority > cost[node]!) continue
    for (const street of around[node]!) {
      const other = street.from === node ? street.to : street.from
      const reached = top.priority + street.length * COST[street.class]
      if (reached >= cost[other]!) continue
      cost[other] = reached
      before[other] = node
      queue.push(other, reached)
    }
  }
  if (cost[to] === Infinity) return []
  const way = [to]
  while (way[0] !== from) way.unshift(before[way[0]!]!)
  return way
}

/** A binary heap: the item of least priority first. */
function heap() {
  const tree: { readonly item: number; readonly priority: number }[] = []
  const swap = (i: number, j: number) => {
    ;[tree[i], tree[j]] = [tree[j]!, tree[i]!]
  }
  const less = (i: number, j: number) => i < tree.length && tree[i]!.priority < tree[j]!.priority
  return {
    push(item: number, priority: number): void {
      let i = tree.push({ item, priority }) - 1
      for (let up = (i - 1) >> 1; i > 0 && less(i, up); up = (i - 1) >> 1) {
        swap(i, up)
        i = up
      }
    },
    pop() {
      const top = tree[0]
      const last = tree.pop()
      if (tree.length === 0 || !last) return top
      tree[0] = last
      for (let i = 0; ; ) {
        const child = less(2 * i + 2, 2 * i + 1) ? 2 * i + 2 : 2 * i + 1
        if (!less(child, i)) return top
        swap(child, i)
        i = child
      }
    },
  }
}
