import type { Geometry, Position } from '../../kernel/index.ts'

const types = {
  POINT: ['Point', 0],
  MULTIPOINT: ['MultiPoint', 1],
  LINESTRING: ['LineString', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  POLYGON: ['Polygon', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
} as const

/** Reads Well-Known Text (OGC 06-103r4), with or without Z, M and a leading `SRID=…;`. `undefined` when it is not. */
export function readWkt(text: string): Geometry | undefined {
  const tokens = text.replace(/^SRID=\d+;/i, '').match(/[A-Za-z]+|[-+.\deE]+|[(),]|\S/g) ?? []
  let at = 0
  const next = () => tokens[at++]
  const take = (token: string) => tokens[at] === token && ++at > 0

  const position = (): Position | undefined => {
    const values: number[] = []
    while (/^[-+.\d]/.test(tokens[at] ?? '')) values.push(Number(next()))
    return values.length >= 2 && values.length <= 4 && values.every(Number.isFinite) ? values : undefined
  }
  const list = <T>(item: () => T | undefined): T[] | undefined => {
    if (!take('(')) return undefined
    const items: T[] = []
    do {
      const one = item()
      if (one === undefined) return undefined
      items.push(one)
    } while (take(','))
    return take(')') ? items : undefined
  }
  // Points of a MULTIPOINT come with or without their own brackets.
  const bracketed = () => (tokens[at] === '(' ? list(position)?.[0] : position())
  const coordinates = (depth: number, name: string): unknown => {
    if (depth === 0) return list(position)?.[0]
    if (depth === 1) return list<unknown>(name === 'MULTIPOINT' ? bracketed : position)
    return list(() => coordinates(depth - 1, name))
  }
  const geometry = (depth: number): Geometry | undefined => {
    const name = next()?.toUpperCase() ?? ''
    const flag = /^(Z|M|ZM)$/i.test(tokens[at] ?? '') ? next()?.toUpperCase() : ''
    if (name === 'GEOMETRYCOLLECTION') {
      const geometries = depth < 8 ? list(() => geometry(depth + 1)) : undefined
      return geometries && { type: 'GeometryCollection', geometries }
    }
    if (!Object.hasOwn(types, name)) return undefined
    const [type, levels] = types[name as keyof typeof types]
    const found = coordinates(levels, name)
    if (found === undefined) return undefined
    return { type, coordinates: flag === 'M' ? withoutM(found) : found } as Geometry
  }
  const whole = geometry(0)
  return at === tokens.length ? whole : undefined
}

/** Drops the measure of XYM positions, which would pass for a height. */
function withoutM(value: unknown): unknown {
  const list = value as unknown[]
  return typeof list[0] === 'number' ? list.slice(0, 2) : list.map(withoutM)
}
