import type { OpenApi } from '../../ops/openapi.ts'

/** The media type that OGC API Features names for OpenAPI 3.0 (17-069r4, clause 9). */
export const OPENAPI_MEDIA = 'application/vnd.oai.openapi+json;version=3.0'

type Json = Record<string, unknown>

/** What the standard asks of these parameters, whose texts we read ourselves. */
const numbers = { type: 'array', items: { type: 'number' } }
const texts = { type: 'array', items: { type: 'string' } }
const lists: Readonly<Record<string, Json>> = {
  bbox: { ...numbers, minItems: 4, maxItems: 6 },
  properties: texts,
  sortby: texts,
  ids: texts,
}

/** The names that the OGC gives to what varies in the addresses. */
const parts: Readonly<Record<string, string>> = {
  id: 'collectionId',
  feature: 'featureId',
  set: 'tileMatrixSetId',
  level: 'tileMatrix',
  row: 'tileRow',
  column: 'tileCol',
  process: 'processID',
  job: 'jobId',
  output: 'outputId',
  instance: 'instanceId',
  location: 'locationId',
}

/** Ends of the names that OGC API Tiles gives to its operations (20-057, table 11), by what their addresses end with. */
const tileOperations = [
  ['/tiles', 'getTileSetsList'],
  ['/tiles/{tileMatrixSetId}', 'getTileSet'],
  ['/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}', 'getTile'],
] as const

/**
 * The document of the addresses under `/ogc` as OpenAPI 3.0.3, which the clients and tests of the OGC read, from that in 3.1.
 * @param origin where this service is: `https://data.example.org`
 */
export function openApi30(document: OpenApi, origin: string): Json {
  const { info, paths, components, tags } = document as OpenApi & {
    components: Json & { schemas: Json }
    tags: { name: string }[]
  }
  const { license, ...about } = info as Json & { license: Json }
  const told = Object.entries(paths).map(([path, methods]) => {
    const name = renamed(path).replace(/^\/ogc/, '') || '/'
    return [name, withTileOperation(name, methods as Json)]
  })
  const kept = { paths: lowered(Object.fromEntries(told)) as Json }
  const used = new Set([...JSON.stringify(kept).matchAll(/"tags":\["(\w+)"\]/g)].map(([, name]) => name))
  return {
    openapi: '3.0.3',
    info: { ...about, license: { name: license.name } },
    servers: [{ url: `${origin}/ogc` }],
    tags: tags.filter(({ name }) => used.has(name)),
    ...kept,
    components: lowered({ ...components, schemas: reachable(components.schemas, kept) }),
  }
}

const renamed = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => `{${parts[name] ?? name}}`)

/** The operations of an address of tiles, under the names of the OGC: `ogc.collection.vector.getTile`. */
function withTileOperation(path: string, methods: Json): Json {
  const named = tileOperations.find(([end]) => path.endsWith(end))
  if (!named || !methods.get) return methods
  const [end, name] = named
  const before = path.slice(0, -end.length)
  const what = before.startsWith('/collections/') ? 'collection' : 'dataset'
  const kind = before.endsWith('/map') ? 'map' : 'vector'
  return { ...methods, get: { ...(methods.get as Json), operationId: `ogc.${what}.${kind}.${name}` } }
}

/** The named schemas that a document refers to, and those that they refer to. */
function reachable(schemas: Json, from: unknown): Json {
  const found: Json = {}
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name! in found) continue
      found[name!] = schemas[name!]
      visit(schemas[name!])
    }
  }
  visit(from)
  return found
}

/** A piece of the document with what 3.1 says otherwise than 3.0. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered)
  if (typeof value !== 'object' || value === null) return value
  const piece = value as Json
  if (piece.in === 'path') return { ...(inner(piece) as Json), name: parts[piece.name as string] ?? piece.name }
  if (piece.in === 'query') return queryParameter(piece)
  return lowerSchema(inner(piece) as Json)
}

const inner = (piece: Json): Json => Object.fromEntries(Object.entries(piece).map(([key, one]) => [key, lowered(one)]))

function queryParameter(piece: Json): Json {
  const schema = lists[piece.name as string] ?? lowered(piece.schema)
  return { ...piece, required: piece.required ?? false, schema, style: 'form', explode: false }
}

/** `const`, keys by pattern, `null` among the types, and what 3.0 has no word for. */
function lowerSchema({ const: only, patternProperties, ...schema }: Json): Json {
  const plain: Json = only === undefined ? schema : { ...schema, enum: [only] }
  // A record: any key has the one kind of value.
  if (patternProperties) [plain.additionalProperties] = Object.values(patternProperties)
  if (Array.isArray(plain.enum) && plain.type === undefined) plain.type = typeof plain.enum[0]
  const { anyOf } = plain
  if (!Array.isArray(anyOf) || !anyOf.some((one: Json) => one.type === 'null')) return plain
  const others = anyOf.filter((one: Json) => one.type !== 'null')
  const { anyOf: _, ...rest } = plain
  return others.length === 1 && !('$ref' in (others[0] as Json))
    ? { ...(others[0] as Json), ...rest, nullable: true }
    : { ...rest, anyOf: others, nullable: true }
}
