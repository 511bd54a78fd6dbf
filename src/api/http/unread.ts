import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { OrchestraError } from '../../kernel/index.ts'
import { problemResponse } from './problem.ts'

/** Bytes of the address and of the headers of a request, together: the outline of a municipality fits, drawn by some 2,000 points. */
export const MOST_HEAD_BYTES = 65_536

/** How long a client that is still sending may go on once it was answered, in milliseconds. */
const LINGER_MS = 2000

/** What Node holds on a connection beyond its public type. */
interface Connection extends Duplex {
  readonly _httpMessage?: { readonly headersSent: boolean } | null
}

const answered = new WeakSet<Duplex>()

/**
 * Answers a request that Node's parser gave up, with a problem that says why and what to do: a listener of `clientError`. Both
 * languages are told: what was asked for is in what was not read.
 */
export async function answerUnread(cause: NodeJS.ErrnoException, socket: Connection): Promise<void> {
  // What comes after is let go: a connection closed on it would take the answer away with it.
  if (answered.has(socket)) return
  if (cause.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy()
    return
  }
  answered.add(socket)
  const response = problemResponse(faultOf(cause.code), { language: 'fr' })
  const body = await response.text()
  const head = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`,
    ...[...response.headers].map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}

function faultOf(code: string | undefined): OrchestraError {
  if (code === 'HPE_HEADER_OVERFLOW') return tooLong
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? tooSlow : notHttp
}

const tooLong = new OrchestraError({
  code: 'api.head-too-large',
  say: {
    fr: `L’adresse et les en-têtes de la demande dépassent ${MOST_HEAD_BYTES} octets.`,
    en: `The address and the headers of the request are larger than ${MOST_HEAD_BYTES} bytes.`,
  },
  remedy: {
    fr: 'Simplifiez la géométrie du filtre, ou envoyez-le dans le corps d’un GetFeature : POST /wfs.',
    en: 'Simplify the geometry of the filter, or send it in the body of a GetFeature: POST /wfs.',
  },
})

const tooSlow = new OrchestraError({
  code: 'api.unfinished',
  say: { fr: 'La demande n’est pas arrivée à temps.', en: 'The request did not come in time.' },
  remedy: { fr: 'Envoyez-la de nouveau.', en: 'Send it again.' },
})

const notHttp = new OrchestraError({
  code: 'api.not-http',
  say: { fr: 'Cette demande n’est pas du HTTP.', en: 'This request is no HTTP.' },
  remedy: {
    fr: 'Écrivez-la selon la RFC 9112 ; dans une adresse, un espace s’écrit %20.',
    en: 'Write it as RFC 9112 says; in an address, a space is written %20.',
  },
})
