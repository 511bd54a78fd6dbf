import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { knownColumn } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { formatText } from '../cql2/index.ts'
import type { FilterDocument } from '../features/document.ts'
import { MOST_BYTES } from './draw.ts'
import { noTile } from './faults.ts'
import type { DrawnTile } from './job.ts'
import { MVT } from './links.ts'
import type { TileAddress, TileMatrixSet } from './matrix-sets.ts'
import { attributesOf } from './tileset.ts'

/** Reads the level, row and column of an address. Throws `api.no-tile`. */
export function readAddress(set: TileMatrixSet, level: string, row: string, column: string): TileAddress {
  const whole = (text: string, most: number) =>
    /^\d{1,8}$/.test(text) && Number(text) <= most ? Number(text) : undefined
  const z = whole(level, set.maxZoom)
  const most = 2 ** (z ?? 0) - 1
  const [y, x] = [whole(row, most), whole(column, most)]
  if (z === undefined || y === undefined || x === undefined) throw noTile(set, `${level}/${row}/${column}`)
  return { z, x, y }
}

/** `properties=a,b`: the attributes of a tile, all of them by default. */
export function readProperties({ node }: Snapshot, text: string | undefined): string[] {
  const all = attributesOf(node)
  if (text === undefined) return all
  const asked = text.split(',').map((name) => knownColumn(node.rows, 'properties', name.trim()))
  return all.filter((name) => asked.includes(name))
}

interface Asked {
  readonly set: TileMatrixSet
  readonly tile: TileAddress
  readonly properties: readonly string[]
  readonly filters: readonly FilterDocument[]
}

/** The tile, drawn or kept. */
export function tileOf(deps: Deps, snapshot: Snapshot, asked: Asked): Promise<DrawnTile> {
  const { set, tile, properties, filters } = asked
  const { z, x, y } = tile
  // The same filter written otherwise is the same filter.
  const filtered = filters.map(({ filter, options }) => [formatText(filter), options])
  const key = [snapshot.node.name, snapshot.pin, set.id, z, y, x, properties.join(), JSON.stringify(filtered)].join(' ')
  return deps.tiles.get(key, () => deps.reads.run(() => draw(deps, snapshot, asked)))
}

/** The tile as an answer: 204 when nothing is there. A header says when some of its features were left out, and why. */
export async function answerTile(deps: Deps, c: Context, snapshot: Snapshot, asked: Asked): Promise<Response> {
  const response = await fromVersion(c, snapshot, deps, async () => send(c, await tileOf(deps, snapshot, asked)))
  // The same tile is sent compressed or not: the tag is that of both.
  response.headers.set('ETag', `W/${response.headers.get('ETag')}`)
  response.headers.append('Vary', 'Accept-Encoding')
  return response
}

function draw(
  { chain, drawing }: Deps,
  snapshot: Snapshot,
  { set, tile, properties, filters }: Asked,
): Promise<DrawnTile> {
  const [west, south, east, north] = chain.graph.territory.bounds
  return drawing.draw({
    table: snapshot.table,
    rows: snapshot.rows,
    layer: snapshot.node.name,
    columns: properties,
    set: set.id,
    tile,
    around: [(west + east) / 2, (south + north) / 2],
    filters,
  })
}

/** A tile as it is sent, compressed to who takes it; 204 when it is empty. */
export function send(c: Context, { bytes, packed, features, step, share }: DrawnTile): Response {
  if (features === 0) return new Response(null, { status: 204 })
  const packs = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header('Accept-Encoding') ?? '')
  const body = packs ? packed : bytes
  return new Response(Buffer.from(body), {
    headers: {
      'Content-Type': MVT,
      'Content-Length': String(body.length),
      ...(packs && { 'Content-Encoding': 'gzip' }),
      ...thinned(step, share),
    },
  })
}

/** Why and how much a tile was thinned, when it was more than its level asks for. */
function thinned(step: number, share: number): Record<string, string> {
  const reasons = [
    ...(step > 0 ? [`larger than ${MOST_BYTES} bytes; detail divided by ${2 ** step}`] : []),
    ...(share < 1 ? [`too many rows; one in ${Math.round(1 / share)} looked at`] : []),
  ]
  return reasons.length > 0 ? { 'Orchestra-Thinned': reasons.join('; ') } : {}
}
