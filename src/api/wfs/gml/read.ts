import type { Geometry, Position } from '../../../kernel/index.ts'
import type { Crs } from '../../ogc/common/crs.ts'
import { crsNamed, owsFault } from '../../ows/index.ts'
import { childOf, childrenOf, type XmlNode } from '../xml/parse.ts'

/** A geometry of a filter, x first, and the CRS it is in. */
export interface GmlGeometry {
  readonly geometry: Geometry | { readonly bbox: readonly [number, number, number, number] }
  readonly crs: Crs
}

/** The elements that are geometries in GML 3.2, and in the older GML that clients still send. */
export const isGeometry = ({ name }: XmlNode): boolean => name in kinds || name === 'Envelope' || name === 'Box'

/** Reads a geometry in GML. Without a name of CRS it is in that of the collection. Throws `InvalidParameterValue`. */
export function readGml(node: XmlNode, known: readonly Crs[], usual: Crs): GmlGeometry {
  const name = node.attributes.srsName
  const crs = name === undefined ? usual : crsNamed(name, known, { parameter: 'filter', short: 'xy' })
  const turn = crs.axes === 'yx' ? ([y, x, ...z]: Position): Position => [x!, y!, ...z] : (p: Position) => p
  if (node.name === 'Envelope' || node.name === 'Box') return { geometry: { bbox: boxOf(node, turn) }, crs }
  return { geometry: kinds[node.name]!(node, turn), crs }
}

type Turn = (position: Position) => Position

const kinds: Readonly<Record<string, (node: XmlNode, turn: Turn) => Geometry>> = {
  Point: (node, turn) => ({ type: 'Point', coordinates: positions(node, turn)[0] ?? missing(node) }),
  LineString: (node, turn) => ({ type: 'LineString', coordinates: positions(node, turn) }),
  Curve: (node, turn) => ({ type: 'LineString', coordinates: curve(node, turn) }),
  Polygon: (node, turn) => ({ type: 'Polygon', coordinates: rings(node, turn) }),
  Surface: (node, turn) => ({
    type: 'MultiPolygon',
    coordinates: members(node, 'patches').map((patch) => rings(patch, turn)),
  }),
  MultiPoint: (node, turn) => ({
    type: 'MultiPoint',
    coordinates: members(node, 'pointMember', 'pointMembers').map((one) => positions(one, turn)[0] ?? missing(one)),
  }),
  MultiCurve: (node, turn) => ({
    type: 'MultiLineString',
    coordinates: members(node, 'curveMember', 'curveMembers').map((one) => curve(one, turn)),
  }),
  MultiLineString: (node, turn) => ({
    type: 'MultiLineString',
    coordinates: members(node, 'lineStringMember').map((one) => positions(one, turn)),
  }),
  MultiSurface: (node, turn) => ({
    type: 'MultiPolygon',
    coordinates: members(node, 'surfaceMember', 'surfaceMembers').map((one) => rings(one, turn)),
  }),
  MultiPolygon: (node, turn) => ({
    type: 'MultiPolygon',
    coordinates: members(node, 'polygonMember').map((one) => rings(one, turn)),
  }),
}

const members = (node: XmlNode, ...names: readonly string[]): XmlNode[] =>
  childrenOf(node, ...names).flatMap(({ children }) => children)

/** The positions of a line made of pieces, each starting where the last ended. */
function curve(node: XmlNode, turn: Turn): Position[] {
  if (node.name === 'LineString') return positions(node, turn)
  return members(node, 'segments').flatMap((segment, i) => positions(segment, turn).slice(i === 0 ? 0 : 1))
}

function rings(node: XmlNode, turn: Turn): Position[][] {
  const outer = childrenOf(node, 'exterior', 'outerBoundaryIs')
  const holes = childrenOf(node, 'interior', 'innerBoundaryIs')
  return [...outer, ...holes].map((boundary) => positions(boundary.children[0] ?? missing(boundary), turn))
}

/** `posList`, `pos` one after the other, or the `coordinates` of GML 2. */
function positions(node: XmlNode, turn: Turn): Position[] {
  const list = childOf(node, 'posList')
  const size = Number(list?.attributes.srsDimension ?? node.attributes.srsDimension ?? 2)
  if (list) return inGroups(numbers(list.text), size === 3 ? 3 : 2).map(turn)
  const old = childOf(node, 'coordinates')
  if (old)
    return old.text
      .trim()
      .split(/\s+/)
      .map((pair) => turn(numbers(pair.replaceAll(',', ' '))))
  return childrenOf(node, 'pos').map(({ text }) => turn(numbers(text)))
}

function boxOf(node: XmlNode, turn: Turn): [number, number, number, number] {
  const old = node.name === 'Box' ? positions(node, turn) : undefined
  const corner = (name: string) => turn(numbers((childOf(node, name) ?? missing(node)).text))
  const [low, high] = old ?? [corner('lowerCorner'), corner('upperCorner')]
  if (!low || !high) return missing(node)
  return [low[0]!, low[1]!, high[0]!, high[1]!]
}

const inGroups = (list: readonly number[], size: number): Position[] =>
  Array.from({ length: Math.floor(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

function numbers(text: string): number[] {
  const list = text.trim().split(/\s+/).map(Number)
  if (list.length >= 2 && list.every(Number.isFinite)) return list
  throw bad(`« ${text.slice(0, 40)} » n’est pas une position`, `'${text.slice(0, 40)}' is no position`)
}

function missing(node: XmlNode): never {
  throw bad(`géométrie incomplète dans <${node.name}>`, `incomplete geometry in <${node.name}>`)
}

const bad = (fr: string, en: string) => owsFault('InvalidParameterValue', 'filter', fr, en)
