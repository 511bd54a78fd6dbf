import { insidePoint, type Polygon } from '../planar/index.ts'

/**
 * Names of blocks: the metres east and north of a position inside, `352817-6789345`. It depends on the shape of the block
 * alone: a block keeps its name when others change. Two that would share one, less than a metre apart, get centimetres.
 */
export function namesOf(polygons: readonly Polygon[]): string[] {
  const points = polygons.map(insidePoint)
  const plain = points.map(([x, y]) => `${Math.round(x)}-${Math.round(y)}`)
  const count = new Map<string, number>()
  for (const name of plain) count.set(name, (count.get(name) ?? 0) + 1)
  return plain.map((name, i) =>
    count.get(name) === 1 ? name : `${points[i]![0].toFixed(2)}-${points[i]![1].toFixed(2)}`,
  )
}
