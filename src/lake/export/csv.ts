import type { Geometry, GeometryOf, Table } from '../../kernel/index.ts'
import type { Row } from '../types.ts'
import { toLonLat } from './lonlat.ts'
import { wkt } from './wkt.ts'

/**
 * Rows as CSV (RFC 4180: comma, CRLF, quotes where needed; UTF-8 without BOM), a piece a batch. A missing value is empty, an
 * empty text is `""`. Geometries are WKT; tables of points also get `lon` and `lat` in front.
 *
 * Values that look like spreadsheet formulas are left as they are: a prefix would falsify the data for every other
 * reader, and those who open foreign files in a spreadsheet are told so by it.
 */
export async function* csvLines(shape: Table, batches: AsyncIterable<Row[]>): AsyncGenerator<string> {
  const converters = toLonLat(shape)
  const names = Object.keys(shape.columns)
  const point = pointColumn(shape)

  const written = (name: string, value: unknown): unknown => {
    if (value === null) return null
    const convert = converters.get(name)
    if (convert) return wkt(convert(value as Geometry))
    return shape.columns[name]!.column === 'json' ? JSON.stringify(value) : value
  }
  const line = (row: Row): string => {
    const cells: string[] = []
    if (point) {
      const geometry = row[point] as GeometryOf<'Point'> | null
      const converted = geometry && (converters.get(point)!(geometry) as GeometryOf<'Point'>)
      const [lon = '', lat = ''] = converted?.coordinates ?? []
      cells.push(String(lon), String(lat))
    }
    for (const name of names) cells.push(cell(written(name, row[name])))
    return cells.join(',')
  }

  yield `${[...(point ? ['lon', 'lat'] : []), ...names].map(cell).join(',')}\r\n`
  for await (const batch of batches) if (batch.length > 0) yield `${batch.map(line).join('\r\n')}\r\n`
}

/** The column whose positions get columns of their own: that of a table of points without `lon` nor `lat`. */
function pointColumn(shape: Table): string | undefined {
  if (shape.columns.lon || shape.columns.lat) return undefined
  const found = Object.entries(shape.columns).find(
    ([, { geometryTypes: types }]) => types?.length === 1 && types[0] === 'Point',
  )
  return found?.[0]
}

function cell(value: unknown): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  const text = String(value)
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
