import { inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'
import { OrchestraError } from '../../kernel/index.ts'
import type { Chunks } from '../bytes/chunks.ts'
import { malformed } from '../bytes/problem.ts'
import { byteReader } from '../bytes/reader.ts'
import { NO_TAGS, type Raw, type RawMember, type Tags, tagsOf } from './raw.ts'

// Source: OSM PBF Format, OpenStreetMap wiki (osmformat.proto, 2024). Sizes are the limits it sets.
const MAX_HEADER = 64 * 1024
const MAX_BLOB = 32 * 2 ** 20
const NANO = 1e-9

const supported = new Set(['OsmSchema-V0.6', 'DenseNodes'])
const memberTypes = ['node', 'way', 'relation']

/** The elements of an OSM PBF file, one block at a time. */
export async function* readPbf(chunks: Chunks, place: string): AsyncGenerator<Raw[]> {
  const reader = byteReader(chunks, 'osm', place)
  try {
    while (!(await reader.ended())) {
      const at = reader.offset()
      const headerBytes = (await reader.take(4)).readUInt32BE(0)
      const header = headerBytes <= MAX_HEADER ? blobHeader(await reader.take(headerBytes)) : undefined
      if (!header || (at === 0 && header.type !== 'OSMHeader') || header.size > MAX_BLOB)
        throw badBlock(place, at, { fr: 'en-tête de bloc illisible', en: 'unreadable block header' })
      const blob = await reader.take(header.size)
      const elements = decodeBlock(header.type, blob, place, at)
      if (elements.length > 0) yield elements
    }
  } finally {
    await reader.close()
  }
}

function badBlock(place: string, at: number, why: { fr: string; en: string }, cause?: unknown) {
  return malformed('osm', place, { fr: `${why.fr}, octet ${at}`, en: `${why.en}, byte ${at}` }, { byte: at }, cause)
}

function decodeBlock(type: string, blob: Uint8Array, place: string, at: number): Raw[] {
  try {
    if (type === 'OSMHeader') requireSupported(inflated(blob), place)
    return type === 'OSMData' ? primitives(inflated(blob)) : []
  } catch (error) {
    if (error instanceof OrchestraError) throw error
    throw badBlock(place, at, { fr: 'bloc illisible', en: 'unreadable block' }, error)
  }
}

/** Calls `visit` with each field of a message. A field of bytes is given whole, and is never longer than its message. */
function fields(message: Uint8Array, visit: (tag: number, pbf: PbfReader) => void): void {
  new PbfReader(message).readFields((tag, _, pbf) => visit(tag, pbf), undefined)
}

/** The bytes of a field. A length beyond the message is refused: it would make us read for ever. */
function bytesOf(pbf: PbfReader): Uint8Array {
  const length = pbf.readVarint()
  if (length > pbf.length - pbf.pos) throw new RangeError('field longer than its message')
  pbf.pos += length
  return pbf.buf.subarray(pbf.pos - length, pbf.pos)
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

function numbers(bytes: Uint8Array, signed: boolean): number[] {
  const pbf = new PbfReader(bytes)
  const list: number[] = []
  while (pbf.pos < pbf.length) list.push(signed ? pbf.readSVarint() : pbf.readVarint(true))
  return list
}

/** Numbers written as differences from the one before. */
function deltas(bytes: Uint8Array): number[] {
  const list = numbers(bytes, true)
  for (let i = 1; i < list.length; i++) list[i] = list[i]! + list[i - 1]!
  return list
}

function blobHeader(bytes: Uint8Array): { type: string; size: number } | undefined {
  const header = { type: '', size: -1 }
  try {
    fields(bytes, (tag, pbf) => {
      if (tag === 1) header.type = textOf(bytesOf(pbf))
      else if (tag === 3) header.size = pbf.readVarint()
    })
  } catch {
    return undefined
  }
  return header.size >= 0 ? header : undefined
}

function inflated(blob: Uint8Array): Uint8Array {
  let raw: Uint8Array | undefined
  let deflated: Uint8Array | undefined
  fields(blob, (tag, pbf) => {
    if (tag === 1) raw = bytesOf(pbf)
    else if (tag === 3) deflated = bytesOf(pbf)
  })
  if (raw) return raw
  if (deflated) return inflateSync(deflated, { maxOutputLength: MAX_BLOB })
  throw new RangeError('compression other than zlib')
}

function requireSupported(header: Uint8Array, place: string): void {
  fields(header, (tag, pbf) => {
    if (tag !== 4) return
    const feature = textOf(bytesOf(pbf))
    if (!supported.has(feature))
      throw malformed(
        'osm',
        place,
        { fr: `particularité inconnue : ${feature}`, en: `unknown feature: ${feature}` },
        { feature },
      )
  })
}

interface Block {
  readonly strings: readonly string[]
  /** Degrees of a coordinate as written. */
  readonly lat: (value: number) => number
  readonly lon: (value: number) => number
}

function primitives(bytes: Uint8Array): Raw[] {
  const strings: string[] = []
  const groups: Uint8Array[] = []
  let [granularity, latOffset, lonOffset] = [100, 0, 0]
  fields(bytes, (tag, pbf) => {
    if (tag === 1) fields(bytesOf(pbf), (t, table) => t === 1 && strings.push(textOf(bytesOf(table))))
    else if (tag === 2) groups.push(bytesOf(pbf))
    else if (tag === 17) granularity = pbf.readVarint()
    else if (tag === 19) latOffset = pbf.readVarint(true)
    else if (tag === 20) lonOffset = pbf.readVarint(true)
  })
  const block: Block = {
    strings,
    lat: (value) => NANO * (latOffset + granularity * value),
    lon: (value) => NANO * (lonOffset + granularity * value),
  }
  const elements: Raw[] = []
  for (const group of groups)
    fields(group, (tag, pbf) => {
      if (tag === 1) elements.push(node(bytesOf(pbf), block))
      else if (tag === 2) denseNodes(bytesOf(pbf), block, elements)
      else if (tag === 3) elements.push(way(bytesOf(pbf), block))
      else if (tag === 4) elements.push(relation(bytesOf(pbf), block))
    })
  return elements
}

/** Tags from indexes in the table of strings. */
function tagsAt(keys: readonly number[], values: readonly number[], { strings }: Block): Tags {
  if (keys.length === 0) return NO_TAGS
  return tagsOf(keys.map((key, i) => [strings[key] ?? '', strings[values[i]!] ?? ''] as const))
}

function node(bytes: Uint8Array, block: Block): Raw {
  let [id, lat, lon] = [0, Number.NaN, Number.NaN]
  let keys: number[] = []
  let values: number[] = []
  fields(bytes, (tag, pbf) => {
    if (tag === 1) id = pbf.readSVarint()
    else if (tag === 2) keys = numbers(bytesOf(pbf), false)
    else if (tag === 3) values = numbers(bytesOf(pbf), false)
    else if (tag === 8) lat = block.lat(pbf.readSVarint())
    else if (tag === 9) lon = block.lon(pbf.readSVarint())
  })
  return { type: 'node', id, lon, lat, tags: tagsAt(keys, values, block) }
}

function denseNodes(bytes: Uint8Array, block: Block, elements: Raw[]): void {
  let ids: number[] = []
  let lats: number[] = []
  let lons: number[] = []
  let pairs: number[] = []
  fields(bytes, (tag, pbf) => {
    if (tag === 1) ids = deltas(bytesOf(pbf))
    else if (tag === 8) lats = deltas(bytesOf(pbf))
    else if (tag === 9) lons = deltas(bytesOf(pbf))
    else if (tag === 10) pairs = numbers(bytesOf(pbf), false)
  })
  // Tags of all nodes in a row: key, value, key, value, 0 for the next node.
  let at = 0
  for (let i = 0; i < ids.length; i++) {
    const keys: number[] = []
    const values: number[] = []
    while (at < pairs.length && pairs[at] !== 0) {
      keys.push(pairs[at]!)
      values.push(pairs[at + 1] ?? 0)
      at += 2
    }
    at++
    const [lon, lat] = [block.lon(lons[i] ?? Number.NaN), block.lat(lats[i] ?? Number.NaN)]
    elements.push({ type: 'node', id: ids[i]!, lon, lat, tags: tagsAt(keys, values, block) })
  }
}

function way(bytes: Uint8Array, block: Block): Raw {
  let id = 0
  let keys: number[] = []
  let values: number[] = []
  let refs: number[] = []
  fields(bytes, (tag, pbf) => {
    if (tag === 1) id = pbf.readVarint(true)
    else if (tag === 2) keys = numbers(bytesOf(pbf), false)
    else if (tag === 3) values = numbers(bytesOf(pbf), false)
    else if (tag === 8) refs = deltas(bytesOf(pbf))
  })
  return { type: 'way', id, refs, tags: tagsAt(keys, values, block) }
}

function relation(bytes: Uint8Array, block: Block): Raw {
  let id = 0
  let keys: number[] = []
  let values: number[] = []
  let roles: number[] = []
  let refs: number[] = []
  let types: number[] = []
  fields(bytes, (tag, pbf) => {
    if (tag === 1) id = pbf.readVarint(true)
    else if (tag === 2) keys = numbers(bytesOf(pbf), false)
    else if (tag === 3) values = numbers(bytesOf(pbf), false)
    else if (tag === 8) roles = numbers(bytesOf(pbf), false)
    else if (tag === 9) refs = deltas(bytesOf(pbf))
    else if (tag === 10) types = numbers(bytesOf(pbf), false)
  })
  const members = refs.map<RawMember>((ref, i) => ({
    ref,
    type: memberTypes[types[i] ?? -1] ?? '',
    role: block.strings[roles[i] ?? 0] ?? '',
  }))
  return { type: 'relation', id, members, tags: tagsAt(keys, values, block) }
}
