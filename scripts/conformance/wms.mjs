// Has GDAL, which knows nothing of us, read every layer over WMS 1.3.0 and 1.1.1.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isHere } from './maven.mjs'

const run = promisify(execFile)
const MOST_OUTPUT = 64 * 1024 * 1024
const SIDE = 256
const SUITE = 'WMS 1.3.0 and 1.1.1 by GDAL'

/**
 * Finds every layer in the capabilities with GDAL and takes a picture of each: its extent is that of the collection, and
 * something is drawn on it. Says in one line when GDAL is not at hand.
 * @param origin where the service is: `http://localhost:8080`
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readWms(origin) {
  if (!(await isHere('gdalinfo'))) {
    console.log(`${SUITE}: not run, gdalinfo is not at hand`)
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'orchestra-wms-'))
  try {
    const { collections } = await (await fetch(`${origin}/ogc/collections?f=json`)).json()
    const failures = []
    let read = 0
    for (const version of ['1.3.0', '1.1.1'])
      for (const layer of await layersOf(origin, version)) {
        read++
        const extent = collections.find(({ id }) => id === layer.name)?.extent?.spatial?.bbox[0]
        const problem = await problemOf(layer, extent, join(folder, `${layer.name}.tif`))
        if (problem) failures.push({ test: `${layer.name} in ${version}`, clause: 'extent and picture', why: problem })
      }
    if (read === 0) failures.push({ test: 'capabilities', clause: 'extent and picture', why: 'no layers are found' })
    return { suite: SUITE, checks: read, skipped: 0, failures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The layers as GDAL lists them: those in degrees. */
async function layersOf(origin, version) {
  const address = `WMS:${origin}/wms?SERVICE=WMS&VERSION=${version}&REQUEST=GetCapabilities`
  const { stdout } = await run('gdalinfo', [address], { maxBuffer: MOST_OUTPUT })
  return [...stdout.matchAll(/SUBDATASET_\d+_NAME=(.*)/g)].flatMap(([, source]) => {
    const query = new URLSearchParams(source.slice(source.indexOf('?') + 1))
    const name = query.get('LAYERS')
    return name ? [{ name, source }] : []
  })
}

async function problemOf({ source }, extent, file) {
  const { stdout } = await run('gdalinfo', ['-json', source], { maxBuffer: MOST_OUTPUT })
  const { cornerCoordinates } = JSON.parse(stdout)
  const corners = [...cornerCoordinates.lowerLeft, ...cornerCoordinates.upperRight]
  // GDAL makes pixels square, and so widens the box of one side by part of a pixel.
  const near = extent && Math.max(extent[2] - extent[0], extent[3] - extent[1]) * 0.02 + 1e-5
  if (extent && !extent.every((value, i) => Math.abs(value - corners[i]) <= near))
    return `extent ${corners} for ${extent}`
  await run('gdal_translate', ['-q', '-outsize', `${SIDE}`, `${SIDE}`, source, file])
  const drawn = JSON.parse((await run('gdalinfo', ['-json', '-stats', file])).stdout)
  const isBlank = drawn.bands.every(({ minimum, maximum }) => minimum === maximum)
  return isBlank ? 'nothing is drawn' : undefined
}
