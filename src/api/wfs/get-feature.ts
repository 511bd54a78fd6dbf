import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { sendStream } from '../download/stream.ts'
import { fromVersion } from '../http/cached.ts'
import { readFound } from '../ogc/features/reading.ts'
import { propertyColumns } from '../ogc/features/selection.ts'
import { featureWriter } from '../ogc/features/writer.ts'
import { owsFault, XML_HEAD } from '../ows/index.ts'
import { inChunks, namespaces, opening } from './collection.ts'
import { type Counts, countAll, countOf } from './count.ts'
import { gmlFeatureWriter } from './feature-writer.ts'
import { type FeatureRequest, mediaOf } from './request.ts'
import { type Selected, select } from './select.ts'

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
      ? `${XML_HEAD}${opening('FeatureCollection', deps, c, request, { matched, returned: 0 })}</wfs:FeatureCollection>`
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
  yield XML_HEAD + opening('FeatureCollection', deps, c, request, counts, snapshot.pin)
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
