import type { Context } from 'hono'
import Type from 'typebox'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { statusOf } from '../http/problem.ts'
import type { Route } from '../http/route.ts'
import { type Kvp, owsFault, readKvp } from '../ows/index.ts'
import { getCapabilities } from './capabilities.ts'
import { wmsException } from './exception.ts'
import { getFeatureInfo, infoFormats } from './info.ts'
import { getLegendGraphic, legendFormats } from './legend.ts'
import { getMap } from './map.ts'
import { versionOf, type WmsVersion } from './request.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

/** Web Map Service 1.3.0 (06-042) and 1.1.1 at `/wms`: maps as pictures, for the clients that know nothing else. */
export const wmsRoute: Route = {
  method: 'get',
  path: '/wms',
  tag: 'wms',
  summary: { fr: 'Cartes en image (WMS 1.3.0 et 1.1.1)', en: 'Maps as pictures (WMS 1.3.0 and 1.1.1)' },
  query: Type.Object({
    service: text('`WMS`.'),
    request: text('`GetCapabilities`, `GetMap`, `GetFeatureInfo` or `GetLegendGraphic`.'),
    version: text('`1.3.0` by default, or `1.1.1`.'),
    layers: text('Datasets, separated by commas, the first underneath.'),
    styles: text('A style for each, or nothing.'),
    crs: text(
      '`CRS:84`, `EPSG:4326` (latitude first), `EPSG:3857`, `EPSG:2154`, `EPSG:3948`, and that of the territory.',
    ),
    bbox: text('Lower then upper corner, in the order of the axes of the CRS.'),
    width: text('Pixels, 4096 at most.'),
    height: text('Pixels, 4096 at most.'),
    format: text('`image/png` or `image/jpeg`.'),
    transparent: text('`TRUE` for no ground.'),
  }),
  answer: { media: ['text/xml'] },
  also: [...new Set([...legendFormats, ...infoFormats])],
  success: [200, 304],
  problems: [403, 404],
  faults: ['text/xml'],
  async handle(deps, c) {
    const kvp = readKvp(new URL(c.req.url).searchParams)
    const version = versionOf(kvp)
    try {
      return await answer(deps, c, kvp, version)
    } catch (error) {
      if (statusOf(error) >= 500) deps.chain.log('api.error', { path: c.req.path, error: String(error) })
      return wmsException(error, version, speechOf(c).language)
    }
  },
}

function answer(deps: Deps, c: Context, kvp: Kvp, version: WmsVersion): Promise<Response> {
  const request = kvp.need('REQUEST')
  switch (request.toLowerCase()) {
    case 'getcapabilities':
    case 'capabilities':
      return getCapabilities(deps, c, version)
    case 'getmap':
    case 'map':
      return getMap(deps, c, kvp, version)
    case 'getfeatureinfo':
    case 'feature_info':
      return getFeatureInfo(deps, c, kvp, version)
    case 'getlegendgraphic':
      return getLegendGraphic(deps, c, kvp)
    default:
      throw owsFault('OperationNotSupported', request.slice(0, 40), 'opération inconnue', 'unknown operation', {
        fr: 'GetCapabilities, GetMap, GetFeatureInfo ou GetLegendGraphic.',
        en: 'GetCapabilities, GetMap, GetFeatureInfo or GetLegendGraphic.',
      })
  }
}
