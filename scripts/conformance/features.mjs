// Our equivalent of each test of ets-ogcapi-features10, the suite of the OGC for OGC API Features parts 1 and 2 (17-069r4,
// 18-058r1). Numbers of abstract tests are those of Part 1 v1.0.1.
import { Validator } from '@seriousme/openapi-schema-validator'
import { each, judge, linkOf, must, mustLinkFormats, openClient, skip } from './check.mjs'
import { crsChecks } from './features-crs.mjs'
import { itemChecks } from './features-items.mjs'

const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0'
const CORE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core'
const GEOJSON = 'application/geo+json'

/**
 * Judges an API by the tests of parts 1 and 2 of OGC API Features.
 * @param root its landing page: `http://localhost:8080/ogc`
 * @returns the tally, as `judge` gives it
 */
export async function checkFeatures(root) {
  const get = openClient()
  const { json: landing } = await get(root)
  const { json: api } = await get(linkOf(landing, 'service-desc', OPENAPI).href, { accept: OPENAPI })
  const { json: list } = await get(`${root}/collections`)
  const collections = list.collections.filter(isOfFeatures)
  const world = { root, get, api, list, collections, itemsOf }
  const checks = [...entryChecks(world), ...collectionChecks(world), ...itemChecks(world), ...crsChecks(world)]
  return judge('OGC API Features 1 and 2', checks)
}

const isOfFeatures = ({ itemType, links }) =>
  (itemType ?? 'feature') === 'feature' && linkOf({ links }, 'items', GEOJSON)
const itemsOf = (collection) => linkOf(collection, 'items', GEOJSON).href
const nameOf = ({ id }) => id

const entryChecks = ({ root, get, api }) => [
  ['Abstract test 1', '/req/core/http', () => get(root)],
  ['Abstract test 3', '/req/core/root-op', () => get(`${root}/`)],
  [
    'Abstract test 4',
    '/req/core/root-success',
    async () => {
      const { json: landing } = await get(root)
      for (const rel of ['conformance', 'data']) must(linkOf(landing, rel), `no link ${rel}`)
      must(linkOf(landing, 'service-desc') ?? linkOf(landing, 'service-doc'), 'no link to the definition of the API')
    },
  ],
  [
    'Abstract test 5',
    '/req/core/api-definition-op',
    async () => {
      const { json: landing } = await get(root)
      for (const rel of ['service-desc', 'service-doc']) {
        const link = linkOf(landing, rel)
        if (link) await get(link.href, { accept: link.type })
      }
    },
  ],
  [
    'Abstract test 6',
    '/req/core/api-definition-success',
    async () => {
      const { valid, errors } = await new Validator().validate(structuredClone(api))
      must(valid, `not OpenAPI 3.0: ${JSON.stringify(errors)?.slice(0, 300)}`)
      const ids = Object.values(api.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
      must(new Set(ids).size === ids.length, 'two operations have the same identifier')
    },
  ],
  [
    'Abstract tests 7 and 8',
    '/req/core/conformance-op, /req/core/conformance-success',
    async () => {
      const { json } = await get(`${root}/conformance`)
      must(
        json.conformsTo.every((name) => typeof name === 'string'),
        'a conformance class is no text',
      )
      must(json.conformsTo.includes(CORE), `${CORE} is not declared`)
    },
  ],
]

const documentTypes = ['application/json', 'text/html']

const collectionChecks = ({ root, get, list, collections }) => [
  ['Abstract test 9', '/req/core/fc-md-op', () => get(`${root}/collections`)],
  ['Abstract test 10, method 1', '/req/core/fc-md-success', () => mustLinkFormats(list, documentTypes)],
  [
    'Abstract test 10, method 2',
    '/req/core/fc-md-items',
    () => must(new Set(list.collections.map(nameOf)).size === list.collections.length, 'two collections have one name'),
  ],
  [
    'Abstract test 10, method 3',
    '/req/core/crs84',
    () => {
      if (list.crs) must(/\/CRS84h?$/.test(list.crs[0]), `the first CRS is ${list.crs[0]}`)
    },
  ],
  ['Abstract test 10, method 4', '/req/core/fc-md-success', () => must(collections.length > 0, 'no collections')],
  ['Abstract test 11', '/req/core/fc-md-links', () => mustLinkFormats(list, documentTypes)],
  [
    'Abstract test 12',
    '/req/core/fc-md-items',
    () =>
      each(list.collections, nameOf, async ({ id, links }) => {
        must(typeof id === 'string' && id !== '', 'no identifier')
        for (const { rel, type, href } of links) {
          if (rel !== 'items' || type !== GEOJSON) continue
          const { json } = await get(href, { accept: type })
          must(json.type === 'FeatureCollection', `${href} gives a ${json.type}`)
        }
      }),
  ],
  [
    // The requirement is for collections of features; the suite asks it of every collection, coverages too.
    'Abstract test 13',
    '/req/core/fc-md-items-links',
    () =>
      each(collections, nameOf, ({ links }) => {
        for (const type of [GEOJSON, 'text/html']) must(linkOf({ links }, 'items', type), `no link items of ${type}`)
        for (const { rel, type, href } of links) must(rel && type && href, `link ${href} lacks its relation or type`)
      }),
  ],
  [
    'Abstract test 14',
    '/req/core/fc-md-extent',
    () => each(list.collections, nameOf, ({ extent }) => mustExtent(extent)),
  ],
  [
    'Abstract test 15',
    '/req/core/sfc-md-op',
    () => each(collections, nameOf, ({ id }) => get(`${root}/collections/${id}`)),
  ],
  [
    'Abstract test 16',
    '/req/core/sfc-md-success',
    () =>
      each(collections, nameOf, async (told) => {
        const { json: own } = await get(`${root}/collections/${told.id}`)
        for (const key of ['id', 'title', 'description', 'extent'])
          must(JSON.stringify(own[key]) === JSON.stringify(told[key]), `${key} differs from that of the list`)
      }),
  ],
]

/** Both ends of an interval as the suite reads them: it takes no open interval and no date without its time. */
function mustExtent(extent) {
  if (!extent) skip('no extent')
  for (const box of extent.spatial?.bbox ?? []) {
    const [west, south, east, north] = box
    must(box.length === 4 && south <= north && west >= -180 && east <= 180, `${box} is no box in degrees`)
  }
  for (const [from, to] of extent.temporal?.interval ?? []) {
    for (const end of [from, to]) must(/T.*(Z|[+-]\d\d:\d\d)$/.test(end ?? ''), `${end} is no instant with its zone`)
    must(Date.parse(from) <= Date.parse(to), `${from} is after ${to}`)
  }
}
