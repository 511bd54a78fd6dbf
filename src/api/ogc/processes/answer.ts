import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { ProcessOutput } from '../../../kernel/index.ts'
import type { AskedOutput, AskedResults, Job, Offered } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { sendStream } from '../../download/stream.ts'
import { mediaTypesOf } from './formats.ts'
import { insideDocument, type Written, writeOutput } from './output.ts'

/** Of a job, what its results are told by. */
type Answered = Pick<Job, 'id' | 'results' | 'request'>

/** One output that was asked for and made. */
interface Part {
  readonly name: string
  readonly asked: AskedOutput
  /** The media type it goes in. */
  readonly mediaType: string
  /** Where it can be fetched on its own. */
  readonly href: string
  readonly written: Written
}

/**
 * The results of a job, as its request asks (18-062r2, tables 11 to 14): alone, in several parts, as links, or in a JSON document.
 * Whoever takes JSON only gets the document where there would be several parts.
 */
export function answerResults(deps: Deps, c: Context, job: Answered, offered: Offered): Response {
  const parts = partsOf(deps, c, job, offered)
  const headers = {
    'Cache-Control': 'private, no-store',
    Vary: 'Accept, Accept-Language, Prefer',
  }
  const send = (mediaType: string, more: Record<string, string>, open: () => AsyncIterable<Uint8Array>) =>
    sendStream(c, { ...headers, ...more, 'Content-Type': withCharset(mediaType) }, deps.downloads, open)
  const { response } = job.request as AskedResults
  if (response === 'document') return send('application/json', {}, () => documentOf(parts))
  const [first] = parts
  if (parts.every(({ asked }) => asked.transmission === 'reference'))
    return new Response(null, { status: 204, headers: withLinks(headers, parts) })
  if (first && parts.length === 1) return send(first.mediaType, {}, first.written.bytes)
  if (takesOnlyJson(c)) return send('application/json', {}, () => documentOf(parts))
  const boundary = randomUUID()
  return send(`multipart/related; boundary=${boundary}`, {}, () => multipartOf(parts, boundary))
}

function partsOf(deps: Deps, c: Context, job: Answered, offered: Offered): Part[] {
  const { origin } = new URL(c.req.url)
  const results = job.results ?? {}
  return Object.entries((job.request as AskedResults).outputs).flatMap(([name, asked]) => {
    const output = offered.outputs[name]
    const result = results[name]
    if (!output || !result) return []
    const written = writeOutput(deps, c, name, output, result, asked.mediaType ?? negotiated(c, output))
    const { mediaType } = written
    return { name, asked, mediaType, written, href: hrefOf(origin, job, name, asked.mediaType) }
  })
}

/** Where one output of a job is. */
export function hrefOf(origin: string, { id }: Pick<Job, 'id'>, name: string, mediaType?: string): string {
  const kind = mediaType ? `?mediaType=${encodeURIComponent(mediaType)}` : ''
  return `${origin}/ogc/jobs/${id}/results/${name}${kind}`
}

/** The first media type of an output that `Accept` names, else its usual one. */
export function negotiated(c: Context, output: ProcessOutput): string {
  const given = mediaTypesOf(output)
  const asked = parseAccept(c.req.header('Accept') ?? '*/*').toSorted((a, b) => b.q - a.q)
  return asked.map(({ type }) => given.find((one) => one === type)).find((found) => found) ?? given[0]!
}

const withCharset = (mediaType: string) => (mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)

function takesOnlyJson(c: Context): boolean {
  const taken = parseAccept(c.req.header('Accept') ?? '*/*').map(({ type }) => type.toLowerCase())
  return taken.includes('application/json') && !taken.some((type) => /^(multipart|\*)\//.test(type))
}

function withLinks(headers: Readonly<Record<string, string>>, parts: readonly Part[]): Headers {
  const all = new Headers(headers)
  for (const { href, name, mediaType } of parts)
    all.append('Link', `<${href}>; rel="item"; title="${name}"; type="${mediaType}"`)
  return all
}

const encoder = new TextEncoder()

/** A results document: values and links, by the names of the outputs. */
async function* documentOf(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  let before = '{'
  for (const { name, asked, href, mediaType, written } of parts) {
    yield encoder.encode(`${before}${JSON.stringify(name)}:`)
    before = ','
    if (asked.transmission === 'reference') yield encoder.encode(JSON.stringify({ href, type: mediaType, title: name }))
    else yield* insideDocument(written)
  }
  yield encoder.encode(before === '{' ? '{}' : '}')
}

/** Several outputs one after another (RFC 2387); one given by reference is an empty part that says where it is. */
async function* multipartOf(parts: readonly Part[], boundary: string): AsyncGenerator<Uint8Array> {
  for (const { name, asked, href, mediaType, written } of parts) {
    const isLink = asked.transmission === 'reference'
    const head = [
      `--${boundary}`,
      `Content-Type: ${withCharset(mediaType)}`,
      `Content-ID: <${name}>`,
      ...(isLink ? [`Content-Location: ${href}`] : []),
    ]
    yield encoder.encode(`${head.join('\r\n')}\r\n\r\n`)
    if (!isLink) yield* written.bytes()
    yield encoder.encode('\r\n')
  }
  yield encoder.encode(`--${boundary}--\r\n`)
}
