import { boxOf, contains, type Line, type Polygon, signedArea } from '../planar/index.ts'

type Position = readonly [number, number]

/** Side of the squares that an outline is drawn by, m. */
const STEP = 20
/** Holes smaller than that are filled, m²: blocks of houses whose streets are all reached. */
const HOLE = 20_000

/**
 * The outline of what is within `reach` metres of lines: polygons, each its outer ring then its holes. Lines are looked at every few metres and
 * the outline follows squares of 20 m (marching squares on the distance to the nearest line).
 */
export function outlineOf(lines: Iterable<readonly Position[]>, reach: number): Polygon[] {
  const points = [...lines].flatMap((line) => [...dotted(line, STEP / 2)])
  if (points.length === 0) return []
  const margin = reach + 2 * STEP
  const box = boxOf([Float64Array.from(points.flat())])
  const [west, south] = [box[0] - margin, box[1] - margin]
  const columns = Math.ceil((box[2] + margin - west) / STEP) + 1
  const rows = Math.ceil((box[3] + margin - south) / STEP) + 1
  const far = reach + STEP
  const away = new Float32Array(columns * rows).fill(far)
  for (const [x, y] of points) {
    const [left, right] = [Math.ceil((x - far - west) / STEP), Math.floor((x + far - west) / STEP)]
    const [low, high] = [Math.ceil((y - far - south) / STEP), Math.floor((y + far - south) / STEP)]
    for (let row = low; row <= high; row++)
      for (let column = left; column <= right; column++) {
        const at = row * columns + column
        const one = Math.hypot(west + column * STEP - x, south + row * STEP - y)
        if (one < away[at]!) away[at] = one
      }
  }
  const rings = ringsOf(away, columns, rows, reach).map((ring) =>
    Float64Array.from(ring.flatMap(([column, row]) => [west + column * STEP, south + row * STEP])),
  )
  return assembled(rings)
}

function* dotted(line: readonly Position[], apart: number): Generator<Position> {
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!]
    const parts = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / apart))
    for (let n = 0; n <= parts; n++) yield [ax + ((bx - ax) * n) / parts, ay + ((by - ay) * n) / parts]
  }
}

/** The sides of a square that the outline crosses, in pairs, inside to its right, by which corners are inside: south-west 1, south-east 2, north-east 4, north-west 8. */
const crossings: readonly (readonly number[])[] = [
  ...[[], [3, 0], [0, 1], [3, 1], [1, 2], [3, 2, 1, 0], [0, 2], [3, 2]],
  ...[[2, 3], [2, 0], [0, 3, 2, 1], [2, 1], [1, 3], [1, 0], [0, 3], []],
]

/** Closed lines where the field is `level`, inside to their left; in columns and rows. */
function ringsOf(field: Float32Array, columns: number, rows: number, level: number): Position[][] {
  const next = new Map<number, { to: number; at: Position }>()
  const value = (column: number, row: number) => field[row * columns + column]!
  const between = (a: number, b: number) => (a === b ? 0.5 : (level - a) / (b - a))
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const [sw, se] = [value(column, row), value(column + 1, row)]
      const [ne, nw] = [value(column + 1, row + 1), value(column, row + 1)]
      const code = (sw < level ? 1 : 0) | (se < level ? 2 : 0) | (ne < level ? 4 : 0) | (nw < level ? 8 : 0)
      const sides = crossings[code]!
      // Sides: south, east, north, west. Each has one number for the two squares that share it.
      const keyOf = (side: number) =>
        side % 2 === 0
          ? 2 * ((row + (side === 2 ? 1 : 0)) * columns + column)
          : 2 * (row * columns + column + (side === 1 ? 1 : 0)) + 1
      const placeOf = (side: number): Position =>
        side === 0
          ? [column + between(sw, se), row]
          : side === 1
            ? [column + 1, row + between(se, ne)]
            : side === 2
              ? [column + between(nw, ne), row + 1]
              : [column, row + between(sw, nw)]
      for (let i = 0; i < sides.length; i += 2)
        next.set(keyOf(sides[i]!), { to: keyOf(sides[i + 1]!), at: placeOf(sides[i]!) })
    }
  const rings: Position[][] = []
  for (const [start] of next) {
    const ring: Position[] = []
    for (let key = start; next.has(key); ) {
      const { to, at } = next.get(key)!
      next.delete(key)
      ring.push(at)
      key = to
    }
    if (ring.length > 2) rings.push([...ring, ring[0]!].reverse())
  }
  return rings
}

/** Outer rings with the holes inside them. */
function assembled(rings: readonly Line[]): Polygon[] {
  const outer = rings.filter((ring) => signedArea(ring) > 0).map((ring) => [ring])
  for (const hole of rings.filter((ring) => signedArea(ring) < -HOLE)) {
    const around = outer.filter(([ring]) => contains([ring!], hole[0]!, hole[1]!))
    const [least] = around.sort(([a], [b]) => signedArea(a!) - signedArea(b!))
    least?.push(hole)
  }
  return outer
}
