import { createHash, randomUUID } from 'node:crypto'
import type { Frame } from '../types.ts'

/** A UUID made of parts: the same parts, the same UUID. */
export function uuidOf(...parts: readonly (string | number | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = typeof part === 'object' ? part : Buffer.from(String(part))
    // The length first: no two lists of parts are then the same bytes.
    hash.update(`${bytes.length}:`).update(bytes)
  }
  const hex = hash.digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10)

/**
 * What makes two messages the same frame, whichever network, gateway or connection brought them, and however late:
 * - the counter within its session, with port and payload: LoRaWAN never uses one twice in a session;
 * - without session, the counter within its day (UTC);
 * - without counter, the instant that the network gave;
 * - with none of these nothing is merged: two equal messages may be two facts.
 * What is not an uplink is the same when its bytes are.
 */
export function identityOf(frame: Frame): string {
  const { device, session, fcnt, port = -1, payload, kind, time, received } = frame
  if (kind !== 'uplink') return uuidOf(kind, device, rawOf(frame))
  const content = payload.length > 0 ? payload : JSON.stringify(frame.decodedByNetwork ?? null)
  if (fcnt !== undefined) return uuidOf('counter', device, session ?? dayOf(time), fcnt, port, content)
  if (time.getTime() !== received.getTime()) return uuidOf('time', device, time.getTime(), port, content)
  return randomUUID()
}

/** The message as bytes. */
export const rawOf = ({ raw }: Pick<Frame, 'raw'>): Uint8Array =>
  raw instanceof Uint8Array ? raw : Buffer.from(JSON.stringify(raw) ?? '')
