// Coordinate reference systems by reference: the abstract tests of OGC API Features Part 2 (18-058r1).
import proj4 from 'proj4'
import { each, must, skip } from './check.mjs'
import { boxOf, featureAddress } from './features-items.mjs'

const GEOJSON = 'application/geo+json'
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const UNKNOWN = 'http://www.opengis.net/def/crs/0/unsupported'
/** A metre or so, in degrees: ours and that of PROJ may differ by their rounding. */
const NEAR = 1e-5
const LARGEST_PAGE = 10_000

/** The CRSs that we know by ourselves, as PROJ says them (EPSG registry 11, 2024), and whether latitude comes first. */
const conic = '+proj=lcc +x_0=1700000 +ellps=GRS80 +units=m'
const known = {
  [CRS84]: { proj: 'WGS84' },
  'http://www.opengis.net/def/crs/EPSG/0/4326': { proj: 'WGS84', isLatitudeFirst: true },
  'http://www.opengis.net/def/crs/EPSG/0/3857': { proj: 'EPSG:3857' },
  'http://www.opengis.net/def/crs/EPSG/0/2154': {
    proj: '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m',
  },
  'http://www.opengis.net/def/crs/EPSG/0/3948': {
    proj: `${conic} +lat_0=48 +lon_0=3 +lat_1=47.25 +lat_2=48.75 +y_0=7200000`,
  },
}

/** The checks on CRSs: their discovery, the parameter `crs` and the parameter `bbox-crs`. */
export const crsChecks = (world) => [...discoveryChecks(world), ...queryChecks(world), ...boxChecks(world)]

const nameOf = ({ id }) => id
const crsOf = ({ crs = [] }, list) => crs.flatMap((one) => (one === '#/crs' ? (list.crs ?? []) : [one]))
const isUri = (crs) => /^http:\/\/www\.opengis\.net\/def\/crs\/[\w.-]+\/[\w.]+\/[\w-]+$/.test(crs)

function discoveryChecks({ root, get, list, collections }) {
  const inList = (work) => () => each(collections, nameOf, work)
  const alone = (work) => () =>
    each(collections, nameOf, async ({ id }) => work((await get(`${root}/collections/${id}`)).json))
  const mustUris = (one) => {
    for (const crs of crsOf(one, list)) must(isUri(crs), `${crs} is no identifier of a CRS`)
  }
  const mustStorageUri = ({ storageCrs }) => must(!storageCrs || isUri(storageCrs), `${storageCrs} is no identifier`)
  const mustDefault = (one) =>
    must(!one.extent?.spatial || crsOf(one, list).includes(CRS84), 'the default CRS is not among its own')
  const mustStorage = (one) =>
    must(!one.storageCrs || crsOf(one, list).includes(one.storageCrs), `${one.storageCrs} is not among its own`)
  return [
    [
      'CRS, abstract test 1, global list',
      '/req/crs/fc-md-crs-list-global',
      () => must((list.crs ?? []).every(isUri), 'not identifiers'),
    ],
    ['CRS, abstract test 1, crs in the list', '/req/crs/crs-uri', inList(mustUris)],
    ['CRS, abstract test 1, storageCrs in the list', '/req/crs/crs-uri', inList(mustStorageUri)],
    ['CRS, abstract test 1, crs of the collection', '/req/crs/crs-uri', alone(mustUris)],
    ['CRS, abstract test 1, storageCrs of the collection', '/req/crs/crs-uri', alone(mustStorageUri)],
    ['CRS, abstract test 2, in the list', '/req/crs/fc-md-crs-list', inList(mustDefault)],
    ['CRS, abstract test 2, of the collection', '/req/crs/fc-md-crs-list', alone(mustDefault)],
    ['CRS, abstract test 3, in the list', '/req/crs/fc-md-storageCrs-valid-value', inList(mustStorage)],
    ['CRS, abstract test 3, of the collection', '/req/crs/fc-md-storageCrs-valid-value', alone(mustStorage)],
  ]
}

function queryChecks({ get, list, collections, itemsOf }) {
  const read = (address, options) => get(address, { accept: GEOJSON, ...options })
  const places = { items: async (one) => itemsOf(one), feature: async (one) => firstFeature(read, itemsOf(one)) }
  return Object.entries(places).flatMap(([place, addressOf]) => {
    const onEach = (work) => () =>
      each(collections, nameOf, async (one) => work(await addressOf(one), crsOf(one, list)))
    return [
      [
        `CRS of the ${place}, abstract test 4`,
        '/req/crs/fc-crs-definition, /req/crs/ogc-crs-header',
        onEach(async (address, all) => {
          for (const crs of all) mustBeIn(await read(withQuery(address, { crs })), crs)
        }),
      ],
      [
        `CRS of the ${place}, abstract test 5`,
        '/req/crs/fc-crs-valid-value',
        onEach((address) => read(withQuery(address, { crs: UNKNOWN }), { status: 400 })),
      ],
      [
        `CRS of the ${place}, abstract test 6`,
        '/req/crs/fc-crs-default-value, /req/crs/ogc-crs-header-value',
        onEach(async (address) => mustBeIn(await read(address), CRS84)),
      ],
      [
        `CRS of the ${place}, abstract test 7`,
        '/req/crs/crs-action',
        onEach(async (address, all) => {
          const plain = featuresOf((await read(address)).json)
          for (const crs of all.filter((one) => one in known))
            mustBeSame(plain, featuresOf((await read(withQuery(address, { crs }))).json), crs)
        }),
      ],
    ]
  })
}

