import { areaOf, perimeterOf } from '../planar/index.ts'
import { type Neighbours, neighboursOf } from './sides.ts'
import type { Block, BlockKind, BlockSizes } from './types.ts'

/** Cells that go together: the first keeps its kind. */
export interface Group {
  readonly kind: BlockKind
  readonly members: readonly number[]
}

interface Cell {
  kind: BlockKind
  area: number
  perimeter: number
  members: number[]
}

/**
 * Joins each cell too small or too thin to the neighbour with which it shares the longest side (of two equal
 * ones the smaller neighbour), the smallest cells first. A cell of
 * land joins water only when it has no other neighbour, and the other way round; one without neighbours stays.
 */
export function joined(faces: readonly Block[], sizes: BlockSizes): Group[] {
  const neighbours = neighboursOf(faces.map((face) => face.polygon))
  const cells = new Map<number, Cell>(
    faces.map(({ kind, polygon }, index) => [
      index,
      { kind, area: areaOf(polygon), perimeter: perimeterOf(polygon), members: [index] },
    ]),
  )
  const isSliver = ({ area, perimeter }: Cell) => area < sizes.area || (2 * area) / perimeter < sizes.width
  const queue = smallestFirst()
  for (const [index, cell] of cells) if (isSliver(cell)) queue.add(index, cell.area)
  for (let next = queue.take(); next; next = queue.take()) {
    const cell = cells.get(next.index)
    // Joined since, or grown: what it is now was put in the queue again if need be.
    if (!cell || cell.area !== next.area) continue
    const target = bestNeighbour(next.index, cell, cells, neighbours)
    if (target === undefined) continue
    const kept = cells.get(target)!
    absorb(kept, cell, target, next.index, neighbours)
    cells.delete(next.index)
    if (isSliver(kept)) queue.add(target, kept.area)
  }
  return [...cells.values()]
}

function bestNeighbour(
  index: number,
  { kind }: Cell,
  cells: ReadonlyMap<number, Cell>,
  neighbours: Neighbours,
): number | undefined {
  let best: number | undefined
  let [bestIsSame, longest, smallest] = [false, 0, Infinity]
  for (const [other, length] of neighbours[index]!) {
    const { area, kind: otherKind } = cells.get(other)!
    const isSame = (otherKind === 'water') === (kind === 'water')
    const isBetter =
      isSame === bestIsSame ? length > longest || (length === longest && area < smallest) : isSame || best === undefined
    if (isBetter) [best, bestIsSame, longest, smallest] = [other, isSame, length, area]
  }
  return best
}

/** Gives the area, the members and the neighbours of `from` to `to`. */
function absorb(kept: Cell, gone: Cell, to: number, from: number, neighbours: Neighbours): void {
  const shared = neighbours[from]!.get(to)!
  kept.area += gone.area
  kept.perimeter += gone.perimeter - 2 * shared
  kept.members.push(...gone.members)
  neighbours[to]!.delete(from)
  for (const [other, length] of neighbours[from]!) {
    if (other === to) continue
    neighbours[other]!.delete(from)
    const sum = (neighbours[to]!.get(other) ?? 0) + length
    neighbours[to]!.set(other, sum)
    neighbours[other]!.set(to, sum)
  }
  neighbours[from]!.clear()
}

interface Small {
  readonly index: number
  readonly area: number
}

/** A heap: the smallest area out first, and of equal ones the first face. */
function smallestFirst() {
  const heap: Small[] = []
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  return {
    add(index: number, area: number): void {
      heap.push({ index, area })
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!before(heap[i]!, heap[parent]!)) return
        swap(i, parent)
        i = parent
      }
    },
    take(): Small | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (!last || heap.length === 0) return first
      heap[0] = last
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        if (left >= heap.length) return first
        const child = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left
        if (!before(heap[child]!, heap[i]!)) return first
        swap(i, child)
        i = child
      }
    },
  }
}

const before = (a: Small, b: Small) => a.area < b.area || (a.area === b.area && a.index < b.index)
