// Has GDAL, which knows nothing of us, read every collection over OGC API Features.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isHere } from './maven.mjs'

const run = promisify(execFile)
const SUITE = 'OGC API Features by GDAL'

/**
 * Reads every collection of features with GDAL and compares: as many features as the API says, in the same extent. Says in one
 * line when GDAL is not at hand.
 * @param root the landing page of the API
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readWithGdal(root) {
  if (!(await isHere('ogrinfo'))) {
    console.log(`${SUITE}: not run, ogrinfo is not at hand`)
    return undefined
  }
  const { collections } = await (await fetch(`${root}/collections?f=json`)).json()
  const read = collections.filter(({ itemType }) => itemType !== 'coverage')
  const failures = []
  for (const { id, extent } of read) {
    const { numberMatched } = await (await fetch(`${root}/collections/${id}/items?f=json&limit=1`)).json()
    const { stdout } = await run('ogrinfo', ['-so', '-al', `OAPIF:${root}/collections/${id}`])
    const count = Number(/Feature Count: (\d+)/.exec(stdout)?.[1])
    const box = /Extent: \(([\d.-]+), ([\d.-]+)\) - \(([\d.-]+), ([\d.-]+)\)/.exec(stdout)?.slice(1).map(Number)
    const told = extent?.spatial?.bbox[0]
    // The extent is converted from the corners of the data, features one by one: 1e-5 degree is a metre.
    const isSameBox = !box || !told || box.every((value, i) => Math.abs(value - told[i]) < 1e-5)
    if (count === numberMatched && isSameBox) continue
    const why = `${count} features for ${numberMatched}, extent ${box} for ${told}`
    failures.push({ test: id, clause: 'counts and extents equal', why })
  }
  return { suite: SUITE, checks: read.length, skipped: 0, failures }
}
