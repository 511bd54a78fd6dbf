/** The polynomial of CRC-32 (ISO 3309, as zip has it), its highest power in the lowest bit. */
const POLYNOMIAL = 0xedb8_8320
/** x to the powers 0 and 8: one byte more multiplies by the latter. */
const [ONE, BYTE] = [0x8000_0000, 0x0080_0000]

/** The CRC-32 of bytes followed by others, from that of each. */
export function joinedCrc(first: number, second: number, secondBytes: number): number {
  return (product(first, power(BYTE, secondBytes)) ^ second) >>> 0
}

function power(base: number, exponent: number): number {
  let found = ONE
  for (let square = base, left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) found = product(found, square)
    square = product(square, square)
  }
  return found
}

/** The product of two polynomials over bits, modulo that of CRC-32. */
function product(a: number, b: number): number {
  let found = 0
  let shifted = b
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) found ^= shifted
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1
  }
  return found >>> 0
}
