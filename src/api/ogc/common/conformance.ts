import type { Deps } from '../../deps.ts'
import { coverageConformance } from '../coverages/conformance.ts'
import { edrConformance } from '../edr/conformance.ts'
import { callbackConformance, processConformance } from '../processes/index.ts'
import { styleConformance } from '../styles/index.ts'
import { tileConformance } from '../tiles/index.ts'

const under = (base: string, names: readonly string[]) =>
  names.map((name) => `http://www.opengis.net/spec/${base}/${name}`)

/** The classes of the OGC that `/ogc` conforms to. */
export const conformanceOf = ({ processes }: Pick<Deps, 'processes'>): readonly string[] => [
  ...classes,
  ...(processes.caller ? [callbackConformance] : []),
]

const classes: readonly string[] = [
  ...under('ogcapi-common-1/1.0/conf', ['core', 'landing-page', 'json', 'html', 'oas30']),
  ...under('ogcapi-common-2/1.0/conf', ['collections', 'json', 'html']),
  ...under('ogcapi-features-1/1.0/conf', ['core', 'oas30', 'html', 'geojson']),
  ...under('ogcapi-features-2/1.0/conf', ['crs']),
  ...under('ogcapi-features-3/1.0/conf', ['filter', 'features-filter', 'queryables', 'queryables-query-parameters']),
  ...under('ogcapi-features-5/1.0/conf', [
    'schemas',
    'core-roles-features',
    'returnables-and-receivables',
    'queryables',
    'sortables',
  ]),
  ...under('cql2/1.0/conf', [
    'cql2-text',
    'cql2-json',
    'basic-cql2',
    'advanced-comparison-operators',
    'case-insensitive-comparison',
    'accent-insensitive-comparison',
    'basic-spatial-functions',
    'basic-spatial-functions-plus',
    'spatial-functions',
    'temporal-functions',
    'array-functions',
    'property-property',
    'arithmetic',
  ]),
  ...under('json-fg-1/1.0/conf', ['core', 'types-schemas']),
  ...under('ogcapi-records-1/1.0/conf', [
    'record-core',
    'record-collection',
    'record-core-query-parameters',
    'records-api',
    'searchable-catalog',
    'json',
    'html',
  ]),
  ...tileConformance,
  ...styleConformance,
  ...edrConformance,
  ...coverageConformance,
  ...processConformance,
]
