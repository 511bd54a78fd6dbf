import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

const pack = promisify(deflate)
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]
const [BITS, RGBA, SUB] = [8, 6, 1]

/** A picture: four bytes a pixel (red, green, blue, opacity), rows from the top. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** Writes a picture as PNG (ISO/IEC 15948): 8 bits a channel, each row as its difference from the pixel on its left. */
export async function writePng({ width, height, rgba }: Picture): Promise<Uint8Array> {
  const line = width * 4
  const rows = new Uint8Array((line + 1) * height)
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * line, y * (line + 1)]
    rows[to] = SUB
    for (let i = 0; i < line; i++) rows[to + 1 + i] = rgba[from + i]! - (i < 4 ? 0 : rgba[from + i - 4]!)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([BITS, RGBA, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from(SIGNATURE), chunk('IHDR', header), chunk('IDAT', await pack(rows)), chunk('IEND')])
}

/** Length, name, content, and the check sum of the last two. */
function chunk(name: string, content: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const bytes = Buffer.alloc(body.length + 8)
  bytes.writeUInt32BE(content.length, 0)
  bytes.set(body, 4)
  bytes.writeUInt32BE(crc32(body), body.length + 4)
  return bytes
}
