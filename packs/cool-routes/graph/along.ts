import { type Line, lengthOf, type Point } from '../../../src/models/planar/index.ts'

/** Walks along a line: gives the position and heading at distances that rise, m from its start. */
export function walker(line: Line): (distance: number) => { at: Point; heading: Point } {
  let [segment, passed] = [0, 0]
  const lengthAt = (i: number) => Math.hypot(line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!)
  let length = lengthAt(0)
  return (distance) => {
    while (passed + length < distance && 2 * segment + 5 < line.length) {
      passed += length
      segment++
      length = lengthAt(2 * segment)
    }
    const i = 2 * segment
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, (distance - passed) / length))
    const [dx, dy] = [line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!]
    const heading: Point = length === 0 ? [0, 0] : [dx / length, dy / length]
    return { at: [line[i]! + share * dx, line[i + 1]! + share * dy], heading }
  }
}

/** The piece of a line between two distances from its start, m. */
export function pieceOf(line: Line, from: number, to: number): Line {
  const positions: number[] = []
  const walk = walker(line)
  positions.push(...walk(from).at)
  let passed = 0
  for (let i = 2; i + 1 < line.length; i += 2) {
    passed += Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!)
    if (passed > from && passed < to) positions.push(line[i]!, line[i + 1]!)
  }
  positions.push(...walk(Math.min(to, passed)).at)
  return Float64Array.from(positions)
}

/** Distances from the start of a line, m, every `apart` metres or so, in the middle of equal parts: at least one. */
export function middles(line: Line, apart: number): number[] {
  const length = lengthOf(line)
  const count = Math.max(1, Math.round(length / apart))
  return Array.from({ length: count }, (_, i) => ((i + 0.5) * length) / count)
}
