import type { Hono, Context as Http } from 'hono'
import { cors } from 'hono/cors'
import { sensingName, type Viewer } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Caller } from '../../observe/mqtt/index.ts'
import type { Deps } from '../deps.ts'
import { around } from '../http/around.ts'
import { speechOf } from '../http/language.ts'
import { keepReadings, noteReading } from '../http/readings.ts'
import { findViewer } from '../http/viewer.ts'
import { readJsonBatch, writeJsonBatch } from './batch/json.ts'
import { boundaryOf, readMultipart, writeMultipart } from './batch/multipart.ts'
import { runBatch } from './batch/run.ts'
import { fault } from './faults.ts'
import { sensorThingsPage } from './html/page.tsx'
import { limits } from './limits.ts'
import { noKey, type Rights } from './service/caller.ts'
import { errorBody, named, statusFor } from './service/errors.ts'
import { serviceRoot } from './service/root.ts'
import type { Asked, Given, SensorThings } from './service/service.ts'
import { readJson } from './write/body.ts'

/** Where the service is. */
export const base = '/sensorthings/v1.1'

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'] as const

/** Serves SensorThings: one address for all, for its paths are a language of their own. */
export function serveSensorThings(app: Hono, service: SensorThings, deps: Deps, mqtt: string | undefined): void {
  const handle = async (c: Http): Promise<Response> => {
    try {
      return await answer(c, service, deps, mqtt)
    } catch (thrown) {
      const error = named(thrown)
      const status = statusFor(error)
      if (status >= 500)
        deps.chain.log('api.error', { path: c.req.path, error: String(thrown), cause: String(error.cause ?? '') })
      const { language } = speechOf(c)
      const headers: Record<string, string> = { 'Content-Language': language, 'Cache-Control': 'no-store' }
      if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
      if (status === 503) headers['Retry-After'] = '5'
      return c.json(errorBody(error, status, language), status as 400, headers)
    }
  }
  const open = cors({
    origin: '*',
    allowMethods: [...methods],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
    exposeHeaders: ['Location'],
  })
  const { govern, secret, meter } = deps
  const handlers = [open, ...around(`${base}/*`, meter.count, true), findViewer(govern, secret), keepReadings(govern)]
  for (const path of [base, `${base}/*`]) {
    app.use(path, ...handlers)
    app.on([...methods], [path], handle)
  }
}

