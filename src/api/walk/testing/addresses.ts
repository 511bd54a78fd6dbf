import { globalIdOf } from '../../../catalogue/index.ts'
import type { Access } from '../../../govern/index.ts'
import type { Route } from '../../http/route.ts'
import {
  classes,
  deviceOf,
  EAST,
  fileOf,
  keptOf,
  NORTH,
  NOW,
  processOf,
  rasterOf,
  rowsOf,
  type WalkedTown,
} from './town.ts'

/** One address to ask, and the class of what it is about; none for what is about everything. */
export interface Walked {
  readonly path: string
  readonly subject?: Access
  readonly body?: string
  readonly type?: string
}

const files = ['csv', 'parquet', 'geojson', 'gpkg', 'xlsx', 'shp', 'fgb', 'geojsonseq', 'datapackage', 'file', 'html']
const later = new Date(NOW.getTime() + 365 * 86_400_000 * 3).toISOString()
const around = 'POLYGON((-3 47,0 47,0 49,-3 49,-3 47))'

/** What is asked after the path, by how the path ends. */
const queries: readonly (readonly [RegExp, string])[] = [
  [/\/position$/, '?coords=POINT(-1.67 48.11)'],
  [/\/radius$/, '?coords=POINT(-1.67 48.11)&within=100&within-units=km'],
  [/\/area$/, `?coords=${around}`],
  [/\/cube$/, '?bbox=-3,47,0,49'],
  [/\/trajectory$/, '?coords=LINESTRING(-1.66 48.1,-1.64 48.09)'],
  // After what was made when the test began, whatever the town's own clock says.
  [/\/changes$/, `?from=${new Date(Date.now() + 60_000).toISOString()}`],
  [/\/fleet\/devices\/[^/]+\/series$/, '?measure=level&by=raw'],
  [/\/api\/account\/first$/, '?token=none'],
]

/** A report that nobody made. */
const NO_REPORT = '00000000-0000-4000-8000-000000000000'

/** Names of the parts of paths that are about nothing in particular. */
const plain = (town: WalkedTown): Readonly<Record<string, string>> => ({
  '/api/packs/:id/sheets': '/api/packs/walk/sheets',
  '/api/runs/:id': '/api/runs/1',
  '/api/runs/:id/events': '/api/runs/1/events',
  '/ogc/map/:file': '/ogc/map/tiles.js',
  '/ogc/tiles/:set': '/ogc/tiles/WebMercatorQuad',
  '/ogc/tiles/:set/:level/:row/:column': '/ogc/tiles/WebMercatorQuad/0/0/0',
  '/ogc/tileMatrixSets/:set': '/ogc/tileMatrixSets/WebMercatorQuad',
  '/api/harvests/runs/:run': '/api/harvests/runs/1',
  '/api/harvests/runs/:run/records': '/api/harvests/runs/1/records',
  '/api/harvests/runs/:run/records.csv': '/api/harvests/runs/1/records.csv',
  '/api/accounts/:id': '/api/accounts/1',
  ...Object.fromEntries(
    ['/resources', '/api/v1/resources'].flatMap((path) => [
      [`${path}/:id`, `${path}/${globalIdOf('test', { id: rowsOf('restricted') })}`],
      [`${path}/:id/report`, `${path}/${globalIdOf('test', { id: rowsOf('restricted') })}/report`],
      [`${path}/:id/report/:irid`, `${path}/${globalIdOf('test', { id: rowsOf('restricted') })}/report/${NO_REPORT}`],
    ]),
  ),
  '/api/organisations/:slug': '/api/organisations/office',
  '/api/organisations/:slug/keys': '/api/organisations/office/keys',
  '/api/organisations/:slug/public-key': '/api/organisations/office/public-key',
  '/api/requests/:id': `/api/requests/${town.request}`,
})

/** Every address to read of the table of routes, filled in for each class. Throws for a part of a path it cannot fill. */
export function readAddresses(town: WalkedTown, routes: readonly Route[]): Walked[] {
  const fixed = plain(town)
  return routes
    .filter(({ method }) => method === 'get')
    .flatMap(({ path }): Walked[] => {
      if (fixed[path]) return [{ path: fixed[path] }]
      if (path === '/wms') return classes.flatMap(wmsOf)
      if (path === '/wfs') return classes.flatMap(wfsOf)
      const filled = path.includes(':')
        ? classes.flatMap((access) => fill(town, path, access).map((one) => ({ path: one, subject: access })))
        : [{ path }]
      return filled.map((one) => ({
        ...one,
        path: one.path + (queries.find(([end]) => end.test(one.path))?.[1] ?? ''),
      }))
    })
}

function fill(town: WalkedTown, path: string, access: Access): string[] {
  if (path === '/api/packs/:pack/:process') return [`/api/packs/walk/${keptOf(access)}`]
  if (path.startsWith('/download/'))
    return [rowsOf, rasterOf, fileOf].flatMap((name) =>
      files.map((file) => path.replace(':dataset', name(access)).replace(':distribution', file)),
    )
  const isRaster = /\/(coverage|map)(\/|$)/.test(path)
  const names = path.startsWith('/api/assets/')
    ? [rowsOf(access), fileOf(access), rasterOf(access), `${access}_source`]
    : [isRaster || path.endsWith('/trajectory') ? rasterOf(access) : rowsOf(access)]
  return names.map((name) =>
    path.replaceAll(/:(\w+)/g, (part) => {
      const value: Readonly<Record<string, string>> = {
        ...{ ':id': name, ':name': name, ':record': name, ':style': name, ':feature': 'k1' },
        ...{ ':instance': later, ':set': 'WebMercatorQuad', ':level': '0', ':row': '0', ':column': '0' },
        ...{ ':location': 'k1', ':process': processOf(access), ':job': town.jobs[access], ':output': 'names' },
        ':eui': deviceOf(access),
      }
      if (value[part] === undefined) throw new Error(`the walk cannot fill ${part} of ${path}: say how in addresses.ts`)
      return value[part]
    }),
  )
}

