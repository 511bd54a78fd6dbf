// Has GDAL, which knows nothing of us, read the vector tiles of every collection at the level where nothing is simplified.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { linkOf, skip } from './check.mjs'
import { isHere } from './maven.mjs'
import { collectionsTold, difference, readEach, readFeatures } from './ogr.mjs'

const SUITE = 'vector tiles by GDAL'
const SET = 'WebMercatorQuad'
/** More than these of one collection are not asked for: the demo needs 36. */
const MOST_TILES = 400
/** Steps of the grid of a tile a side, as its encoding sets by default (Mapbox Vector Tile 2.1, 4.1). */
const STEPS = 4096

/**
 * Reads every tile of every collection at the deepest level it says to have, and compares: as many features as the API says, each
 * counted once, in the same extent to a step of the grid of a tile. Says in one line when GDAL is not at hand.
 * @param origin where the service is: `http://localhost:8080`
 * @param folder a scratch folder
 * @returns its tally: `{ suite, checks, skipped, failures }`, or undefined when it was not run
 */
export async function readTiles(origin, folder) {
  if (!(await isHere('ogr2ogr'))) {
    console.log(`${SUITE}: not run, ogr2ogr is not at hand`)
    return undefined
  }
  const told = (await collectionsTold(`${origin}/ogc`)).filter(
    ({ itemType, isSomewhere }) => itemType === 'feature' && isSomewhere,
  )
  return readEach(SUITE, told, async (collection) => {
    const own = await mkdtemp(join(folder, 'tiles-'))
    try {
      const level = await download(origin, collection.id, own)
      const { key } = await json(`${origin}/api/datasets/${collection.id}`)
      const read = await readFeatures(own, `MVT:${join(own, level)}`, { key })
      return difference(
        read,
        { ...collection, count: key.length > 0 ? collection.count : read.count },
        360 / STEPS / 2 ** Number(level),
      )
    } finally {
      await rm(own, { recursive: true, force: true })
    }
  })
}

/** Keeps the tiles of a collection as `level/column/row.pbf`, and gives the level. */
async function download(origin, id, folder) {
  const tileset = await json(`${origin}/ogc/collections/${id}/tiles/${SET}`)
  const { maxzoom, tiles } = await json(linkOf(tileset, 'describedby', 'application/json').href)
  const level = `${maxzoom}`
  const limits = tileset.tileMatrixSetLimits.find(({ tileMatrix }) => tileMatrix === level)
  const columns = range(limits.minTileCol, limits.maxTileCol)
  const rows = range(limits.minTileRow, limits.maxTileRow)
  if (columns.length * rows.length > MOST_TILES) skip(`${columns.length * rows.length} tiles at level ${level}`)
  for (const x of columns) {
    await mkdir(join(folder, level, `${x}`), { recursive: true })
    for (const y of rows) {
      const answer = await fetch(tiles[0].replace('{z}', level).replace('{x}', x).replace('{y}', y))
      if (!answer.ok) throw new Error(`tile ${level}/${x}/${y} answers ${answer.status}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      if (bytes.length > 0) await writeFile(join(folder, level, `${x}`, `${y}.pbf`), bytes)
    }
  }
  return level
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

async function json(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return answer.json()
}
