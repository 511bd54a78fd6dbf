import Type, { type Static } from 'typebox'
import { badParameter } from '../../http/faults.ts'
import { textParameter } from '../../http/query.ts'
import { featureFormats } from '../common/formats.ts'

/** Features of one page at most. More than that may be asked: that many are given. */
export const MOST_FEATURES = 10_000
const USUAL_FEATURES = 100

const format = Type.Optional(
  Type.Enum(
    featureFormats.map(({ f }) => f),
    { description: 'Format of the answer; by `Accept` when absent, GeoJSON by default.' },
  ),
)
const crs = textParameter('CRS of the geometries, by its OGC address: one of the `crs` of the collection.')
const properties = textParameter('Properties to give, separated by commas. All of them by default.', 4000)
const skipGeometry = Type.Enum(['false', 'true'], { default: 'false', description: 'Leave the geometries out.' })
/** Which moment of a collection. */
export const versionParameter = textParameter(
  'An instant: the content that was served then, while its files are kept. Or a `pin`.',
  40,
)
const pin = textParameter('The `pin` of an earlier page: the same content even if the data has changed since.')

/** Which features: of reads, exports and tiles alike. */
export const filterParameters = {
  bbox: textParameter('Features whose geometry meets this box: four numbers (or six, heights are not looked at).'),
  'bbox-crs': textParameter('CRS of `bbox`. CRS84 by default: west, south, east, north in degrees.'),
  datetime: textParameter('Features of an instant or an interval: `2024-01-01T00:00:00Z`, `2024-01-01/..`.', 100),
  filter: textParameter('A filter in CQL2.', 1_000_000),
  'filter-lang': Type.Enum(['cql2-text', 'cql2-json'], { default: 'cql2-text', description: 'Language of `filter`.' }),
  'filter-crs': textParameter('CRS of the geometries in `filter`. CRS84 by default.'),
}
export type FilterAsked = Static<typeof filterQuery>
const filterQuery = Type.Object(filterParameters)

const items = {
  f: format,
  offset: Type.Integer({ minimum: 0, maximum: 1e12, default: 0, description: 'How many features to skip.' }),
  ...filterParameters,
  bbox: textParameter(
    'Features whose geometry meets this box, and those that have none: four numbers (or six, heights are not looked at).',
  ),
  sortby: textParameter('Properties to sort by, separated by commas; `-` before one from the largest.', 1000),
  properties,
  skipGeometry,
  crs,
  version: versionParameter,
  pin,
}

const limit = { minimum: 1, default: USUAL_FEATURES, description: 'How many features a page has at most.' }

/** As the documents tell it. */
export const itemsQuery = Type.Object({ limit: Type.Integer({ ...limit, maximum: MOST_FEATURES }), ...items })
/** As it is read: a limit above the maximum is no mistake (17-069r4, 7.15.2). */
export const lenientItemsQuery = Type.Object({ limit: Type.Integer(limit), ...items })
export type ItemsQuery = Static<typeof lenientItemsQuery>

export const itemQuery = Type.Object({ f: format, properties, skipGeometry, crs, version: versionParameter, pin })

/** `version=` as a moment. Throws `api.bad-parameter`. */
export function readMoment(parameter: string, text: string): Date {
  const moment = new Date(text.replace(' ', '+'))
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(moment.getTime())) return moment
  throw badParameter(parameter, `« ${text} » n’est pas un instant`, `'${text}' is no instant`, {
    fr: 'Par exemple : 2024-06-01T12:00:00Z.',
    en: 'For example: 2024-06-01T12:00:00Z.',
  })
}
