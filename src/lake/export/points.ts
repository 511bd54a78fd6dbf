import type { Table } from '../../kernel/index.ts'

/** The column whose positions get columns of their own: that of a table of points without `lon` nor `lat`. */
export function pointColumn(shape: Table): string | undefined {
  if (shape.columns.lon || shape.columns.lat) return undefined
  const found = Object.entries(shape.columns).find(
    ([, { geometryTypes: types }]) => types?.length === 1 && types[0] === 'Point',
  )
  return found?.[0]
}

/** What those columns are called: degrees are `lon` and `lat`, anything else `x` and `y`. */
export function positionNames(shape: Table, column: string): readonly [string, string] {
  const { crs = 'EPSG:4326' } = shape.columns[column]!
  return crs === 'EPSG:4326' || crs === 'OGC:CRS84' ? ['lon', 'lat'] : ['x', 'y']
}
