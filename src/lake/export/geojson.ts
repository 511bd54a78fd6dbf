import { type ColumnFacts, columnOfRole, type Table } from '../../kernel/index.ts'
import { TextSink } from '../text-sink.ts'
import type { Row } from '../types.ts'
import { geojsonWriter } from '../wkb-text.ts'
import type { Prepared, RawRows } from './prepare.ts'

/** Rows as a GeoJSON FeatureCollection (RFC 7946), a piece a batch. */
export async function* geojsonText({ shape, raw }: Prepared): AsyncGenerator<Uint8Array> {
  const feature = featureWriter(shape, raw)
  const out = new TextSink()
  out.ascii('{"type":"FeatureCollection","features":[')
  let separator = '\n'
  for await (const batch of raw.rows) {
    for (const row of batch) {
      out.ascii(separator)
      feature(row, out)
      separator = ',\n'
    }
    yield out.take()
  }
  out.ascii('\n]}\n')
  yield out.take()
}

/** Rows as one feature a line; with `mark`, that character before each: RS makes it an RFC 8142 sequence. */
export async function* geojsonLines({ shape, raw }: Prepared, mark = ''): AsyncGenerator<Uint8Array> {
  const feature = featureWriter(shape, raw)
  const out = new TextSink()
  for await (const batch of raw.rows) {
    for (const row of batch) {
      out.ascii(mark)
      feature(row, out)
      out.ascii('\n')
    }
    yield out.take()
  }
}

/** The function that writes a row as a Feature. A key of one column is its `id`. */
function featureWriter(shape: Table, raw: RawRows): (row: Row, out: TextSink) => void {
  const primary = columnOfRole(shape, 'geometry')
  const id = shape.key.length === 1 ? shape.key[0] : undefined
  const writers = Object.entries(shape.columns).map(([name, facts]) => ({
    name,
    write: valueWriter(facts, raw.move(name)),
  }))
  const geometry = writers.find(({ name }) => name === primary)
  const properties = writers
    .filter(({ name }) => name !== primary)
    .map(({ name, write }, i) => ({ name, write, label: `${i === 0 ? '' : ','}${JSON.stringify(name)}:` }))

  return (row, out) => {
    out.ascii('{"type":"Feature",')
    const key = id === undefined ? undefined : row[id]
    if (typeof key === 'string' || typeof key === 'number') out.text(`"id":${JSON.stringify(key)},`)
    out.ascii('"geometry":')
    if (geometry && row[geometry.name] !== null) geometry.write(row[geometry.name], out)
    else out.ascii('null')
    out.ascii(',"properties":{')
    for (const { name, write, label } of properties) {
      out.text(label)
      if (row[name] === null) out.ascii('null')
      else write(row[name], out)
    }
    out.ascii('}}')
  }
}

/** Writes a value that is there. */
type WriteValue = (value: unknown, out: TextSink) => void

function valueWriter({ column }: ColumnFacts, move: ReturnType<RawRows['move']>): WriteValue {
  switch (column) {
    case 'geometry':
      return geojsonWriter({ move, turn: true }) as WriteValue
    case 'integer':
    case 'number':
      return (value, out) => out.number(value as number)
    case 'boolean':
      return (value, out) => out.ascii(String(value))
    case 'date':
      return (value, out) => out.ascii(`"${value}"`)
    case 'instant':
      return (value, out) => out.ascii(`"${(value as Date).toISOString()}"`)
    default:
      return (value, out) => out.text(JSON.stringify(value))
  }
}
