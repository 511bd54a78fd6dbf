import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { badBody, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import { readJson } from '../write/body.ts'
import { askedFrom, type Item, type Result } from './run.ts'

// Batches as OData 4.0 first wrote them (Protocol, 11.7): parts of MIME, each an HTTP request; a part that is itself multipart
// is a change set, whose requests happen together.

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** The boundary of a content type; undefined when it is not multipart. */
export const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/mixed\s*;.*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType)?.slice(1).find(Boolean)

/** The requests of a batch in parts. Throws `sensorthings.bad-body`, `sensorthings.too-costly`. */
export function readMultipart(text: string, boundary: string, root: string): Item[] {
  const items: Item[] = []
  partsOf(text, boundary).forEach((part, i) => {
    const inner = boundaryOf(part.headers.get('content-type') ?? '')
    if (inner === undefined) items.push(itemOf(part, `${i + 1}`, root))
    else
      partsOf(part.body, inner).forEach((one, j) => {
        items.push({ ...itemOf(one, `${i + 1}.${j + 1}`, root), group: `${i + 1}` })
      })
  })
  return items
}

function partsOf(text: string, boundary: string): Part[] {
  const pieces = `\n${text.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`)
  if (pieces.length < 3 && !pieces.at(-1)?.startsWith('--'))
    throw badBody('body', 'Aucune partie entre les séparateurs annoncés', 'No part between the boundaries announced')
  if (pieces.length > limits.batch + 2) throw tooMuch('body', 'Demandes d’un lot', 'Requests of a batch', limits.batch)
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => headed(piece.replace(/^[ \t]*\n/, '')))
}

/** Headers, an empty line, the rest. */
function headed(text: string): Part {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const head = end < 0 ? text : text.slice(0, end)
  const headers = new Map<string, string>()
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end < 0 ? '' : text.slice(end + (end === 0 ? 1 : 2)) }
}

function itemOf({ headers, body }: Part, fallback: string, root: string): Item {
  const id = headers.get('content-id')?.replace(/^<|>$/g, '') ?? fallback
  const trimmed = body.replace(/^\n+/, '')
  const lineEnd = trimmed.indexOf('\n')
  const line = lineEnd < 0 ? trimmed : trimmed.slice(0, lineEnd)
  const found = /^([A-Za-z]+) +(.+?)(?: +HTTP\/[\d.]+)?\s*$/.exec(line)
  const place = `part ${fallback}`
  try {
    if (!found) throw badBody(place, 'Une demande HTTP est attendue', 'An HTTP request is expected')
    const request = headed(lineEnd < 0 ? '' : trimmed.slice(lineEnd + 1))
    const content = request.body.trim()
    return {
      id: request.headers.get('content-id') ?? id,
      asked: askedFrom(found[1]!, found[2]!, root, {
        ...(content !== '' && { body: readJson(content) }),
        ...(request.headers.get('content-type')?.includes('json-patch') && { isJsonPatch: true }),
      }),
      dependsOn: [],
    }
  } catch (error) {
    return { id, asked: { fault: error as Error }, dependsOn: [] }
  }
}

/** The results in parts, change sets together; a change set that failed is told once. */
export function writeMultipart(results: readonly Result[]): { contentType: string; body: string } {
  const boundary = `batch_${randomUUID()}`
  const pieces: string[] = []
  for (let i = 0; i < results.length; ) {
    const { group } = results[i]!
    let end = i + 1
    while (group !== undefined && results[end]?.group === group) end += 1
    const set = results.slice(i, end)
    const failure = set.find(({ status }) => status >= 400 && status !== 424)
    pieces.push(group === undefined || failure ? httpPart(failure ?? set[0]!) : changeSet(set))
    i = end
  }
  return { contentType: `multipart/mixed; boundary=${boundary}`, body: enclosed(pieces, boundary) }
}

function changeSet(results: readonly Result[]): string {
  const boundary = `changeset_${randomUUID()}`
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${enclosed(results.map(httpPart), boundary)}`
}

const enclosed = (pieces: readonly string[], boundary: string) =>
  `${pieces.map((piece) => `--${boundary}\r\n${piece}\r\n`).join('')}--${boundary}--\r\n`

function httpPart({ id, status, location, body }: Result): string {
  const isText = typeof body === 'string'
  const content = body === undefined ? '' : isText ? body : JSON.stringify(body)
  const headers = [
    ...(location ? [`Location: ${location}`] : []),
    ...(content === ''
      ? []
      : [`Content-Type: ${isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'}`]),
  ]
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${id}`,
    '',
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...headers,
    '',
    content,
  ].join('\r\n')
}
