import type { Geometry, Making, RowOf, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { peek } from '../bytes/chunks.ts'
import { problem, truncated } from '../bytes/problem.ts'
import { refuseHtml } from '../bytes/sniff.ts'
import type { Feature } from '../geojson/index.ts'
import type { CrsOfSource } from '../rows/cast.ts'
import { crsOfPrj } from '../rows/crs.ts'
import { type Fields, fieldAccess } from '../rows/fields.ts'
import { compileMapping, type MapOptions } from '../rows/map.ts'
import { BATCH_ROWS, type Records, rejected, toRows } from '../rows/rows.ts'
import { Unfit } from '../rows/unfit.ts'
import { encodingOfCpg, readDbf } from './dbf.ts'
import type { ShapefileOptions } from './index.ts'
import { openParts, type Part, type Parts } from './parts.ts'
import { readShp } from './shp.ts'

/** Reads a shapefile into rows. */
export async function* readShapefile<S extends Table>(
  file: SourceFile,
  spec: Pick<SourceFacts<S>, 'rows'> & ShapefileOptions & MapOptions<S, Feature>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const parts = await openParts(file, spec.inside, run)
  try {
    const source: CrsOfSource = { crs: spec.crs ?? (await crsOf(parts)) }
    const { access, verify } = fieldAccess<Feature, Feature>(
      'shapefile',
      (f) => f.properties,
      (f) => f,
      (f) => f.geometry,
    )
    const toRow = compileMapping(spec.rows, spec, access, source)
    yield* toRows<S, Feature, Feature>(features(parts, spec, run), toRow, access, run)
    verify(file.name)
  } finally {
    parts.close()
  }
}

const NONE: Fields = {}

/** Shapes and their attributes, side by side. */
async function* features(parts: Parts, spec: ShapefileOptions, run: Making): AsyncGenerator<Records<Feature>> {
  const { shp, dbf } = parts
  const place = (n: number) => `${shp.name}#${n}`
  const attributes = dbf && readDbf(dbf.chunks(), dbf.name, spec.encoding ?? (await encodingOf(parts)))
  let first = 1
  let batch: (Feature | undefined)[] = []
  const ready = (): Records<Feature> => {
    const at = first
    const records = batch
    first += records.length
    batch = []
    return { records, first: at, place: (i) => place(at + i) }
  }
  const setAside = (unfit: Unfit, raw: unknown) => {
    run.reject(rejected(place(first + batch.length), unfit, raw))
    batch.push(undefined)
  }
  try {
    for await (const geometry of readShp(await notHtml(shp), shp.name)) {
      const next = attributes && (await attributes.next())
      if (next?.done)
        throw truncated('shapefile', dbf!.name, { shapes: first + batch.length, records: first + batch.length - 1 })
      const properties = next ? next.value : NONE
      if (geometry instanceof Unfit) setAside(geometry, properties)
      else if (properties === undefined)
        setAside(new Unfit('effacé par son producteur', 'erased by its producer'), null)
      else batch.push({ properties, geometry: geometry as Geometry | null })
      if (batch.length >= BATCH_ROWS) yield ready()
    }
    if (batch.length > 0) yield ready()
  } finally {
    await attributes?.return(undefined)
  }
}

async function notHtml(shp: Part) {
  const { head, chunks } = await peek(shp.chunks(), 512)
  if (head.length === 0)
    throw problem('shapefile.empty', shp.name, { fr: 'Le fichier est vide.', en: 'The file is empty.' })
  refuseHtml('shapefile', head, shp.name)
  return chunks
}

async function crsOf({ prj, shp }: Parts): Promise<string> {
  if (prj) return crsOfPrj(await textOf(prj), prj.name)
  throw problem(
    'shapefile.no-crs',
    shp.name,
    {
      fr: 'Sans fichier .prj, le système de coordonnées n’est pas connu.',
      en: 'Without a .prj file, the coordinate reference system is not known.',
    },
    { remedy: { fr: 'Déclarez-le avec l’option `crs`.', en: 'Declare it with the `crs` option.' } },
  )
}

async function encodingOf({ cpg }: Parts) {
  return cpg && encodingOfCpg(await textOf(cpg))
}

// A .prj or .cpg is a line; more is something else.
const SIDECAR_BYTES = 64 * 1024

async function textOf(part: Part): Promise<string> {
  const { head, chunks } = await peek(part.chunks(), SIDECAR_BYTES)
  await chunks[Symbol.asyncIterator]().return?.()
  return Buffer.from(head).toString('utf8')
}