async function answer(c: Http, service: SensorThings, deps: Deps, mqtt: string | undefined): Promise<Response> {
  const url = new URL(c.req.url)
  const root = `${url.origin}${base}`
  const path = url.pathname.slice(base.length)
  const method = c.req.method === 'HEAD' ? 'GET' : (c.req.method as Asked['method'])
  const query = url.search.slice(1)
  const { caller, viewer } = await whoAsks(c, deps, service)
  const rights = await service.rightsOf(caller, viewer)
  if (path === '' || path === '/') {
    if (method !== 'GET') throw wrongMethod(method)
    if (wantsPage(c)) return sensorThingsPage(deps, c, root, mqtt)
    return c.json(serviceRoot(root, mqtt), 200, { Vary: 'Accept' })
  }
  if (/^\/\$batch\/?$/.test(path)) {
    if (method !== 'POST') throw wrongMethod(method)
    return batch(c, service, rights, root)
  }
  const idempotencyKey = c.req.header('Idempotency-Key')?.slice(0, 500)
  const type = c.req.header('Content-Type') ?? ''
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const body = hasBody ? readJson(await readText(c, isBulk(path) ? limits.bulk : limits.body)) : undefined
  const asked: Asked = {
    ...{ method, path, query },
    ...(hasBody && { body }),
    ...(type.includes('json-patch') && { isJsonPatch: true }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  }
  const given = await service.ask(rights, root, asked)
  if (method === 'GET')
    for (const id of await closedRead(service, rights, root, asked, given)) noteReading(c, sensingName(id))
  return respond(c, given)
}

const isBulk = (path: string) => /^\/CreateObservations\/?$/.test(path)

async function readText(c: Http, most: number): Promise<string> {
  const declared = Number(c.req.header('Content-Length') ?? 0)
  const bytes = declared > most ? undefined : await upTo(c.req.raw.body, most)
  if (bytes) return new TextDecoder().decode(bytes)
  throw fault(
    'sensorthings.too-large',
    { fr: 'Le corps de la demande est trop gros.', en: 'The body of the request is too large.' },
    { remedy: { fr: `${most} octets au plus.`, en: `At most ${most} bytes.` } },
  )
}

/** The bytes of a stream, undefined when there are more than allowed. */
async function upTo(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream ?? []) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function batch(
  c: Http,
  service: SensorThings,
  rights: Awaited<ReturnType<SensorThings['rightsOf']>>,
  root: string,
) {
  // A batch may ask of anything: all that it may see is noted.
  for (const id of rights.closed) noteReading(c, sensingName(id))
  const type = c.req.header('Content-Type') ?? 'application/json'
  const { language } = speechOf(c)
  const boundary = boundaryOf(type)
  const text = await readText(c, limits.bulk)
  if (boundary !== undefined) {
    const results = await runBatch(service, rights, root, readMultipart(text, boundary, root), language)
    const { contentType, body } = writeMultipart(results)
    return c.body(body, 200, { 'Content-Type': contentType })
  }
  if (!/json/i.test(type))
    throw fault('sensorthings.media-type', {
      fr: 'Un lot est en JSON ou en multipart/mixed.',
      en: 'A batch is in JSON or in multipart/mixed.',
    })
  const results = await runBatch(service, rights, root, readJsonBatch(readJson(text), root), language)
  return c.json(writeJsonBatch(results))
}

function respond(c: Http, { status, answer: given, location }: Given): Response {
  const headers: Record<string, string> = {
    'Cache-Control': 'private, no-store',
    ...(location && { Location: location }),
  }
  if (given.kind === 'nothing') return c.body(null, status as 200, headers)
  if (given.kind === 'text') return c.text(given.body, status as 200, headers)
  return c.json(given.body as object, status as 200, headers)
}

/** A browser asks for a page first; programs do not. */
const wantsPage = (c: Http): boolean => {
  const f = c.req.query('f')
  if (f === 'html' || f === 'json') return f === 'html'
  return /^[^,]*text\/html/.test(c.req.header('Accept') ?? '')
}

/** Who writes and who reads: a key for writing reads what anybody does, a key for reading or a session writes nothing. */
async function whoAsks(
  c: Http,
  deps: Deps,
  { authenticate }: SensorThings,
): Promise<{ readonly caller: Caller; readonly viewer?: Viewer }> {
  const token = /^Bearer +(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  const caller = token === undefined ? undefined : await authenticate(token)
  if (caller) return { caller }
  try {
    return { caller: { kind: 'anonymous' }, viewer: deps.viewerOf(c) }
  } catch (error) {
    throw error instanceof OrchestraError && error.code === 'api.no-token' ? noKey() : error
  }
}

/** The datasets that are not open and that an answer depends on: without them it would be another. */
async function closedRead(
  service: SensorThings,
  { closed, visible, writable }: Rights,
  root: string,
  asked: Asked,
  { answer }: Given,
): Promise<readonly string[]> {
  const told = JSON.stringify(answer)
  const isSameWithout = async (left: readonly string[]): Promise<boolean> => {
    const seen = { closed: [], writable, visible: visible.filter((id) => !left.includes(id)) }
    try {
      return JSON.stringify((await service.ask(seen, root, asked)).answer) === told
    } catch (error) {
      // What it names is not there for who does not see them.
      if (error instanceof OrchestraError && statusFor(error) < 500) return false
      throw error
    }
  }
  if (closed.length === 0 || (await isSameWithout(closed))) return []
  const alone = await Promise.all(closed.map(async (id) => ((await isSameWithout([id])) ? [] : [id])))
  const read = alone.flat()
  return read.length > 0 ? read : closed
}

const wrongMethod = (method: string) =>
  fault('sensorthings.method', {
    fr: `Cette adresse n’accepte pas ${method}.`,
    en: `This address does not take ${method}.`,
  })
