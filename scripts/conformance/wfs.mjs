// Has GDAL, which knows nothing of us, read every feature type over WFS 2.0.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isHere } from './maven.mjs'

const run = promisify(execFile)
const MOST_OUTPUT = 64 * 1024 * 1024
const SUITE = 'WFS 2.0 by GDAL'

/**
 * Reads every collection over WFS with GDAL, one feature with its filter, and compares: as many features as the API says, in
 * the same extent. Says in one line when GDAL is not at hand.
 * @param origin where the service is: `http://localhost:8080`
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readWfs(origin) {
  if (!(await isHere('ogrinfo'))) {
    console.log(`${SUITE}: not run, ogrinfo is not at hand`)
    return undefined
  }
  const { collections } = await (await fetch(`${origin}/ogc/collections?f=json`)).json()
  const features = collections.filter(({ itemType, access }) => itemType === 'feature' && access === 'open')
  const failures = []
  for (const { id, extent } of features) {
    const { numberMatched } = await (await fetch(`${origin}/ogc/collections/${id}/items?f=json&limit=1`)).json()
    const { stdout } = await run('ogrinfo', ['-so', '-al', `WFS:${origin}/wfs`, `app:${id}`], {
      maxBuffer: MOST_OUTPUT,
    })
    const count = Number(/Feature Count: (\d+)/.exec(stdout)?.[1])
    const box = /Extent: \(([\d.-]+), ([\d.-]+)\) - \(([\d.-]+), ([\d.-]+)\)/.exec(stdout)?.slice(1).map(Number)
    const told = await boxTold(origin, id, extent?.spatial?.bbox[0], stdout)
    // Corners are those of the data converted, features are converted one by one: a metre, or 1e-5 degree.
    const near = told && Math.abs(told[0]) > 1000 ? 1 : 1e-5
    const isSameBox = !box || !told || box.every((value, i) => Math.abs(value - told[i]) <= near)
    if (count === numberMatched && isSameBox) continue
    const why = `${count} features for ${numberMatched}, extent ${box} for ${told}`
    failures.push({ test: id, clause: 'counts and extents equal', why })
  }
  return { suite: SUITE, checks: features.length, skipped: 0, failures }
}

/** The extent of a collection in the CRS that GDAL read it in. */
async function boxTold(origin, id, degrees, report) {
  if (!degrees) return undefined
  const code = /ID\["EPSG",(\d+)\]\]\s*\n?Data axis/.exec(report)?.[1] ?? '4326'
  if (code === '4326') return degrees
  // The features themselves say where they are in that CRS: the API tells the extent in degrees only.
  const crs = encodeURIComponent(`http://www.opengis.net/def/crs/EPSG/0/${code}`)
  let box = [Infinity, Infinity, -Infinity, -Infinity]
  for (let url = `${origin}/ogc/collections/${id}/items?f=json&limit=10000&crs=${crs}`; url; ) {
    const page = await (await fetch(url)).json()
    for (const { geometry } of page.features) box = widened(box, geometry?.coordinates ?? [])
    url = page.links.find(({ rel }) => rel === 'next')?.href
  }
  return box
}

function widened(box, coordinates) {
  if (typeof coordinates[0] !== 'number') return coordinates.reduce(widened, box)
  const [x, y] = coordinates
  return [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
}
