import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { sendStream } from '../download/stream.ts'
import { fromVersion } from '../http/cached.ts'
import { readFound } from '../ogc/features/reading.ts'
import { propertyColumns } from '../ogc/features/selection.ts'
import { featureWriter } from '../ogc/features/writer.ts'
import { owsFault, XML_HEAD, xmlText } from '../ows/index.ts'
import { type Counts, countAll, countOf } from './count.ts'
import { gmlFeatureWriter } from './feature-writer.ts'
import { namespaceOf, PREFIX } from './names.ts'
import { type FeatureRequest, mediaOf } from './request.ts'
import { type Selected, select } from './select.ts'

/** Characters sent at once. */
const CHUNK = 65_536

/** GetFeature: features as GML 3.2 or GeoJSON, sent as they are read, or how many there are. */
export async function getFeature(deps: Deps, c: Context, request: FeatureRequest): Promise<Response> {
  const selected = await select(deps, c, request)
  const { snapshot, reading } = selected
  const answer = async (): Promise<Response> => {
    if (request.isHits) {
      const matched = await deps.reads.run(() => countAll(deps, reading, snapshot))
      return hits(deps, c, request, matched)
    }
    const counts = await deps.reads.run(() => countOf(deps, reading, snapshot))
    if (request.isAlone && counts.returned === 0) throw noFeature(request)
    const pieces =
      request.format === 'gml' ? gmlPieces(deps, c, request, selected, counts) : jsonPieces(deps, selected, counts)
    // What goes wrong before the first feature is told as an exception: nothing was sent yet.
    const first = await pieces.next()
    const whole = async function* () {
      if (!first.done) yield first.value
      yield* pieces
    }
    return sendStream(c, { 'Content-Type': mediaOf(request.format) }, deps.downloads, () => inChunks(whole()))
  }
  return c.req.method === 'GET' ? fromVersion(c, snapshot, deps, answer) : answer()
}

const noFeature = ({ ids }: FeatureRequest) =>
  owsFault('NotFound', 'ID', `aucun objet « ${ids?.[0]?.slice(0, 64)} »`, `no feature '${ids?.[0]?.slice(0, 64)}'`)

function hits(deps: Deps, c: Context, request: FeatureRequest, matched: number): Response {
  const text =
    request.format === 'gml'
      ? `${XML_HEAD}${opening(deps, c, request, { matched, returned: 0 })}</wfs:FeatureCollection>`
      : JSON.stringify({ type: 'FeatureCollection', numberMatched: matched, numberReturned: 0, features: [] })
  return new Response(text, { headers: { 'Content-Type': mediaOf(request.format) } })
}

async function* gmlPieces(
  deps: Deps,
  c: Context,
  request: FeatureRequest,
  { snapshot, reading, crs, columns }: Selected,
  counts: Counts,
): AsyncGenerator<string> {
  const { node, table } = snapshot
  const write = gmlFeatureWriter({ collection: node.name, shape: table.shape, columns, crs })
  if (request.isAlone) {
    for await (const found of readFound(deps.chain.lake, { ...reading, limit: 1 }))
      yield XML_HEAD + write(found, namespaces(deps, c))
    return
  }
  yield XML_HEAD + opening(deps, c, request, counts, snapshot.pin)
  for await (const found of readFound(deps.chain.lake, reading)) yield `<wfs:member>${write(found)}</wfs:member>\n`
  yield '</wfs:FeatureCollection>'
}

async function* jsonPieces(
  deps: Deps,
  { snapshot, reading, crs, columns }: Selected,
  counts: Counts,
): AsyncGenerator<string> {
  const { shape } = snapshot.table
  const properties = propertyColumns(shape).filter((name) => columns.includes(name))
  const write = featureWriter({ shape, properties, geometry: true, crs, jsonfg: false })
  const head = {
    type: 'FeatureCollection',
    ...(counts.matched !== undefined && { numberMatched: counts.matched }),
    numberReturned: counts.returned,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  let comma = ''
  for await (const found of readFound(deps.chain.lake, reading)) {
    yield `${comma}{${write(found)}}`
    comma = ',\n'
  }
  yield ']}'
}

/** The start of a collection, with the addresses of the pages around it. */
function opening(deps: Deps, c: Context, request: FeatureRequest, { matched, returned }: Counts, pin?: string): string {
  const now = deps.chain.clock().toISOString()
  const { startIndex, count } = request
  const hasMore = matched === undefined ? returned > 0 && returned === count : startIndex + returned < matched
  const page = (index: number) => xmlText(addressAt(c, index, pin))
  const isPaged = !request.isHits && count !== undefined && count > 0 && c.req.method === 'GET'
  const next = isPaged && hasMore ? ` next="${page(startIndex + returned)}"` : ''
  const previous = isPaged && startIndex > 0 ? ` previous="${page(Math.max(0, startIndex - count))}"` : ''
  return `<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"${namespaces(deps, c)} timeStamp="${now}" numberMatched="${matched ?? 'unknown'}" numberReturned="${returned}"${next}${previous}>\n`
}

/** The same request from another feature on, of the very same content. */
function addressAt(c: Context, index: number, pin: string | undefined): string {
  const { origin, pathname, searchParams } = new URL(c.req.url)
  const kept = [...searchParams].filter(([name]) => !/^(startindex|pin)$/i.test(name))
  const query = new URLSearchParams([...kept, ['STARTINDEX', String(index)], ...(pin ? [['PIN', pin]] : [])])
  return `${origin}${pathname}?${query}`
}

function namespaces({ chain }: Deps, c: Context): string {
  const namespace = namespaceOf(chain.graph.territory)
  const { origin } = new URL(c.req.url)
  const schema = xmlText(`${origin}/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType`)
  const places = [
    ...[namespace, schema],
    ...['http://www.opengis.net/wfs/2.0', 'http://schemas.opengis.net/wfs/2.0/wfs.xsd'],
    ...['http://www.opengis.net/gml/3.2', 'http://schemas.opengis.net/gml/3.2.1/gml.xsd'],
  ]
  return ` xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:${PREFIX}="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${places.join(' ')}"`
}

/** Small texts joined into bytes worth sending. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let waiting: string[] = []
  let size = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size < CHUNK) continue
    yield encoder.encode(waiting.join(''))
    waiting = []
    size = 0
  }
  if (size > 0) yield encoder.encode(waiting.join(''))
}
