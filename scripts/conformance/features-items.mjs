// Pages of features and features by themselves: abstract tests 2 and 17 to 33 of OGC API Features Part 1.
import { each, linkOf, must, mustLinkFormats, skip } from './check.mjs'

const GEOJSON = 'application/geo+json'
const SCHEMA = 'http://www.opengis.net/def/rel/ogc/1.0/schema'
const DAY = 86_400_000
/** Beyond this, counting the features page by page is left out, as the suite does. */
const MOST_COUNTED = 20_000
const LARGEST_PAGE = 10_000
/** Boxes that cross the meridian of Greenwich, the equator and the antimeridian, and those of the poles. */
const FAR_BOXES = [
  [-1.5, 50, 1.5, 53],
  [-80, -5, -70, 5],
  [177, 65, -177, 70],
  [-180, 85, 180, 90],
  [-180, -90, 180, -85],
]

/** The checks on items. Each family repeats those of a page on its own requests. */
export function itemChecks(world) {
  const { collections, itemsOf } = world
  const plain = collections.map((collection) => ({ collection, address: itemsOf(collection) }))
  return [
    ...pageChecks(world, 'Items', plain),
    ...bboxChecks(world),
    ...limitChecks(world),
    ...timeChecks(world),
    ...errorChecks(world),
    ...featureChecks(world),
  ]
}

const nameOf = ({ collection, address }) => `${collection.id} ${new URL(address).search}`
const asked = (address, query) => `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`

/** The requests of a family: those that `queriesOf` makes for each collection. */
const requestsOf = ({ collections, itemsOf }, queriesOf) =>
  collections.flatMap((collection) =>
    queriesOf(collection).map((query) => ({ collection, query, address: asked(itemsOf(collection), query) })),
  )

/** What every page of features is: the operation, CRS84, and the six properties of the answer. */
function pageChecks({ get }, family, requests) {
  const page = async ({ address }) => (await get(address, { accept: GEOJSON })).json
  const onEach = (work) => () => each(requests, nameOf, async (request) => work(await page(request), request))
  return [
    [`${family}, abstract test 17`, '/req/core/fc-op', onEach(() => {})],
    [`${family}, abstract test 2`, '/req/core/crs84', onEach(mustBeInDegrees)],
    [
      `${family}, abstract test 26, method 1`,
      '/req/core/fc-response',
      onEach(({ type }) => must(type === 'FeatureCollection', `its type is ${type}`)),
    ],
    [
      `${family}, abstract test 26, method 2`,
      '/req/core/fc-response',
      onEach(({ features }) =>
        must(
          features?.every(({ type }) => type === 'Feature'),
          'no list of features',
        ),
      ),
    ],
    [
      `${family}, abstract tests 26, method 4, and 27`,
      '/req/core/fc-links, /req/core/fc-rel-type',
      onEach((answer) => mustLinkFormats(answer, [GEOJSON, 'text/html'])),
    ],
    [
      `${family}, abstract tests 26, method 5, and 28`,
      '/req/core/fc-timeStamp',
      onEach(({ timeStamp }) => must(Math.abs(Date.parse(timeStamp) - Date.now()) < DAY, `${timeStamp} is not now`)),
    ],
    [
      `${family}, abstract tests 26, method 6, and 29`,
      '/req/core/fc-numberMatched',
      onEach(async (answer) => {
        if (answer.numberMatched > MOST_COUNTED) skip('too many to count')
        const counted = await countAll(get, answer)
        must(counted === answer.numberMatched, `${counted} features for ${answer.numberMatched} told`)
      }),
    ],
    [
      `${family}, abstract tests 26, method 7, and 30`,
      '/req/core/fc-numberReturned',
      onEach(({ numberReturned, features }) =>
        must(numberReturned === features.length, `${features.length} features for ${numberReturned} told`),
      ),
    ],
  ]
}

/** Follows the links to the next page with the largest pages there are, whatever the size of the first one. */
async function countAll(get, first) {
  let counted = first.features.length
  for (let next = linkOf(first, 'next'); next; ) {
    const address = new URL(next.href)
    address.searchParams.set('limit', LARGEST_PAGE)
    const { json } = await get(address.href, { accept: GEOJSON })
    counted += json.features.length
    next = json.features.length > 0 && linkOf(json, 'next')
  }
  return counted
}

function mustBeInDegrees({ features }) {
  for (const { id, geometry } of features) {
    const [west, south, east, north] = boxOf(geometry)
    must(west >= -180 && east <= 180 && south >= -90 && north <= 90, `${id} is not in degrees`)
  }
}

