import {
  type AssetRef,
  type Geometry,
  type InputTable,
  projector,
  type RowOf,
  reproject,
  weightedMean,
} from '../../src/kernel/index.ts'
import { boxOf, contains, type Line, linesOf, type Polygon, polygonsOf } from '../../src/models/planar/index.ts'
import { inMetres } from '../heat/read.ts'
import { type Component, components, indexOf, type Parts } from './components.ts'
import { eachPiece } from './network.ts'
import { type Tuned, weightsOf } from './parameters.ts'
import type { PopulationCell } from './shapes.ts'
import type { segmentIn, WalkabilityCell } from './tables.ts'

type SegmentRows = ReturnType<typeof segmentIn>
export type Cell = RowOf<typeof WalkabilityCell>

interface Square {
  readonly cell: string
  readonly population: number | null
  readonly square: Cell['square']
  readonly polygons: readonly Polygon[]
}

/** Side of a cell of a grid of ours (m), and of the pieces that streets are shared out by. */
const SIDE = 200
const PIECE = 20

/**
 * Shares the segments out among cells: each part of a cell is the mean of the pieces of segments whose middle is in it, by their
 * length. The cells are those of a population grid where there is one, and those without a street stay, their parts empty; else
 * squares of 200 m of `crs`.
 */
export async function cellsOf(
  input: { readonly segments: InputTable<SegmentRows>; readonly population?: InputTable<typeof PopulationCell> },
  refs: { readonly segments: AssetRef<SegmentRows>; readonly population?: AssetRef<typeof PopulationCell> },
  crs: string,
  tuned: Tuned,
): Promise<Cell[]> {
  const segments = await input.segments.all()
  const pieces: { x: number; y: number; metres: number; parts: Parts }[] = []
  for (const segment of segments)
    for (const line of linesOf(segment.line, (position) => position))
      eachPiece(line, PIECE, (x, y, metres) => pieces.push({ x, y, metres, parts: segment }))
  const squares =
    input.population && refs.population
      ? await readSquares(input.population, refs.population, crs)
      : ownSquares(pieces, crs)
  const find = finder(squares)
  const inside = new Map<Square, typeof pieces>()
  for (const piece of pieces) {
    const square = find(piece.x, piece.y)
    if (!square) continue
    const known = inside.get(square)
    if (known) known.push(piece)
    else inside.set(square, [piece])
  }
  return squares.map((one) => {
    const own = inside.get(one) ?? []
    const parts = Object.fromEntries(
      components.map((name) => [name, weightedMean(own.map(({ parts, metres }) => [parts[name], metres]))]),
    ) as Record<Component, number | null>
    return {
      ...{ cell: one.cell, population: one.population, length: own.reduce((sum, { metres }) => sum + metres, 0) },
      ...parts,
      ...indexOf(parts, weightsOf(tuned), tuned.known_share),
      square: one.square,
    }
  })
}

async function readSquares(
  input: InputTable<typeof PopulationCell>,
  ref: AssetRef<typeof PopulationCell>,
  crs: string,
): Promise<Square[]> {
  const { rows, project } = inMetres(input, ref, crs)
  const own = ref.rows.columns.square.crs ?? 'EPSG:4326'
  const squares: Square[] = []
  for await (const batch of rows())
    for (const { cell, population, square } of batch)
      squares.push({ cell, population, square: lonLat(square, own), polygons: polygonsOf(square, project) })
  return squares
}

/** A square as the table of cells wants it. */
const lonLat = (square: Geometry, crs: string) => reproject(square, projector(crs, 'EPSG:4326')) as Cell['square']

/** Squares of ours that hold a piece of street. */
function ownSquares(pieces: readonly { x: number; y: number }[], crs: string): Square[] {
  const corners = new Map<string, readonly [number, number]>()
  for (const { x, y } of pieces) {
    const corner = [Math.floor(x / SIDE) * SIDE, Math.floor(y / SIDE) * SIDE] as const
    corners.set(corner.join(' '), corner)
  }
  return [...corners.values()]
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([x, y]) => {
      const ring: Line = Float64Array.of(x, y, x + SIDE, y, x + SIDE, y + SIDE, x, y + SIDE, x, y)
      const flat: Geometry = {
        type: 'Polygon',
        coordinates: [Array.from({ length: 5 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!])],
      }
      return {
        cell: `${crs.replace(':', '')}RES${SIDE}mN${y}E${x}`,
        population: null,
        square: lonLat(flat, crs),
        polygons: [[ring]],
      }
    })
}

/** Finds the square that a position is in: squares are sorted into a coarse lattice by their boxes. */
function finder(squares: readonly Square[]): (x: number, y: number) => Square | undefined {
  const lattice = new Map<string, Square[]>()
  for (const square of squares)
    for (const polygon of square.polygons) {
      const [minx, miny, maxx, maxy] = boxOf(polygon)
      for (let u = Math.floor(minx / SIDE); u <= Math.floor(maxx / SIDE); u++)
        for (let v = Math.floor(miny / SIDE); v <= Math.floor(maxy / SIDE); v++) {
          const inside = lattice.get(`${u} ${v}`)
          if (inside) inside.push(square)
          else lattice.set(`${u} ${v}`, [square])
        }
    }
  return (x, y) =>
    lattice
      .get(`${Math.floor(x / SIDE)} ${Math.floor(y / SIDE)}`)
      ?.find(({ polygons }) => polygons.some((polygon) => contains(polygon, x, y)))
}