async function firstFeature(read, items) {
  const [first] = (await read(items)).json.features
  return first ? featureAddress(items, first.id) : skip('no features')
}

const withQuery = (address, query) => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

const featuresOf = (json) => json.features ?? [json]

function mustBeIn({ headers }, crs) {
  must(headers.get('content-crs') === `<${crs}>`, `Content-Crs is ${headers.get('content-crs')} for ${crs}`)
}

/** The same features at the same places, once those of a CRS are converted to degrees by PROJ's rules. */
function mustBeSame(plain, others, crs) {
  must(plain.length === others.length, `${others.length} features in ${crs} for ${plain.length}`)
  plain.forEach(({ id, geometry }, i) => {
    must(others[i].id === id, `${others[i].id} in ${crs} for ${id}`)
    const [degrees, converted] = [flat(geometry), flat(others[i].geometry)]
    must(degrees.length === converted.length, `${id} has other positions in ${crs}`)
    degrees.forEach(([x, y], j) => {
      const [lon, lat] = toDegrees(converted[j], crs)
      must(Math.abs(lon - x) < NEAR && Math.abs(lat - y) < NEAR, `${id} is at ${lon},${lat} by ${crs}, not ${x},${y}`)
    })
  })
}

const flat = (geometry) => {
  const walk = (tree) => (typeof tree[0] === 'number' ? [tree] : tree.flatMap(walk))
  return walk(geometry?.coordinates ?? [])
}

const toDegrees = ([x, y], crs) => {
  const { proj, isLatitudeFirst } = known[crs]
  return proj4(proj, 'WGS84', isLatitudeFirst ? [y, x] : [x, y])
}

const fromDegrees = (position, crs) => {
  const { proj, isLatitudeFirst } = known[crs]
  const [x, y] = proj4('WGS84', proj, position)
  return isLatitudeFirst ? [y, x] : [x, y]
}

function boxChecks({ get, list, collections, itemsOf }) {
  const spatial = collections.filter(({ extent, storageCrs }) => extent?.spatial && storageCrs)
  const ask = async (one, query, status = 200) =>
    (await get(withQuery(itemsOf(one), { limit: LARGEST_PAGE, ...query }), { accept: GEOJSON, status })).json
  return [
    [
      'Box in a CRS, abstract test 8',
      '/req/crs/fc-bbox-crs-definition, /req/crs/bbox-crs-action',
      () =>
        each(spatial, nameOf, async (one) => {
          const box = innerBox(one.extent.spatial.bbox[0])
          const plain = await ask(one, { bbox: box.join(',') })
          for (const crs of crsOf(one, list).filter((name) => name in known)) {
            const corners = [...fromDegrees(box.slice(0, 2), crs), ...fromDegrees(box.slice(2), crs)]
            mustAgree(
              plain,
              await ask(one, { bbox: corners.join(','), 'bbox-crs': crs }),
              box,
              slantOf(corners, crs, box),
            )
          }
        }),
    ],
    [
      'Box in a CRS, abstract test 9',
      '/req/crs/fc-bbox-crs-valid-value',
      () => each(spatial, nameOf, (one) => ask(one, { bbox: '5,49,6,50', 'bbox-crs': UNKNOWN }, 400)),
    ],
    [
      'Box in a CRS, abstract test 10',
      '/req/crs/fc-bbox-crs-default-value',
      () =>
        each(spatial, nameOf, async (one) => {
          const bbox = one.extent.spatial.bbox[0].join(',')
          mustAgree(
            await ask(one, { bbox }),
            await ask(one, { bbox, 'bbox-crs': CRS84 }),
            one.extent.spatial.bbox[0],
            0,
          )
        }),
    ],
  ]
}

/** The middle of a box, half as wide and half as high. */
const innerBox = ([west, south, east, north]) => {
  const [width, height] = [(east - west) / 4, (north - south) / 4]
  return [west + width, south + height, east - width, north - height]
}

/** How far, in degrees, the sides of a box of a CRS lie from those of the box in degrees that has the same two corners. */
function slantOf([x1, y1, x2, y2], crs, [west, south, east, north]) {
  const [[lon1, lat1], [lon2, lat2]] = [toDegrees([x1, y2], crs), toDegrees([x2, y1], crs)]
  const pairs = known[crs].isLatitudeFirst
    ? [
        [lon2, lat2],
        [lon1, lat1],
      ]
    : [
        [lon1, lat1],
        [lon2, lat2],
      ]
  const [[leftX, topY], [rightX, bottomY]] = pairs
  return Math.max(...[leftX - west, topY - north, rightX - east, bottomY - south].map(Math.abs)) + NEAR
}

/** The same features in both answers, but for those that only meet the edge of the box, within `slant`. */
function mustAgree(plain, others, [west, south, east, north], slant) {
  if (plain.numberMatched > LARGEST_PAGE) skip('too many to compare')
  const [here, there] = [plain, others].map(({ features }) => new Map(features.map((one) => [one.id, one])))
  const differing = [...here.values(), ...there.values()].filter(({ id }) => here.has(id) !== there.has(id))
  for (const { id, geometry } of differing) {
    const [w, s, e, n] = boxOf(geometry)
    const isInside = w > west + slant && e < east - slant && s > south + slant && n < north - slant
    const isOutside = w > east + slant || e < west - slant || s > north + slant || n < south - slant
    must(geometry && !isInside && !isOutside, `${id} is in one answer only`)
  }
}
