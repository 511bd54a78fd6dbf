import type { Geometry } from '../../../src/kernel/index.ts'
import type { Line } from '../../../src/models/planar/index.ts'
import { middles, walker } from '../graph/along.ts'
import type { WalkEdge } from '../graph/tables.ts'
import type { SampleTuned } from '../parameters.ts'

/** What is asked of an edge to know where it is walked. */
export type WalkedEdge = Pick<WalkEdge, 'id' | 'kind' | 'sidewalk' | 'covered' | 'line'>
export const walkedColumns = ['id', 'kind', 'sidewalk', 'covered', 'line'] as const

/**
 * Metres to the left of the line where an edge is walked. Along a street whose sidewalks are not drawn one walks on either side: the
 * sun is the mean of both.
 */
export function asidesOf({ kind, sidewalk }: Pick<WalkEdge, 'kind' | 'sidewalk'>, aside: number): readonly number[] {
  if (kind !== 'street' || aside === 0) return [0]
  if (sidewalk === 'left') return [aside]
  if (sidewalk === 'right') return [-aside]
  return [aside, -aside]
}

/** A place where an edge is walked, and the place of its line beside it. */
export interface Sample {
  readonly x: number
  readonly y: number
  readonly axisX: number
  readonly axisY: number
}

/** Where an edge is walked, every `apart` metres or so on each of its sides. */
export function samplesOf(edge: WalkedEdge, { apart, aside }: Pick<SampleTuned, 'apart' | 'aside'>): Sample[] {
  const line = lineOf(edge.line)
  const asides = asidesOf(edge, aside)
  const walk = walker(line)
  return middles(line, apart).flatMap((distance) => {
    const { at, heading } = walk(distance)
    return asides.map((left) => ({
      x: at[0] - heading[1] * left,
      y: at[1] + heading[0] * left,
      axisX: at[0],
      axisY: at[1],
    }))
  })
}

export const lineOf = (line: Extract<Geometry, { type: 'LineString' }>): Line =>
  Float64Array.from(line.coordinates.flatMap(([x, y]) => [x!, y!]))
