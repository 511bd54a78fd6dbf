import { varintAt } from './varint.ts'

/** A structure of Thrift by the numbers of its fields: numbers, booleans, structures. Texts are passed over. */
export interface Struct {
  readonly [field: number]: number | boolean | Struct | undefined
}

// Types of fields in Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
const [TRUE, FALSE, I8, I16, I32, I64, BINARY, STRUCT] = [1, 2, 3, 4, 5, 6, 8, 12]

/**
 * Reads a structure of Thrift's compact protocol, as headers of Parquet pages are: of these types alone. `end` is where it ends.
 * Throws RangeError.
 */
export function readStruct(bytes: Buffer, start: number): { readonly struct: Struct; readonly end: number } {
  let at = start

  const varint = (): number => {
    const [value, end] = varintAt(bytes, at)
    at = end
    return value
  }
  const zigzag = (): number => {
    const value = varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  const field = (type: number): Struct[number] => {
    switch (type) {
      case TRUE:
      case FALSE:
        return type === TRUE
      case I8:
        return bytes.readInt8(at++)
      case I16:
      case I32:
      case I64:
        return zigzag()
      case BINARY: {
        const length = varint()
        at += length
        return undefined
      }
      case STRUCT:
        return struct()
      default:
        throw new RangeError(`Thrift type ${type}`)
    }
  }
  const struct = (): Struct => {
    const fields: Record<number, Struct[number]> = {}
    let number = 0
    for (;;) {
      const head = bytes.readUInt8(at++)
      if (head === 0) return fields
      const step = head >> 4
      number = step === 0 ? zigzag() : number + step
      fields[number] = field(head & 15)
    }
  }
  return { struct: struct(), end: at }
}
