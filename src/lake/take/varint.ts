/** A whole number written seven bits a byte, the lowest first, as Thrift and Parquet do, and where it ends. Throws RangeError. */
export function varintAt(bytes: Buffer, start: number): readonly [value: number, end: number] {
  let value = 0
  for (let at = start, scale = 1; ; scale *= 128) {
    const byte = bytes.readUInt8(at++)
    value += (byte & 127) * scale
    if (byte < 128) return [value, at]
  }
}
