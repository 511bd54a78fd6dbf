import { ASCII, DOUBLE, type Field, LONG, SHORT } from './tags.ts'

const SIZES = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 } as const
/** Bytes of a directory but its entries of 12: how many there are, and where the next one is. */
const FRAME = 2 + 4

const HEADER = [0x49, 0x49, 42, 0, 8, 0, 0, 0] // little-endian TIFF, its first directory at byte 8

const room = ([, type, values]: Field) => SIZES[type] * values.length
/** Values that do not fit in their entry follow the directory, each on an even byte. */
const spare = (field: Field) => (room(field) > 4 ? room(field) + (room(field) % 2) : 0)
const sizeOf = (fields: readonly Field[]) =>
  FRAME + fields.length * 12 + fields.reduce((sum, field) => sum + spare(field), 0)

/** Bytes before the first tile, whatever the values of the fields. */
export const headSize = (directories: readonly (readonly Field[])[]): number =>
  directories.reduce((sum, fields) => sum + sizeOf(fields), HEADER.length)

/** The header and the directories, one after another. */
export function headBytes(directories: readonly (readonly Field[])[]): Uint8Array {
  const bytes = new Uint8Array(headSize(directories))
  const view = new DataView(bytes.buffer)
  bytes.set(HEADER)
  let at = HEADER.length
  for (const [i, fields] of directories.entries()) {
    const next = at + sizeOf(fields)
    writeFields(view, at, fields)
    view.setUint32(at + 2 + fields.length * 12, i + 1 < directories.length ? next : 0, true)
    at = next
  }
  return bytes
}

function writeFields(view: DataView, start: number, fields: readonly Field[]): void {
  view.setUint16(start, fields.length, true)
  let beyond = start + FRAME + fields.length * 12
  for (const [i, field] of fields.entries()) {
    const [tag, type, values] = field
    const entry = start + 2 + i * 12
    view.setUint16(entry, tag, true)
    view.setUint16(entry + 2, type, true)
    view.setUint32(entry + 4, values.length, true)
    let at = entry + 8
    if (room(field) > 4) {
      view.setUint32(at, beyond, true)
      at = beyond
      beyond += spare(field)
    }
    for (const [k, value] of values.entries()) put(view, type, at + k * SIZES[type], value)
  }
}

function put(view: DataView, type: Field[1], at: number, value: number): void {
  if (type === ASCII) view.setUint8(at, value)
  else if (type === SHORT) view.setUint16(at, value, true)
  else if (type === LONG) view.setUint32(at, value, true)
  else view.setFloat64(at, value, true)
}
