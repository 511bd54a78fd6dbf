import type { Duplex } from 'node:stream'

/** A packet of MQTT may be 256 MB: ours never need more than this (bytes). */
export const MOST_PACKET_BYTES = 1_048_576

/**
 * Ends a connection that announces a packet larger than we take, before any of it is kept. The parser has no such limit: the
 * fixed headers (MQTT 3.1.1, 2.2: one byte of type, one to four of length) are followed in what is read from the stream.
 */
export function limitPackets(stream: Duplex, most = MOST_PACKET_BYTES): void {
  let [toSkip, length, digits] = [0, 0, -1] as [number, number, number]
  const fits = (chunk: Uint8Array): boolean => {
    for (let i = 0; i < chunk.length; ) {
      if (toSkip > 0) {
        const skipped = Math.min(toSkip, chunk.length - i)
        toSkip -= skipped
        i += skipped
        continue
      }
      const byte = chunk[i++]!
      if (digits < 0) [digits, length] = [0, 0]
      else {
        length += (byte & 127) * 128 ** digits++
        if (length > most || digits > 4) return false
        if (byte < 128) [toSkip, digits] = [length, -1]
      }
    }
    return true
  }
  const read = stream.read.bind(stream)
  stream.read = (size?: number) => {
    const chunk = read(size) as Buffer | null
    if (chunk === null || fits(chunk)) return chunk
    stream.destroy(new Error(`a packet of more than ${most} bytes`))
    return null
  }
}
