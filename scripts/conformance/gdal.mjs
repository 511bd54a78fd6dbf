// Has GDAL, which knows nothing of us, read every collection over OGC API Features.
import { isHere } from './maven.mjs'
import { collectionsTold, difference, readEach, readFeatures } from './ogr.mjs'

const SUITE = 'OGC API Features by GDAL'
/** So that large collections are read by following links. */
const PAGE = 'PAGE_SIZE=1000'

/**
 * Reads every feature of every collection with GDAL and compares: as many features as the API says, in the same extent. Says in
 * one line when GDAL is not at hand.
 * @param root the landing page of the API
 * @param folder a scratch folder
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readWithGdal(root, folder) {
  if (!(await isHere('ogr2ogr'))) {
    console.log(`${SUITE}: not run, ogr2ogr is not at hand`)
    return undefined
  }
  return readEach(SUITE, await collectionsTold(root), async (told) =>
    difference(await readFeatures(folder, `OAPIF:${root}/collections/${told.id}`, { options: [PAGE] }), told),
  )
}
