import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { xmlText } from '../ows/index.ts'
import type { Counts } from './count.ts'
import { namespaceOf, PREFIX } from './names.ts'
import type { FeatureRequest } from './request.ts'

/** Characters sent at once. */
const CHUNK = 65_536

/** The start of a collection of features or of values, with the addresses of the pages around it. */
export function opening(
  name: 'FeatureCollection' | 'ValueCollection',
  deps: Deps,
  c: Context,
  request: FeatureRequest,
  { matched, returned }: Counts,
  pin?: string,
): string {
  const now = deps.chain.clock().toISOString()
  const { startIndex, count } = request
  const hasMore = matched === undefined ? returned > 0 && returned === count : startIndex + returned < matched
  const page = (index: number) => xmlText(addressAt(c, index, pin))
  const isPaged = !request.isHits && count !== undefined && count > 0 && c.req.method === 'GET'
  const next = isPaged && hasMore ? ` next="${page(startIndex + returned)}"` : ''
  const previous = isPaged && startIndex > 0 ? ` previous="${page(Math.max(0, startIndex - count))}"` : ''
  return `<wfs:${name} xmlns:wfs="http://www.opengis.net/wfs/2.0"${namespaces(deps, c)} timeStamp="${now}" numberMatched="${matched ?? 'unknown'}" numberReturned="${returned}"${next}${previous}>\n`
}

/** The same request from another feature on, of the very same content. */
function addressAt(c: Context, index: number, pin: string | undefined): string {
  const { origin, pathname, searchParams } = new URL(c.req.url)
  const kept = [...searchParams].filter(([name]) => !/^(startindex|pin)$/i.test(name))
  const query = new URLSearchParams([...kept, ['STARTINDEX', String(index)], ...(pin ? [['PIN', pin]] : [])])
  return `${origin}${pathname}?${query}`
}

/** The namespaces of our documents, and where their schemas are. */
export function namespaces({ chain }: Deps, c: Context): string {
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
export async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
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