/** The box of a geometry; that of nothing when there is none. */
export function boxOf(geometry) {
  const box = [0, 0, 0, 0]
  const found = positions(geometry?.coordinates ?? geometry?.geometries?.flatMap((one) => one.coordinates) ?? [])
  if (found.length === 0) return box
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const positions = (tree) => (typeof tree[0] === 'number' ? [tree] : tree.flatMap(positions))

const parameterOf = ({ api }, path, name) => api.paths[path].get.parameters.find((one) => one.name === name)
const itemPaths = ({ api }) => Object.keys(api.paths).filter((path) => /^\/collections\/[^/]+\/items$/.test(path))

/** A parameter of every path of items: in the query, optional, a list written with commas. */
const definition = (world, name, mustSchema) => () =>
  each(itemPaths(world), String, (path) => {
    const parameter = parameterOf(world, path, name)
    must(parameter, `no parameter ${name}`)
    const { required, style, explode } = parameter
    must(parameter.in === 'query' && !required && style === 'form' && !explode, `${name} is not an optional form`)
    mustSchema(parameter.schema)
  })

function bboxChecks(world) {
  const requests = requestsOf(world, ({ extent }) =>
    extent?.spatial ? [extent.spatial.bbox[0], ...FAR_BOXES].map((box) => ({ bbox: box.join(',') })) : [],
  )
  const { get } = world
  return [
    [
      'Bounding box, abstract test 18',
      '/req/core/fc-bbox-definition',
      definition(world, 'bbox', ({ type, items, minItems, maxItems }) =>
        must(type === 'array' && items.type === 'number' && minItems === 4 && maxItems === 6, 'not 4 to 6 numbers'),
      ),
    ],
    [
      'Bounding box, abstract test 19',
      '/req/core/fc-bbox-response',
      () =>
        each(requests, nameOf, async ({ address, query }) => {
          const { json } = await get(address, { accept: GEOJSON })
          const box = query.bbox.split(',').map(Number)
          for (const { id, geometry } of json.features)
            must(!geometry || meets(boxOf(geometry), box), `${id} lies outside`)
        }),
    ],
    [
      'Bounding box, abstract test 19, method 2',
      '/req/core/fc-bbox-response',
      () =>
        each(
          world.collections.filter(({ storageCrs }) => !storageCrs),
          ({ id }) => id,
          (one) => mustMatchAll(world, one, { bbox: FAR_BOXES[1].join(',') }),
        ),
    ],
    ...pageChecks(world, 'Bounding box', requests),
  ]
}

/** What has no place, or no time, is of any. */
async function mustMatchAll({ get, itemsOf }, collection, query) {
  const ask = async (address) => (await get(address, { accept: GEOJSON })).json.numberMatched
  const [all, matched] = [await ask(itemsOf(collection)), await ask(asked(itemsOf(collection), query))]
  must(all === matched, `${matched} features of ${all}, which have neither place nor time`)
}

/** Whether no property of a collection is a date or an instant, by its schema. */
async function isTimeless({ get }, collection) {
  const { href, type } = linkOf(collection, SCHEMA)
  const { properties } = (await get(href, { accept: type })).json
  return !Object.values(properties).some(({ format }) => ['date', 'date-time'].includes(format))
}

async function filtered(things, passes) {
  const passed = await Promise.all(things.map(passes))
  return things.filter((_, i) => passed[i])
}

/** Whether two boxes meet; the second may cross the antimeridian. */
function meets([w, s, e, n], [west, south, east, north]) {
  const isAcross = west <= east ? e >= west && w <= east : e >= west || w <= east
  return isAcross && n >= south && s <= north
}

function limitChecks(world) {
  const { minimum, maximum } = parameterOf(world, '/collections/{collectionId}/items', 'limit').schema
  const middle = Math.min(100, minimum + Math.floor((maximum - minimum) / 2))
  const requests = requestsOf(world, () => [minimum, middle].map((limit) => ({ limit })))
  return [
    [
      'Limit, abstract test 20',
      '/req/core/fc-limit-definition',
      definition(world, 'limit', ({ type, minimum, default: usual }) =>
        must(type === 'integer' && minimum >= 0 && usual >= minimum, 'not a number with its least and its default'),
      ),
    ],
    [
      'Limit, abstract test 21',
      '/req/core/fc-limit-response',
      () =>
        each(requests, nameOf, async ({ address, query }) => {
          const { json } = await world.get(address, { accept: GEOJSON })
          must(json.features.length <= query.limit, `${json.features.length} features for ${query.limit} at most`)
        }),
    ],
    ...pageChecks(world, 'Limit', requests),
  ]
}

/** An instant, a period between two instants, and a period of two days from a date. */
function timesOf({ extent }) {
  const [interval] = extent?.temporal?.interval ?? []
  if (!interval) return []
  const [from, to] = interval.map(Date.parse)
  const quarter = (to - from) / 4
  const iso = (ms) => new Date(ms).toISOString().replace('.000', '')
  return [
    { datetime: iso(from) },
    { datetime: `${iso(from + quarter)}/${iso(from + 2 * quarter)}` },
    { datetime: `${iso(from + quarter).slice(0, 10)}/P2D` },
  ]
}

function timeChecks(world) {
  const requests = requestsOf(world, timesOf)
  return [
    [
      'Time, abstract test 22',
      '/req/core/fc-time-definition',
      definition(world, 'datetime', ({ type }) => must(type === 'string', `a ${type}`)),
    ],
    [
      'Time, abstract test 23',
      '/req/core/fc-time-response',
      () =>
        each(requests, nameOf, async ({ collection, query }) => {
          const items = linkOf(collection, 'items', GEOJSON).href.replace(/\?.*/, '')
          const { json } = await world.get(asked(items, { ...query, f: 'jsonfg' }), { accept: GEOJSON })
          const [from, to] = periodOf(query.datetime)
          for (const { id, time } of json.features) {
            const [start, end] = timeOf(time)
            must(start <= to && end >= from, `${id}, of ${JSON.stringify(time)}, lies outside`)
          }
        }),
    ],
    [
      'Time, abstract test 23, method 2',
      '/req/core/fc-time-response',
      async () => {
        const timeless = await filtered(world.collections, (one) => isTimeless(world, one))
        await each(
          timeless,
          ({ id }) => id,
          (one) => mustMatchAll(world, one, { datetime: '1900-01-01T00:00:00Z' }),
        )
      },
    ],
    ...pageChecks(world, 'Time', requests),
  ]
}

/** The first and last instants of what was asked for. A date begins at another instant in each zone: a day either way. */
function periodOf(datetime) {
  const [from, to = from] = datetime.split('/')
  return to === 'P2D' ? [Date.parse(from) - DAY, Date.parse(from) + 3 * DAY] : [Date.parse(from), Date.parse(to)]
}

/** The first and last instants of a feature (JSON-FG); those of all time when it has none. A date lasts its whole day. */
function timeOf(time) {
  const ends = time?.interval ?? [time?.timestamp ?? time?.date, time?.timestamp ?? time?.date]
  const [start, end] = ends.map((one) => (one && one !== '..' ? one : undefined))
  const isDay = end?.length === 10
  return [start ? Date.parse(start) : -Infinity, end ? Date.parse(end) + (isDay ? DAY - 1 : 0) : Infinity]
}

const errorChecks = ({ collections, itemsOf, get }) =>
  [
    ['Abstract test 24', '/req/core/query-param-invalid', { limit: 'unlimited' }],
    ['Abstract test 25', '/req/core/query-param-unknown', { unknownQueryParameter12345: '1' }],
  ].map(([test, clause, query]) => [
    test,
    clause,
    () =>
      each(
        collections,
        ({ id }) => id,
        (one) => get(asked(itemsOf(one), query), { accept: GEOJSON, status: 400 }),
      ),
  ])

function featureChecks({ collections, itemsOf, get }) {
  const onEach = (work) => () =>
    each(
      collections,
      ({ id }) => id,
      async (collection) => {
        const { json } = await get(itemsOf(collection), { accept: GEOJSON })
        if (json.features.length === 0) skip('no features')
        const [{ id }] = json.features
        work((await get(featureAddress(itemsOf(collection), id), { accept: GEOJSON })).json, id)
      },
    )
  return [
    ['Abstract test 31', '/req/core/f-op', onEach((feature, id) => must(feature.id === id, `it is ${feature.id}`))],
    [
      'Abstract tests 32 and 33',
      '/req/core/f-success, /req/core/f-links',
      onEach((feature) => {
        must(feature.type === 'Feature', `its type is ${feature.type}`)
        mustLinkFormats(feature, [GEOJSON, 'text/html'])
        must(linkOf(feature, 'collection')?.type, 'no link to its collection')
      }),
    ],
  ]
}

/** The address of a feature, without the format that the address of the items names. */
export const featureAddress = (items, id) => `${items.replace(/\?.*/, '')}/${encodeURIComponent(id)}`
