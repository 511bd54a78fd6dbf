import type { Position } from '../../kernel/index.ts'

/** A shape as a test writes it: type code of the format, and its parts. */
export interface TestShape {
  readonly type: number
  readonly parts: readonly (readonly Position[])[]
}

/** A `.shp` with these shapes. */
export function shpOf(shapes: readonly TestShape[]): Buffer {
  const records = shapes.map(({ type, parts }, i) => {
    const content = type % 10 === 1 ? pointOf(type, parts[0]![0]!) : type === 0 ? int32(0) : partsOf(type, parts)
    const head = Buffer.alloc(8)
    head.writeInt32BE(i + 1, 0)
    head.writeInt32BE(content.length / 2, 4)
    return Buffer.concat([head, content])
  })
  const header = Buffer.alloc(100)
  header.writeInt32BE(9994, 0)
  header.writeInt32BE((100 + records.reduce((sum, r) => sum + r.length, 0)) / 2, 24)
  header.writeInt32LE(1000, 28)
  header.writeInt32LE(shapes[0]?.type ?? 0, 32)
  return Buffer.concat([header, ...records])
}

function int32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => {
    bytes.writeInt32LE(value, i * 4)
  })
  return bytes
}

function doubles(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  values.forEach((value, i) => {
    bytes.writeDoubleLE(value, i * 8)
  })
  return bytes
}

function pointOf(type: number, [x, y, z = 0]: Position): Buffer {
  return Buffer.concat([int32(type), doubles(type === 11 ? [x!, y!, z, 0] : [x!, y!])])
}

function partsOf(type: number, parts: TestShape['parts']): Buffer {
  const points = parts.flat()
  const starts = parts.map((_, i) => parts.slice(0, i).flat().length)
  const isMultiPoint = type % 10 === 8
  return Buffer.concat([
    int32(type),
    doubles([0, 0, 0, 0]),
    isMultiPoint ? int32(points.length) : int32(parts.length, points.length, ...starts),
    doubles(points.flatMap(([x, y]) => [x!, y!])),
    type > 10 && type < 20 ? doubles([0, 0, ...points.map(([, , z]) => z ?? -1e39)]) : Buffer.alloc(0),
  ])
}

/** A `.dbf` of text fields of 20 characters. The first letter `*` of a record marks it erased. */
export function dbfOf(
  names: readonly string[],
  records: readonly (readonly string[])[],
  encoding: BufferEncoding = 'utf8',
): Buffer {
  const width = 20
  const head = Buffer.alloc(32)
  head[0] = 3
  head.writeUInt32LE(records.length, 4)
  head.writeUInt16LE(33 + names.length * 32, 8)
  head.writeUInt16LE(1 + names.length * width, 10)
  const fields = names.map((name) => {
    const field = Buffer.alloc(32)
    field.write(name, 0, 'latin1')
    field.write('C', 11)
    field[16] = width
    return field
  })
  const rows = records.map((cells) => {
    const row = Buffer.alloc(1 + names.length * width, ' ')
    cells.forEach((cell, i) => {
      row.write(cell.replace(/^\*/, ''), 1 + i * width, width, encoding)
    })
    if (cells[0]?.startsWith('*')) row[0] = 0x2a
    return row
  })
  return Buffer.concat([head, ...fields, Buffer.from([0x0d]), ...rows, Buffer.from([0x1a])])
}
