import type { Making, RowOf, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { peek } from '../bytes/chunks.ts'
import { openPieces, type Piece } from '../bytes/open.ts'
import { malformed } from '../bytes/problem.ts'
import { readRecords } from '../json/read.ts'
import type { CrsOfSource } from '../rows/cast.ts'
import { crsOfName } from '../rows/crs.ts'
import { type Fields, fieldAccess } from '../rows/fields.ts'
import { compileMapping, type MapOptions } from '../rows/map.ts'
import { type Records, toRows } from '../rows/rows.ts'
import type { Feature, GeojsonOptions } from './spec.ts'

/** Reads GeoJSON into rows. */
export async function* readGeojson<S extends Table>(
  file: SourceFile,
  spec: Pick<SourceFacts<S>, 'rows'> & GeojsonOptions & MapOptions<S, Feature>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const source: CrsOfSource = { crs: spec.crs ?? 'EPSG:4326' }
  const { access, verify } = fieldAccess<object, Feature>(
    'geojson',
    fieldsOf,
    asFeature,
    (record) => (record as Fields).geometry,
  )
  const toRow = compileMapping(spec.rows, spec, access, source)
  const numbering = { read: 0 }
  const wanted = { kind: 'geojson', extensions: ['.geojson', '.json', '.geojsonl'], inside: spec.inside }
  for await (const piece of openPieces(file, wanted, run)) {
    const features = readFeatures(piece, spec, source)
    yield* toRows<S, object, Feature>(features, toRow, access, run, numbering)
  }
  verify(file.name)
}

// A feature alone, or the first of one a line: told by its start, since a collection is never held whole.
const SINGLE = /^[^{[]{0,16}\{\s*("type"\s*:\s*"Feature"\s*[,}]|"(id|geometry|properties)"\s*:)/
const START_BYTES = 4096

async function* readFeatures(piece: Piece, spec: GeojsonOptions, source: CrsOfSource): AsyncGenerator<Records<object>> {
  const { head, chunks } = await peek(piece.chunks, START_BYTES)
  const path = SINGLE.test(Buffer.from(head).toString('utf8')) ? [] : ['features']
  let started = false
  const member = (key: string, text: string) => {
    if (key !== 'crs' || spec.crs !== undefined) return
    const crs = crsOfMember(text, piece.name)
    if (started && crs !== source.crs)
      throw malformed('geojson', piece.name, {
        fr: `le membre « crs » vient après les objets ; déclarez l’option \`crs: '${crs}'\``,
        en: `the member 'crs' comes after the features; declare the option \`crs: '${crs}'\``,
      })
    source.crs = crs
  }
  const records = readRecords({ ...piece, chunks }, { kind: 'geojson', path, encoding: spec.encoding, member })
  for await (const batch of records) {
    started = true
    yield batch
  }
}

/** The CRS that a `crs` member names (GeoJSON 2008). An empty one says nothing. */
function crsOfMember(text: string, place: string): string {
  let name: unknown
  try {
    const crs = JSON.parse(text) as { properties?: { name?: unknown } } | null
    if (crs === null) return 'EPSG:4326'
    name = crs.properties?.name
  } catch {
    name = undefined
  }
  if (typeof name === 'string') return crsOfName(name, place)
  throw malformed('geojson', place, {
    fr: `le membre « crs » est illisible (${text.slice(0, 80)})`,
    en: `the member 'crs' cannot be read (${text.slice(0, 80)})`,
  })
}

const NONE: Fields = {}

/** The properties of a feature, and its own id where they hold none. */
function fieldsOf(record: object): Fields {
  const { properties, id } = record as { properties?: unknown; id?: unknown }
  const fields = typeof properties === 'object' && properties !== null ? (properties as Fields) : NONE
  return id === undefined || Object.hasOwn(fields, 'id') ? fields : { ...fields, id }
}

function asFeature(record: object): Feature {
  const { id, properties, geometry } = record as Partial<Feature>
  return { ...(id !== undefined && { id }), properties: properties ?? {}, geometry: geometry ?? null }
}
