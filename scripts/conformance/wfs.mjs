// Has GDAL, which knows nothing of us, read every feature type over WFS 2.0.
import { isHere } from './maven.mjs'
import { collectionsTold, difference, readEach, readFeatures } from './ogr.mjs'

const SUITE = 'WFS 2.0 by GDAL'

/**
 * Reads every feature of every collection over WFS with GDAL and compares: as many features as the API says, in the same extent.
 * Says in one line when GDAL is not at hand.
 * @param origin where the service is: `http://localhost:8080`
 * @param folder a scratch folder
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readWfs(origin, folder) {
  if (!(await isHere('ogr2ogr'))) {
    console.log(`${SUITE}: not run, ogr2ogr is not at hand`)
    return undefined
  }
  const types = (await collectionsTold(`${origin}/ogc`)).filter(({ itemType }) => itemType === 'feature')
  return readEach(SUITE, types, async (told) =>
    difference(await readFeatures(folder, `WFS:${origin}/wfs`, { layers: [`app:${told.id}`] }), told),
  )
}
