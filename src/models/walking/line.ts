import type { WalkingGraph } from './graph.ts'
import type { Stretch } from './stretch.ts'

/** The positions of a stretch as it is walked: x, y pairs, both ends included. */
export function lineOfStretch({ edges }: WalkingGraph, { start, end }: Stretch, edge: number): [number, number][] {
  const { offsets, coordinates } = edges.geometry
  const line: [number, number][] = []
  for (let i = offsets[edge]!; i < offsets[edge + 1]!; i++) line.push([coordinates[2 * i]!, coordinates[2 * i + 1]!])
  const [low, high] = [Math.min(start, end), Math.max(start, end)]
  const cut = low === 0 && high === 1 ? line : between(line, low, high)
  return start <= end ? cut : cut.reverse()
}

/** The part of a line from a share of its length to another. */
function between(line: readonly [number, number][], low: number, high: number): [number, number][] {
  const sizes = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const found: [number, number][] = []
  let walked = 0
  for (const [i, size] of sizes.entries()) {
    const [from, to] = [low * total - walked, high * total - walked]
    const at = (along: number): [number, number] => {
      const share = size === 0 ? 0 : along / size
      const [[ax, ay], [bx, by]] = [line[i]!, line[i + 1]!]
      return [ax + share * (bx - ax), ay + share * (by - ay)]
    }
    if (from <= size && to >= 0) {
      if (found.length === 0) found.push(at(Math.max(0, from)))
      found.push(at(Math.min(size, to)))
    }
    walked += size
  }
  return found
}
