// Has GDAL, and DuckDB for Parquet, read every export of every collection.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { isHere } from './maven.mjs'
import { collectionsTold, difference, ogr, readEach, readFeatures } from './ogr.mjs'

const SUITE = 'exports by GDAL and DuckDB'
const DEGREES = 'OGC:CRS84'
/** How each format is read, by its identifier among the downloads: a copy of it, of the name that says to GDAL what it is. */
const readers = {
  geojson: { name: 'data.geojson', read: readFeatures },
  geojsonseq: { name: 'data.geojsons', read: readFeatures },
  fgb: { name: 'data.fgb', read: readFeatures },
  gpkg: { name: 'data.gpkg', read: readFeatures },
  shp: { name: 'data.shp.zip', read: readFeatures },
  csv: { name: 'data.csv', read: readCsv },
  datapackage: {
    name: 'data.zip',
    read: (folder, path, told) => readCsv(folder, `/vsizip/${path}/${told.id}.csv`, told),
  },
  xlsx: { name: 'data.xlsx', read: readWorkbook, isNowhere: true },
  parquet: { name: 'data.parquet', read: readParquet },
}

/**
 * Reads every feature of every export of every collection and compares: as many features as the API says, in the same extent. Says
 * in one line when GDAL is not at hand.
 * @param origin where the service is: `http://localhost:8080`
 * @param folder a scratch folder
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readExports(origin, folder) {
  if (!(await isHere('ogr2ogr'))) {
    console.log(`${SUITE}: not run, ogr2ogr is not at hand`)
    return undefined
  }
  const exports = []
  for (const told of await collectionsTold(`${origin}/ogc`)) {
    if (told.itemType !== 'feature') continue
    const { distributions, geometry } = await (await fetch(`${origin}/api/datasets/${told.id}`)).json()
    for (const { id: format, href } of distributions)
      exports.push({ id: `${told.id} as ${format}`, format, url: new URL(href, origin), told: { ...told, geometry } })
  }
  return readEach(SUITE, exports, async ({ format, url, told }) => {
    const reader = readers[format]
    if (!reader) return `no reader of ${format} is known`
    const own = await mkdtemp(join(folder, 'export-'))
    try {
      const path = join(own, reader.name)
      await download(url, path)
      return difference(await reader.read(own, path, told), {
        ...told,
        isSomewhere: told.isSomewhere && !reader.isNowhere,
      })
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  })
}

async function download(url, path) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(path))
}

/** Tables of points have their longitude and latitude first, and every geometry is told as WKT in its column. */
function readCsv(folder, path, { geometry }) {
  const ofPoints = geometry?.types.length === 1 && geometry.types[0] === 'Point'
  const places = ofPoints
    ? ['X_POSSIBLE_NAMES=lon', 'Y_POSSIBLE_NAMES=lat']
    : geometry
      ? [`GEOM_POSSIBLE_NAMES=${geometry.column}`]
      : []
  return readFeatures(folder, path, { options: places, from: DEGREES })
}

/** The last two sheets tell of the others. The first line of each is its header, even where all its columns are texts. */
async function readWorkbook(folder, path) {
  const list = await ogr('ogrinfo', ['-so', path])
  const sheets = [...list.matchAll(/^\d+: (.+?)(?: \([^()]*\))?$/gm)].map(([, name]) => name)
  return readFeatures(folder, path, { layers: sheets.slice(0, -2), config: ['OGR_XLSX_HEADERS=FORCE'] })
}

/** DuckDB reads the rows; GDAL, to which it hands each geometry as hexadecimal WKB, where they are. */
async function readParquet(folder, path, { geometry }) {
  const duckdb = await DuckDBInstance.create()
  const connection = await duckdb.connect()
  try {
    const rows = join(folder, 'rows.csv')
    // GDAL takes a text without a comma for no CSV at all.
    const place = geometry ? `hex(ST_AsWKB("${geometry.column}"))` : 'null'
    await connection.run(`copy (select 1 as row, ${place} as place from read_parquet('${path}')) to '${rows}'`)
    const facts = await connection.runAndReadAll(
      `select decode(value) from parquet_kv_metadata('${path}') where decode(key) = 'geo'`,
    )
    const [[text] = []] = facts.getRows()
    const crs = text && JSON.parse(text).columns[geometry.column].crs
    const from = crs ? `${crs.id.authority}:${crs.id.code}` : DEGREES
    return await readFeatures(folder, rows, { options: ['GEOM_POSSIBLE_NAMES=place'], from })
  } finally {
    connection.closeSync()
    duckdb.closeSync()
  }
}
