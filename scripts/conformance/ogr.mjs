// How GDAL reads a source: every feature of it, copied into a GeoPackage of which the features are then counted and measured.
// What a service says of itself (numbers matched, extents) is never what is compared: only what came.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Skip } from './check.mjs'

const run = promisify(execFile)
const MOST_OUTPUT = 64 * 1024 * 1024
/** Nothing of the demo takes more than half a minute alone: what lasts this long hangs, in milliseconds. */
const LONGEST = 300_000
/** Degrees, a few centimetres: the APIs give seven decimals, and two conversions may each round once. */
const NEAR = 2.1e-7
/** Two cores: GDAL on one, the service on the other. */
const AT_ONCE = 2

/**
 * Reads every feature of a source.
 * @param folder a scratch folder
 * @param source as GDAL names it: `OAPIF:http://…`, a path
 * @param more `layers`: those to read, all by default; `options`: those of the driver, each `NAME=VALUE`; `config`: those of GDAL;
 *   `from`: the CRS, where the source does not say it; `key`: the columns that tell features apart, where a source gives one more
 *   than once
 * @returns `{ count, box }`: the number of features; `[west, south, east, north]` in degrees, undefined when none is anywhere
 */
export async function readFeatures(folder, source, { layers = [], options = [], config = [], from, key = [] } = {}) {
  const own = await mkdtemp(join(folder, 'ogr-'))
  const copy = join(own, 'copy.gpkg')
  try {
    const given = [
      ...options.flatMap((one) => ['-oo', one]),
      ...config.flatMap((one) => ['--config', ...one.split('=')]),
    ]
    const crs = [...(from ? ['-s_srs', from] : []), '-t_srs', 'OGC:CRS84']
    await ogr('ogr2ogr', ['-f', 'GPKG', '-lco', 'SPATIAL_INDEX=NO', ...crs, ...given, copy, source, ...layers])
    return await measured(copy, key)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

async function measured(path, key) {
  const summary = await ogr('ogrinfo', ['-so', '-al', path])
  let count = 0
  const boxes = []
  for (const layer of summary.split(/^Layer name: /m).slice(1)) {
    const name = layer.slice(0, layer.indexOf('\n'))
    const geometry = /^Geometry Column = (.+)$/m.exec(layer)?.[1]
    const sides = ['MinX', 'MinY', 'MaxX', 'MaxY'].map(
      (side) => `${side.slice(0, 3)}(ST_${side}("${geometry}")) as ${side}`,
    )
    const sql = `select ${countOf(key, name)} as n${geometry ? `, ${sides.join(', ')}` : ''} from "${name}"`
    const told = await ogr('ogrinfo', ['-q', path, '-sql', sql])
    const numberIn = (column) => Number(new RegExp(`^  ${column} \\(\\w+\\) = (\\S+)$`, 'm').exec(told)?.[1])
    count += numberIn('n')
    const box = ['MinX', 'MinY', 'MaxX', 'MaxY'].map(numberIn)
    if (box.every(Number.isFinite)) boxes.push(box)
  }
  return { count, box: boxes.length === 0 ? undefined : around(boxes) }
}

const around = (boxes) => [0, 1, 2, 3].map((side) => Math[side < 2 ? 'min' : 'max'](...boxes.map((box) => box[side])))

const countOf = (key, layer) =>
  key.length === 0
    ? 'count(*)'
    : `(select count(*) from (select distinct ${key.map(quoted).join(', ')} from ${quoted(layer)}))`
const quoted = (name) => `"${name}"`

/** Runs a program of GDAL and gives what it prints. Throws what it complains of. */
export async function ogr(program, args) {
  const env = { ...process.env, GDAL_HTTP_MAX_RETRY: '0', CPL_DEBUG: 'OFF' }
  const { stdout, stderr } = await run(program, args, { maxBuffer: MOST_OUTPUT, timeout: LONGEST, env })
  if (/^ERROR/m.test(stderr)) throw new Error(stderr.trim())
  return stdout
}

/**
 * Says how what was read differs from what is told.
 * @param read as `readFeatures` gives it
 * @param told `{ count, box, isSomewhere }`: the number of features, their extent in degrees, and whether they have a geometry
 * @returns why, or undefined when they are equal
 */
export function difference({ count, box }, { count: wanted, box: extent, isSomewhere }, near = NEAR) {
  if (count !== wanted) return `${count} features read for ${wanted} told`
  if (!isSomewhere || count === 0) return box && `features read in ${box} where none has a geometry`
  if (!box) return `none of the ${count} features read is anywhere`
  if (!extent) return `features read in ${box}, no extent told`
  const isSame = box.every((value, side) => Math.abs(value - extent[side]) <= near)
  return isSame ? undefined : `features read in ${box}, extent told ${extent}`
}

/**
 * Reads things, two at a time, and says how far it is.
 * @param suite what is judged
 * @param things each with its `id`
 * @param work gives why a thing is not as told, undefined when it is; what it throws is a failure too
 * @returns the tally
 */
export async function readEach(suite, things, work) {
  const waiting = things.entries()
  const failures = []
  let [done, skipped] = [0, 0]
  const one = async () => {
    for (const [, thing] of waiting) {
      const started = Date.now()
      const why = await work(thing).catch((error) => {
        if (!(error instanceof Skip)) return `${error.message ?? error}`.slice(0, 500)
        skipped++
        console.log(`  ${suite}: ${thing.id} not applied, ${error.message}`)
      })
      const told = `${suite}: ${++done} of ${things.length}, ${thing.id}, ${Date.now() - started} ms`
      console.log(why ? `  ${told}, differs` : `  ${told}`)
      if (why) failures.push({ test: thing.id, clause: 'counts and extents equal', why })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return { suite, checks: things.length, skipped, failures }
}

/**
 * The collections of features and of records that anybody may read, and what the API tells of each.
 * @param root the landing page of the API
 * @returns each `{ id, itemType, count, box, isSomewhere }`
 */
export async function collectionsTold(root) {
  const { collections } = await (await fetch(`${root}/collections?f=json`)).json()
  const told = []
  for (const { id, itemType, access, extent, storageCrs } of collections) {
    if (itemType === 'coverage' || (access ?? 'open') !== 'open') continue
    const { numberMatched } = await (await fetch(`${root}/collections/${id}/items?f=json&limit=1`)).json()
    // Records are where the data they describe is.
    const isSomewhere = storageCrs !== undefined || itemType === 'record'
    told.push({ id, itemType, count: numberMatched, box: extent?.spatial?.bbox[0], isSomewhere })
  }
  return told
}
