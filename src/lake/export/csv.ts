import type { ColumnFacts, GeometryOf } from '../../kernel/index.ts'
import { TextSink } from '../text-sink.ts'
import { readWkb } from '../wkb.ts'
import { type GeometryTextWriter, wktWriter } from '../wkb-text.ts'
import { pointColumn, positionNames } from './points.ts'
import type { Prepared, RawRows } from './prepare.ts'

/**
 * Rows as CSV (RFC 4180: comma, CRLF, quotes where needed; UTF-8 without BOM), a piece a batch. A missing value is empty, an
 * empty text is `""`. Geometries are WKT; tables of points also get `lon` and `lat` in front, `x` and `y` in a projected CRS.
 * `positions` keeps one of the two.
 *
 * Values that look like spreadsheet formulas are left as they are: a prefix would falsify the data for every other
 * reader, and those who open foreign files in a spreadsheet are told so by it.
 */
export async function* csvLines({ shape, raw }: Prepared, positions?: 'wkt' | 'lonlat'): AsyncGenerator<Uint8Array> {
  const point = positions === 'wkt' ? undefined : pointColumn(shape)
  const names = Object.keys(shape.columns).filter((name) => positions !== 'lonlat' || name !== point)
  const place = point === undefined ? undefined : placeWriter(raw.move(point))
  // A line without anything is skipped by many readers: alone, a missing value is written as an empty text.
  const missing = names.length === 1 && point === undefined ? '""' : ''
  const cells = names.map((name) => ({ name, write: cellWriter(shape.columns[name]!, raw.move(name)) }))
  const out = new TextSink()

  out.text(`${[...(point ? positionNames(shape, point) : []), ...names].map(quoted).join(',')}\r\n`)
  for await (const batch of raw.rows) {
    for (const row of batch) {
      if (place) place(row[point!] as Uint8Array | null, out)
      let isFirst = place === undefined
      for (const { name, write } of cells) {
        if (!isFirst) out.ascii(',')
        isFirst = false
        if (row[name] !== null) write(row[name], out)
        else out.ascii(missing)
      }
      out.ascii('\r\n')
    }
    yield out.take()
  }
  if (out.length > 0) yield out.take()
}

/** The function that writes a point as two cells. */
function placeWriter(move: ReturnType<RawRows['move']>): (wkb: Uint8Array | null, out: TextSink) => void {
  return (wkb, out) => {
    const { coordinates } = wkb ? (readWkb(wkb) as GeometryOf<'Point'>) : { coordinates: [] }
    if (coordinates.length === 0) return out.ascii(',')
    const [x, y] = move ? move(coordinates) : coordinates
    out.ordinate(x!)
    out.ascii(',')
    out.ordinate(y!)
  }
}

function cellWriter(
  { column }: ColumnFacts,
  move: ReturnType<RawRows['move']>,
): (value: unknown, out: TextSink) => void {
  switch (column) {
    case 'geometry':
      return wktCell(wktWriter({ move }))
    case 'json':
      return (value, out) => out.text(quoted(JSON.stringify(value)))
    case 'instant':
      return (value, out) => out.ascii((value as Date).toISOString())
    case 'integer':
    case 'number':
      return (value, out) => out.number(value as number)
    default:
      return (value, out) => out.text(quoted(String(value)))
  }
}

/** Well-known text as a cell: in quotes where a comma stands between positions. */
function wktCell(write: GeometryTextWriter): (value: unknown, out: TextSink) => void {
  const own = new TextSink()
  return (value, out) => {
    write(value as Uint8Array, own)
    out.quoted(own)
  }
}

const quoted = (text: string): string =>
  text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
