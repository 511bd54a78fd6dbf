import type { Geometry, GeometryOf, Table } from '../../kernel/index.ts'
import type { Row } from '../types.ts'
import { pointColumn, positionNames } from './points.ts'
import { wkt } from './wkt.ts'

/**
 * Rows as CSV (RFC 4180: comma, CRLF, quotes where needed; UTF-8 without BOM), a piece a batch. A missing value is empty, an
 * empty text is `""`. Geometries are WKT; tables of points also get `lon` and `lat` in front, `x` and `y` in a projected CRS.
 * `positions` keeps one of the two.
 *
 * Values that look like spreadsheet formulas are left as they are: a prefix would falsify the data for every other
 * reader, and those who open foreign files in a spreadsheet are told so by it.
 */
export async function* csvLines(
  shape: Table,
  batches: AsyncIterable<Row[]>,
  positions?: 'wkt' | 'lonlat',
): AsyncGenerator<string> {
  const point = positions === 'wkt' ? undefined : pointColumn(shape)
  const names = Object.keys(shape.columns).filter((name) => positions !== 'lonlat' || name !== point)

  const written = (name: string, value: unknown): unknown => {
    if (value === null) return null
    const { column } = shape.columns[name]!
    if (column === 'geometry') return wkt(value as Geometry)
    return column === 'json' ? JSON.stringify(value) : value
  }
  const line = (row: Row): string => {
    const cells: string[] = []
    if (point) {
      const [x = '', y = ''] = (row[point] as GeometryOf<'Point'> | null)?.coordinates ?? []
      cells.push(String(x), String(y))
    }
    for (const name of names) cells.push(cell(written(name, row[name])))
    return cells.join(',')
  }

  yield `${[...(point ? positionNames(shape, point) : []), ...names].map(cell).join(',')}\r\n`
  for await (const batch of batches) if (batch.length > 0) yield `${batch.map(line).join('\r\n')}\r\n`
}

function cell(value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  const text = String(value)
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
