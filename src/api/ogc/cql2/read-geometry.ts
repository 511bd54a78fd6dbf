import { type Geometry, positionNesting as nesting, type Position } from '../../../kernel/index.ts'
import { limitFault, shown, syntaxFault } from './faults.ts'
import type { Limits } from './limits.ts'

type Count = { positions: number }

/**
 * Checks a GeoJSON geometry and gives it with nothing else than its type and positions. Throws `cql2.syntax` (positions
 * that are not numbers, lines of one position, rings not closed), `cql2.too-large`.
 */
export function readGeometry(node: Record<string, unknown>, place: string, count: Count, limits: Limits): Geometry {
  const { type } = node
  if (type === 'GeometryCollection') {
    const parts = listOf(node.geometries, 'geometries', place).map((part) => {
      // Collections inside a collection are not CQL2: nothing nests.
      if (typeof part !== 'object' || part === null || (part as { type?: unknown }).type === 'GeometryCollection')
        throw notGeometry(part, place)
      return readGeometry(part as Record<string, unknown>, place, count, limits)
    })
    return { type, geometries: parts }
  }
  const depth = typeof type === 'string' && Object.hasOwn(nesting, type) ? nesting[type] : undefined
  if (depth === undefined) throw notGeometry(node, place)
  const isArea = type === 'Polygon' || type === 'MultiPolygon'
  const isLine = isArea || type === 'LineString' || type === 'MultiLineString'

  const walk = (value: unknown, level: number): unknown => {
    if (level === 0) {
      count.positions += 1
      if (count.positions > limits.positions) throw limitFault('positions', limits.positions, place)
      return position(value, place)
    }
    const list = listOf(value, String(type), place)
    const read = list.map((item) => walk(item, level - 1))
    if (level === 1 && isLine) checkLine(read as Position[], isArea, place)
    return read
  }
  return { type, coordinates: walk(node.coordinates, depth) } as Geometry
}

/** Checks a bounding box: 4 numbers, or 6 with heights. West may be east of east: it then crosses the antimeridian. */
export function readBbox(value: unknown, place: string): number[] {
  const isBox = Array.isArray(value) && (value.length === 4 || value.length === 6) && value.every(Number.isFinite)
  if (!isBox)
    throw syntaxFault(
      {
        fr: 'Une emprise est faite de 4 nombres, ou 6 avec les altitudes.',
        en: 'A bbox is 4 numbers, or 6 with heights.',
      },
      place,
      { fr: 'Écrivez ouest, sud, est, nord.', en: 'Write west, south, east, north.' },
    )
  const box = (value as number[]).map((n) => n + 0)
  const [south, north] = box.length === 4 ? [box[1]!, box[3]!] : [box[1]!, box[4]!]
  if (south > north)
    throw syntaxFault(
      { fr: 'Le sud de cette emprise est au nord de son nord.', en: 'The south of this bbox is north of its north.' },
      place,
      { fr: 'Écrivez ouest, sud, est, nord.', en: 'Write west, south, east, north.' },
    )
  return box
}

function position(value: unknown, place: string): Position {
  const isPosition = Array.isArray(value) && (value.length === 2 || value.length === 3) && value.every(Number.isFinite)
  if (isPosition) return (value as number[]).map((n) => n + 0)
  throw syntaxFault(
    {
      fr: `Une position est faite de 2 ou 3 nombres, et non « ${shown(value)} ».`,
      en: `A position is 2 or 3 numbers, not "${shown(value)}".`,
    },
    place,
  )
}

function checkLine(positions: readonly Position[], isRing: boolean, place: string): void {
  const [first, last] = [positions[0], positions.at(-1)]
  const isClosed = first && last && first[0] === last[0] && first[1] === last[1]
  if (isRing && (positions.length < 4 || !isClosed))
    throw syntaxFault(
      {
        fr: 'Un anneau de polygone a au moins 4 positions, la dernière égale à la première.',
        en: 'A ring of a polygon has at least 4 positions, the last equal to the first.',
      },
      place,
    )
  if (positions.length < 2)
    throw syntaxFault({ fr: 'Une ligne a au moins 2 positions.', en: 'A line has at least 2 positions.' }, place)
}

function listOf(value: unknown, what: string, place: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw syntaxFault(
    {
      fr: `${what} : une liste non vide est attendue, et non « ${shown(value)} ».`,
      en: `${what}: a list that is not empty is expected, not "${shown(value)}".`,
    },
    place,
  )
}

const notGeometry = (value: unknown, place: string) =>
  syntaxFault(
    {
      fr: `« ${shown(value)} » n’est pas une géométrie permise ici.`,
      en: `"${shown(value)}" is not a geometry allowed here.`,
    },
    place,
    {
      fr: `Types permis : ${Object.keys(nesting).join(', ')}, et GeometryCollection de ceux-ci.`,
      en: `Types allowed: ${Object.keys(nesting).join(', ')}, and GeometryCollection of these.`,
    },
  )
