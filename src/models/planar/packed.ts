import type { Line } from './shapes.ts'

/** Lines one behind the other in flat arrays: those of line i are the positions `offsets[i]` to `offsets[i + 1]`, as x, y pairs. */
export interface PackedLines {
  readonly offsets: Uint32Array
  readonly coordinates: Float64Array
}

export function packed(lines: readonly Line[]): PackedLines {
  const offsets = new Uint32Array(lines.length + 1)
  for (const [i, line] of lines.entries()) offsets[i + 1] = offsets[i]! + line.length / 2
  const coordinates = new Float64Array(2 * offsets.at(-1)!)
  for (const [i, line] of lines.entries()) coordinates.set(line, 2 * offsets[i]!)
  return { offsets, coordinates }
}
