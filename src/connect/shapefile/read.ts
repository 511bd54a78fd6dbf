import type { Geometry, Making, RowOf, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { peek } from '../bytes/chunks.ts'
import { problem, truncated } from '../bytes/problem.ts'
import { refuseHtml } from '../bytes/sniff.ts'
import type { Feature } from '../geojson/spec.ts'
import type { CrsOfSource } from '../rows/cast.ts'
import { crsOfPrj } from '../rows/crs.ts'
import { type Fields, fieldAccess } from '../rows/fields.ts'
import { compileMapping, type MapOptions } from '../rows/map.ts'
import { type Records, Refused, toRows } from '../rows/rows.ts'
import { Unfit } from '../rows/unfit.ts'
import { encodingOfCpg, readDbf } from './dbf.ts'
import { openParts, type Part, type Parts } from './parts.ts'
import { readShp } from './shp.ts'
import type { ShapefileOptions } from './spec.ts'

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
    yield* toRows<S, Feature, Feature>(features(parts, spec), toRow, access, run)
    verify(file.name)
  } finally {
    parts.close()
  }
}

const NONE: Fields = {}
const BATCH_SHAPES = 2_000

/** Shapes and their attributes, side by side. */
async function* features(parts: Parts, spec: ShapefileOptions): AsyncGenerator<Records<Feature>> {
  const { shp, dbf } = parts
  const attributes = dbf && readDbf(dbf.chunks(), dbf.name, spec.encoding ?? (await encodingOf(parts)))
  const place = (_: number, number: number) => `${shp.name}#${number}`
  let batch: (Feature | Refused)[] = []
  let shapes = 0
  try {
    for await (const geometry of readShp(await notHtml(shp), shp.name)) {
      const next = attributes && (await attributes.next())
      if (next?.done) throw truncated('shapefile', dbf!.name, { shapes: shapes + 1, records: shapes })
      shapes++
      batch.push(featureOf(geometry, next ? next.value : NONE))
      if (batch.length < BATCH_SHAPES) continue
      yield { records: batch, place }
      batch = []
    }
    if (batch.length > 0) yield { records: batch, place }
  } finally {
    await attributes?.return(undefined)
  }
}

function featureOf(geometry: Geometry | null | Unfit, properties: Fields | undefined): Feature | Refused {
  if (geometry instanceof Unfit) return new Refused(geometry, properties ?? null)
  if (properties === undefined)
    return new Refused(new Unfit('effacé par son producteur', 'erased by its producer'), null)
  return { properties, geometry }
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
