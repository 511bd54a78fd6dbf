// Our equivalent of each test of ets-ogcapi-tiles10, the suite of the OGC for OGC API Tiles Part 1 (20-057).
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { each, judge, linkOf, must, openClient } from './check.mjs'

const TILES = 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf'
const TILESETS = /^http:\/\/www\.opengis\.net\/def\/rel\/ogc\/1\.0\/tilesets-(vector|map|coverage)$/
const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0'
const WEB_MERCATOR = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad'
const TEMPLATE = ['{tileMatrix}', '{tileRow}', '{tileCol}']
/** Beyond any tile matrix: 2^31 - 1, as the suite asks. */
const NOWHERE = 2_147_483_647

/**
 * Judges an API by the tests of OGC API Tiles.
 * @param root its landing page: `http://localhost:8080/ogc`
 * @returns the tally, as `judge` gives it
 */
export async function checkTiles(root) {
  const get = openClient()
  const { json: landing } = await get(root)
  const { json: list } = await get(`${root}/collections`)
  const ofData = list.collections.filter(({ links }) => tilesetsOf(links).length > 0)
  const lists = [...tilesetsOf(landing.links), ...ofData.flatMap(({ links }) => tilesetsOf(links))]
  const world = { root, get, landing, ofData, lists }
  return judge('OGC API Tiles', [...entryChecks(world), ...listChecks(world), ...tileChecks(world)])
}

/**
 * What ets-ogcapi-tiles10 wants to be told: a template of tiles, and a range of tiles that all have content.
 * @param root the landing page
 * @returns its properties, by name
 */
export async function tilesSettings(root) {
  const get = openClient()
  const { collections } = (await get(`${root}/collections`)).json
  const href = collections.flatMap(({ links }) => links.filter(({ rel }) => rel.endsWith('tilesets-vector')))[0].href
  const { tilesets } = (await get(href)).json
  const own = tilesets.find(({ tileMatrixSetURI }) => tileMatrixSetURI === WEB_MERCATOR)
  const tileset = (await get(linkOf(own, 'self', 'application/json').href)).json
  // The deepest level that is one tile: higher up the data may be too small to be drawn.
  const limits = tileset.tileMatrixSetLimits.filter(isOneTile).at(-1)
  return {
    tilematrixsetdefinitionuri: WEB_MERCATOR,
    urltemplatefortiles: templateOf(tileset),
    tilematrix: limits.tileMatrix,
    mintilerow: limits.minTileRow,
    maxtilerow: limits.maxTileRow,
    mintilecol: limits.minTileCol,
    maxtilecol: limits.maxTileCol,
  }
}

const isOneTile = ({ minTileRow, maxTileRow, minTileCol, maxTileCol }) =>
  minTileRow === maxTileRow && minTileCol === maxTileCol
const tilesetsOf = (links) => links.filter(({ rel }) => TILESETS.test(rel)).map(({ href }) => href)
const templateOf = ({ links }) =>
  links.map(({ href }) => href).find((href) => TEMPLATE.every((part) => href.includes(part)))
const tileAt = (template, address) => TEMPLATE.reduce((href, part, i) => href.replace(part, address[i]), template)

function entryChecks({ root, get, landing }) {
  const desc = linkOf(landing, 'service-desc', OPENAPI)
  const readApi = async () => (await get(desc.href, { accept: OPENAPI })).json
  return [
    [
      'Declaration of conformance',
      '/req/core/conformance-success',
      async () => {
        const { conformsTo } = (await get(`${root}/conformance`)).json
        for (const name of ['core', 'tileset', 'tilesets-list'])
          must(conformsTo.includes(`${TILES}/${name}`), `no ${name}`)
      },
    ],
    [
      'Abstract test A.23',
      '/req/oas30/completeness',
      async () => {
        const { paths } = await readApi()
        const isTile = (path) => TEMPLATE.every((part) => path.includes(part))
        must(Object.keys(paths).some(isTile), 'the definition of the API has no path of tiles')
      },
    ],
    [
      'Abstract test A.24',
      '/req/oas30/operation-id',
      async () => {
        const { paths } = await readApi()
        const ids = Object.values(paths).map((methods) => methods.get?.operationId ?? '')
        for (const end of ['.getTileSetsList', '.getTileSet', '.getTile'])
          must(
            ids.some((id) => id.endsWith(end)),
            `no operation is named …${end}`,
          )
      },
    ],
    ['Landing page', '/req/landing-page/root-op', () => get(`${root}/`)],
    ['Landing page, links', '/req/landing-page/root-success', () => must(linkOf(landing, 'data'), 'no link data')],
    [
      'Abstract test A.10',
      '/req/dataset-tilesets/landingpage',
      () => must(tilesetsOf(landing.links).length > 0, 'the landing page has no link to tilesets of the whole dataset'),
    ],
    [
      'Abstract test 24',
      '/req/tileset/tmxslink',
      async () => {
        const { tileMatrixSets } = (await get(`${root}/tileMatrixSets`)).json
        await each(
          tileMatrixSets,
          ({ id }) => id,
          async ({ links }) => {
            const item = linkOf({ links }, 'item', 'application/json')
            must(item, 'no link item of type application/json')
            must((await get(item.href)).json.tileMatrices.length > 0, 'it has no tile matrices')
          },
        )
      },
    ],
  ]
}

