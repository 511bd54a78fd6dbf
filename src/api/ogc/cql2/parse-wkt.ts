import type { GeometryType } from '../../../kernel/index.ts'
import { limitFault } from './faults.ts'
import type { Words } from './words.ts'

const types: Readonly<Record<string, GeometryType>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
  GEOMETRYCOLLECTION: 'GeometryCollection',
}

/** The GeoJSON type that a keyword of well-known text names, in any case. */
export const geometryTypeOf = (keyword: string): GeometryType | undefined =>
  Object.hasOwn(types, keyword.toUpperCase()) ? types[keyword.toUpperCase()] : undefined

/** Parses well-known text after its keyword. What it holds is checked afterwards, with that of JSON. */
export function parseWkt(words: Words, type: GeometryType): object {
  let positions = 0
  words.accept('Z')

  const list = <T>(item: () => T): T[] => {
    words.expect('(')
    const items = [item()]
    while (words.accept(',')) items.push(item())
    words.expect(')')
    return items
  }
  const position = (): number[] => {
    positions += 1
    if (positions > words.limits.positions) throw limitFault('positions', words.limits.positions, words.now().place)
    const numbers = [parseNumber(words)]
    while (!words.is(',') && !words.is(')')) numbers.push(parseNumber(words))
    return numbers
  }
  const inParentheses = () => {
    words.expect('(')
    const read = position()
    words.expect(')')
    return read
  }
  const line = () => list(position)
  const polygon = () => list(line)
  const part = () => {
    const of = geometryTypeOf(words.now().text)
    // A collection in a collection is not CQL2, and could nest without end.
    if (!of || of === 'GeometryCollection' || words.now().type !== 'name')
      throw words.unexpected('une géométrie simple', 'a simple geometry')
    words.take()
    words.accept('Z')
    return geometry(of)
  }
  const geometry = (of: GeometryType): object => {
    switch (of) {
      case 'Point':
        return { type: of, coordinates: inParentheses() }
      case 'LineString':
        return { type: of, coordinates: line() }
      case 'Polygon':
        return { type: of, coordinates: polygon() }
      case 'MultiPoint':
        // (1 2, 3 4) is written by many tools for ((1 2), (3 4)).
        return { type: of, coordinates: list(() => (words.is('(') ? inParentheses() : position())) }
      case 'MultiLineString':
        return { type: of, coordinates: list(line) }
      case 'MultiPolygon':
        return { type: of, coordinates: list(polygon) }
      case 'GeometryCollection':
        return { type: of, geometries: list(part) }
    }
  }
  return geometry(type)
}

/** Parses a number with its sign. */
export function parseNumber(words: Words): number {
  const sign = words.accept('-') ? -1 : 1
  if (sign === 1) words.accept('+')
  if (words.now().type !== 'number') throw words.unexpected('un nombre', 'a number')
  return sign * Number(words.take().text)
}
