import type { Context } from 'hono'
import { owsFault } from '../ows/index.ts'

/** Bytes of a request sent as XML, at most. */
const MOST_BYTES = 1_000_000

/** Reads the body of a request, no further than it may go. Throws `OperationParsingFailed`. */
export async function readBody(c: Context): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  if (c.req.raw.body)
    for await (const piece of c.req.raw.body as unknown as AsyncIterable<Uint8Array>) {
      size += piece.length
      if (size > MOST_BYTES)
        throw owsFault(
          'OperationParsingFailed',
          'request',
          `plus de ${MOST_BYTES} octets`,
          `more than ${MOST_BYTES} bytes`,
        )
      pieces.push(piece)
    }
  return new TextDecoder().decode(Buffer.concat(pieces))
}