const wms = (access: Access, request: string, more: string): Walked[] =>
  [rowsOf(access), rasterOf(access)].map((layer) => ({
    path: `/wms?service=WMS&version=1.3.0&request=${request}&layer=${layer}&layers=${layer}&query_layers=${layer}${more}`,
    subject: access,
  }))
const box = `${EAST - 1000},${NORTH - 3000},${EAST + 5000},${NORTH + 5000}`
const picture = `&crs=EPSG:2154&bbox=${box}&width=64&height=64&styles=&format=image/png`
const wmsOf = (access: Access): Walked[] => [
  { path: '/wms?service=WMS&request=GetCapabilities' },
  ...wms(access, 'GetMap', picture),
  ...wms(access, 'GetFeatureInfo', `${picture}&i=10&j=30&info_format=application/json`),
  ...wms(access, 'GetLegendGraphic', '&format=image/png'),
]
const wfsOf = (access: Access): Walked[] => [
  { path: '/wfs?service=WFS&request=GetCapabilities' },
  ...['GetFeature', 'DescribeFeatureType', 'GetPropertyValue'].map((request) => ({
    path: `/wfs?service=WFS&version=2.0.0&request=${request}&typeNames=${rowsOf(access)}&valueReference=name`,
    subject: access,
  })),
]

/** What is posted in order to read: features, results of processes, batches of questions. */
export const postAddresses = (town: WalkedTown): Walked[] =>
  classes.flatMap((access) => [
    {
      ...{ path: '/wfs', subject: access, type: 'application/xml' },
      body: `<GetFeature xmlns="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"><Query typeNames="${rowsOf(access)}"/></GetFeature>`,
    },
    ...[processOf(access), keptOf(access)].map((id) => ({
      path: `/ogc/processes/${id}/execution`,
      subject: access,
      type: 'application/json',
      body: '{"inputs":{}}',
    })),
    {
      ...{ path: '/sensorthings/v1.1/$batch', type: 'application/json' },
      body: JSON.stringify({
        requests: [{ id: '1', method: 'get', url: `Things(${town.things[access]})?$expand=Datastreams/Observations` }],
      }),
    },
  ])

/** SensorThings: its paths are a language of their own, of which these go everywhere. */
export const sensorThingsAddresses = (town: WalkedTown): Walked[] => [
  ...[
    ...[
      '',
      '/Things',
      '/Datastreams?$expand=Thing,Observations',
      '/Observations?$expand=Datastream/Thing',
      '/Locations',
    ],
    ...[
      '/HistoricalLocations?$expand=Thing',
      '/FeaturesOfInterest?$expand=Observations',
      '/Sensors?$expand=Datastreams',
    ],
    ...['/ObservedProperties?$expand=Datastreams($expand=Thing)', "/Things?$filter=contains(name,'mark')&$count=true"],
  ].map((path) => ({ path: `/sensorthings/v1.1${path}` })),
  ...classes.flatMap((access) => {
    const thing = `/sensorthings/v1.1/Things(${town.things[access]})`
    return [thing, `${thing}/name/$value`, `${thing}/Datastreams?$expand=Observations`, `${thing}/Locations`].map(
      (path) => ({
        path,
        subject: access,
      }),
    )
  }),
]

/** The pages of the portal, filled in for each class. Throws for one it cannot fill. */
export function pageAddresses(town: WalkedTown, paths: readonly string[]): Walked[] {
  const fixed: Readonly<Record<string, string>> = {
    '/runs/:part': '/runs/1',
    '/use-cases/:part': '/use-cases/walk',
    '/harvests/:part': '/harvests/1',
    '/requests/:part': `/requests/${town.request}`,
    '/organisations/:part': '/organisations/office',
    '/organisations/:part/keys': '/organisations/office/keys',
    '/admin/accounts/:part': '/admin/accounts/1',
  }
  return [...new Set(paths)]
    .filter((path) => !path.includes('*') && !path.startsWith('/static/'))
    .flatMap((path): Walked[] => {
      if (fixed[path]) return [{ path: fixed[path] }]
      if (path === '/map.svg' || path === '/map')
        return classes.map((access) => ({ path: `${path}?layer=${rowsOf(access)}`, subject: access }))
      if (!path.includes(':')) return [{ path }]
      return classes.flatMap((access) => {
        if (/^(\/admin)?\/surveys\//.test(path))
          return [{ path: path.replace(':part', rowsOf(access)), subject: access }]
        const names = path.startsWith('/fleet/')
          ? [deviceOf(access)]
          : path.startsWith('/datasets/')
            ? [rowsOf(access), rasterOf(access), fileOf(access)]
            : path.startsWith('/records/')
              ? [rowsOf(access), fileOf(access)]
              : path.startsWith('/chain/')
                ? [rowsOf(access), rasterOf(access), fileOf(access), `${access}_source`]
                : undefined
        if (!names) throw new Error(`the walk cannot fill ${path}: say how in addresses.ts`)
        return names.map((name) => ({ path: path.replace(':part', name), subject: access }))
      })
    })
}