function listChecks({ get, ofData, lists }) {
  const onEachTileset = (work) => () =>
    each(lists, String, async (href) => {
      for (const tileset of (await get(href)).json.tilesets) await work(tileset)
    })
  return [
    [
      'Abstract test A.12',
      '/req/geodata-tilesets/desc-links',
      () => must(ofData.length > 0, 'no collection has a link to its tilesets'),
    ],
    [
      'Abstract test A.13',
      '/req/geodata-tilesets/operation',
      () =>
        each(
          ofData,
          ({ id }) => id,
          async ({ links }) => {
            for (const href of tilesetsOf(links)) {
              must(/\/tiles(\?|$)/.test(href), `${href} does not end with /tiles`)
              must((await get(href)).json.tilesets.length > 0, `${href} has no tilesets`)
            }
          },
        ),
    ],
    [
      'Abstract test A.9',
      '/req/tilesets-list/tileset-links',
      onEachTileset(({ title, tileMatrixSetURI, dataType, crs, links }) => {
        must(tileMatrixSetURI && dataType && crs, `${title} lacks its tile matrix set, its kind of data or its CRS`)
        must(linkOf({ links }, 'self', 'application/json'), `${title} has no link to itself as JSON`)
      }),
    ],
    [
      'Abstract test A.6, links of the list',
      '/req/core/tc-success',
      onEachTileset(async ({ links }) => {
        for (const { href } of links) must((await get(href)).json, `${href} is no JSON`)
      }),
    ],
  ]
}

function tileChecks({ root, get, lists }) {
  const onEachTileset = (work) => () =>
    each(lists, String, async (href) => {
      for (const one of (await get(href)).json.tilesets) {
        const tileset = (await get(linkOf(one, 'self', 'application/json').href)).json
        await work(tileset, templateOf(tileset))
      }
    })
  const definitions = [
    ['A.2', 'tc-op'],
    ['A.3', 'tc-tilematrix-definition', 0],
    ['A.4', 'tc-tilerow-definition', 1],
    ['A.5', 'tc-tilecol-definition', 2],
  ].map(([test, clause, part]) => [
    `Abstract test ${test}`,
    `/req/core/${clause}`,
    onEachTileset(({ links }) => {
      const wanted = part === undefined ? '' : TEMPLATE[part]
      must(
        links.some(({ href }) => href.includes(wanted)),
        `no link with ${wanted}`,
      )
    }),
  ])
  return [
    ...definitions,
    [
      'Abstract test A.2, template of a known tile matrix set',
      '/req/core/tc-op',
      onEachTileset(({ tileMatrixSetURI }, template) => {
        const id = tileMatrixSetURI.split('/').at(-1)
        must(template?.includes(`/tiles/${id}/`), `the template ${template} does not name ${id}`)
      }),
    ],
    [
      'Abstract test A.6, following the links',
      '/req/core/tc-success',
      onEachTileset(async ({ tileMatrixSetLimits: [limits] }, template) => {
        const { tileMatrix, maxTileRow, minTileCol } = limits
        const tile = await get(tileAt(template, [tileMatrix, maxTileRow, minTileCol]), {
          accept: '*/*',
          status: [200, 204],
        })
        if (/vector-tile/.test(tile.headers.get('content-type') ?? '')) mustStayInTile(tile.bytes)
      }),
    ],
    [
      'Abstract test A.6, every tile within the limits of a level',
      '/req/core/tc-success',
      onEachTileset(async ({ tileMatrixSetLimits: levels }, template) => {
        const { tileMatrix, minTileRow, maxTileRow, minTileCol, maxTileCol } = levels[Math.min(12, levels.length - 1)]
        for (let row = minTileRow; row <= maxTileRow; row++)
          for (let column = minTileCol; column <= maxTileCol; column++)
            await get(tileAt(template, [tileMatrix, row, column]), { accept: '*/*', status: [200, 204] })
      }),
    ],
    [
      'Abstract test A.6, a tile with content',
      '/req/core/tc-success',
      async () => {
        const { urltemplatefortiles: template, ...settings } = await tilesSettings(root)
        const address = [settings.tilematrix, settings.mintilerow, settings.mintilecol]
        const { bytes } = await get(tileAt(template, address), { accept: '*/*' })
        must(Object.keys(new VectorTile(new PbfReader(bytes)).layers).length > 0, 'the tile has no layers')
      },
    ],
    [
      'Abstract test A.7, following the links',
      '/req/core/tc-error',
      onEachTileset(async ({ tileMatrixSetLimits: [{ tileMatrix, maxTileRow, minTileCol }] }, template) => {
        await get(tileAt(template, [tileMatrix, maxTileRow + 1, minTileCol]), { accept: '*/*', status: [400, 404] })
      }),
    ],
    [
      'Abstract test A.7, far beyond the limits',
      '/req/core/tc-error',
      onEachTileset(async ({ tileMatrixSetLimits: [{ tileMatrix }] }, template) => {
        await get(tileAt(template, [tileMatrix, NOWHERE, NOWHERE]), { accept: '*/*', status: [400, 404] })
      }),
    ],
  ]
}

/** A tile that the specification of Mapbox can read, each point in its square or in the margin kept around it. */
function mustStayInTile(bytes) {
  const { layers } = new VectorTile(new PbfReader(bytes))
  for (const layer of Object.values(layers))
    for (let i = 0; i < layer.length; i++) {
      const box = layer.feature(i).bbox()
      const isNear = box.every((value) => value >= -layer.extent / 4 && value <= layer.extent * 1.25)
      must(isNear, `feature ${i} of ${layer.name} lies far outside its tile: ${box}`)
    }
}
