import type { Geometry, Position } from '../../../kernel/index.ts'
import { badFilter, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'

const word = /\s*([A-Za-z]+|[(),]|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/y
const simple = ['POINT', 'LINESTRING', 'POLYGON', 'MULTIPOINT', 'MULTILINESTRING', 'MULTIPOLYGON'] as const

/**
 * Reads well-known text (OGC 06-103r4), in longitude and latitude; `SRID=4326;` before it says nothing more. Throws
 * `sensorthings.bad-filter`, `sensorthings.too-costly`.
 */
export function readWkt(text: string, place: number): Geometry {
  const source = text.replace(/^\s*SRID\s*=\s*4326\s*;/i, '')
  let at = 0
  let positions = 0

  const bad = () =>
    badFilter(place, `« ${shown(text)} » n’est pas une géométrie en WKT`, `"${shown(text)}" is not a geometry in WKT`, {
      fr: "Par exemple : geography'POINT(-1.68 48.11)'.",
      en: "For example: geography'POINT(-1.68 48.11)'.",
    })
  const peek = (): string => {
    word.lastIndex = at
    return word.exec(source)?.[1] ?? ''
  }
  const take = (): string => {
    word.lastIndex = at
    const found = word.exec(source)
    if (!found) throw bad()
    at += found[0].length
    return found[1]!
  }
  const expect = (symbol: string) => {
    if (take() !== symbol) throw bad()
  }
  const list = <T>(item: () => T): T[] => {
    expect('(')
    const items = [item()]
    while (peek() === ',') {
      take()
      items.push(item())
    }
    expect(')')
    return items
  }
  const position = (): Position => {
    positions += 1
    if (positions > limits.positions)
      throw tooMuch('$filter', 'Positions d’une géométrie', 'Positions of a geometry', limits.positions)
    const numbers: number[] = []
    while (/^[+\-.\d]/.test(peek())) numbers.push(Number(take()))
    if (numbers.length < 2 || numbers.length > 4) throw bad()
    return numbers.slice(0, 3)
  }
  const line = () => list(position)
  const ring = () => {
    const read = line()
    const [first, last] = [read[0]!, read.at(-1)!]
    if (read.length < 4 || first[0] !== last[0] || first[1] !== last[1]) throw bad()
    return read
  }
  const polygon = () => list(ring)
  const path = () => {
    const read = line()
    if (read.length < 2) throw bad()
    return read
  }
  const point = () => {
    expect('(')
    const read = position()
    expect(')')
    return read
  }
  const geometry = (isPart: boolean): Geometry => {
    const type = take().toUpperCase()
    if (/^(Z|M|ZM)$/i.test(peek())) take()
    if (type === 'GEOMETRYCOLLECTION' && !isPart)
      return { type: 'GeometryCollection', geometries: list(() => geometry(true)) }
    switch (type as (typeof simple)[number]) {
      case 'POINT':
        return { type: 'Point', coordinates: point() }
      case 'LINESTRING':
        return { type: 'LineString', coordinates: path() }
      case 'POLYGON':
        return { type: 'Polygon', coordinates: polygon() }
      case 'MULTIPOINT':
        return { type: 'MultiPoint', coordinates: list(() => (peek() === '(' ? point() : position())) }
      case 'MULTILINESTRING':
        return { type: 'MultiLineString', coordinates: list(path) }
      case 'MULTIPOLYGON':
        return { type: 'MultiPolygon', coordinates: list(polygon) }
      default:
        throw bad()
    }
  }
  const read = geometry(false)
  if (source.slice(at).trim() !== '') throw bad()
  return read
}
