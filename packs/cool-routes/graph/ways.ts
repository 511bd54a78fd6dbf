import {
  type AssetRef,
  columnOfRole,
  type Geometry,
  type InputTable,
  type Making,
  type Position,
  projector,
  type RowOf,
} from '../../../src/kernel/index.ts'
import { type Line, linesOf, type Polygon, polygonsOf } from '../../../src/models/planar/index.ts'
import { linesOf as altitudeLines, hasAltitude } from '../../topography/altitude.ts'
import type { WalkWay } from '../shapes.ts'
import { acrossOf, meetings } from './areas.ts'

/** One line of a way, in metres. */
export interface Strip {
  readonly id: string
  readonly source: string
  readonly way: Omit<RowOf<typeof WalkWay>, 'line'>
  readonly line: Line
  /** The area that the line is the edge of. */
  readonly area?: Polygon
  /** The line with its altitudes, where the source knows them: x0, y0, z0, x1… */
  readonly drawn?: Float64Array
}

/** No street runs straight for so many metres: a position is wrong. */
const LEAP = 5000

/** The longest segment of a line, m. */
function leapsOf(line: Line): number {
  let longest = 0
  for (let i = 2; i < line.length; i += 2)
    longest = Math.max(longest, Math.hypot(line[i]! - line[i - 2]!, line[i + 1]! - line[i - 1]!))
  return longest
}

/** The CRS of the geometries of an input, and the way from there to another. */
export const projectionOf = ({ rows }: AssetRef, crs: string): ((position: Position) => Position) =>
  projector(rows.columns[columnOfRole(rows, 'geometry')!]!.crs ?? 'EPSG:4326', crs)

/** The lines of the ways of an input, in a metric CRS. Of an area, one walks along the edge: see `acrossAreas`. */
export async function stripsOf(
  input: InputTable<typeof WalkWay>,
  ref: AssetRef,
  crs: string,
  { reject }: Pick<Making, 'reject'>,
): Promise<Strip[]> {
  const project = projectionOf(ref, crs)
  const strips: Strip[] = []
  for await (const batch of input.read())
    for (const { line, ...way } of batch) {
      const heights = heightsOf(line, project)
      const areas = polygonsOf(line, project)
      const lines = [
        ...linesOf(line, project).map((one) => ({ line: one })),
        ...areas.flatMap((area) => area.map((ring, n) => ({ line: ring, ...(n === 0 && { area }) }))),
      ]
      if (lines.some((one) => leapsOf(one.line) > LEAP)) {
        reject({
          place: `${ref.name} ${way.id}`,
          reason: {
            fr: `deux positions qui se suivent sont à plus de ${LEAP / 1000} km`,
            en: `two positions that follow each other are more than ${LEAP / 1000} km apart`,
          },
          raw: { ...way, line },
        })
        continue
      }
      lines.forEach((one, part) => {
        const drawn = heights[part]
        strips.push({
          id: part === 0 ? way.id : `${way.id}-${part}`,
          source: ref.name,
          way,
          ...one,
          ...(drawn && { drawn }),
        })
      })
    }
  // The order of the input is that of its files: the graph depends on its rows alone.
  strips.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  // Sources without identifiers name by place: two ways over each other share one.
  let twins = 0
  return strips.map((strip, i) => {
    twins = strips[i - 1]?.id === strip.id ? twins + 1 : 0
    return twins === 0 ? strip : { ...strip, id: `${strip.id}~${twins}` }
  })
}

/** Straight ways across the areas among some ways, between the places where others meet their edges. */
export function acrossAreas(strips: readonly Strip[]): Strip[] {
  const isGate = meetings(strips.map(({ line }) => line))
  return strips.flatMap(({ area, line: _, drawn: __, ...strip }) =>
    area ? acrossOf(area, isGate).map((line, n): Strip => ({ ...strip, id: `${strip.id}x${n}`, line })) : [],
  )
}

/** The lines of a geometry with their altitudes; undefined where one of them is unknown. */
function heightsOf(geometry: Geometry, project: (position: Position) => Position): (Float64Array | undefined)[] {
  if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') return []
  return altitudeLines(geometry)
    .filter((line) => line.length > 1 && line.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    .map((line) => (line.every(hasAltitude) ? Float64Array.from(line.flatMap(project)) : undefined))
}

/** The altitude of a line at its place nearest to a position. */
export function altitudeAt(drawn: Float64Array, x: number, y: number): number {
  let [best, least] = [Number.NaN, Infinity]
  for (let i = 0; i + 5 < drawn.length; i += 3) {
    const [ax, ay, az] = [drawn[i]!, drawn[i + 1]!, drawn[i + 2]!]
    const [dx, dy, dz] = [drawn[i + 3]! - ax, drawn[i + 4]! - ay, drawn[i + 5]! - az]
    const length2 = dx * dx + dy * dy
    const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2))
    const off = (ax + share * dx - x) ** 2 + (ay + share * dy - y) ** 2
    if (off < least) [best, least] = [az + share * dz, off]
  }
  return best
}
