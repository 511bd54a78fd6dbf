import { element } from '../ows/index.ts'
import { comparisons, spatial, temporal } from './fes/operators.ts'

/** What of FES 2.0 (09-026r2, table 1) is there. */
const conformance: Readonly<Record<string, boolean>> = {
  ImplementsQuery: true,
  ImplementsAdHocQuery: true,
  ImplementsFunctions: false,
  ImplementsResourceId: true,
  ImplementsMinStandardFilter: true,
  ImplementsStandardFilter: true,
  ImplementsMinSpatialFilter: true,
  ImplementsSpatialFilter: true,
  ImplementsMinTemporalFilter: true,
  ImplementsTemporalFilter: true,
  ImplementsVersionNav: false,
  ImplementsSorting: true,
  ImplementsExtendedOperators: false,
  ImplementsMinimumXPath: true,
  ImplementsSchemaElementFunc: false,
}

const geometries = [
  'Envelope',
  'Point',
  'MultiPoint',
  'LineString',
  'Curve',
  'MultiCurve',
  'Polygon',
  'Surface',
  'MultiSurface',
]
const moments = ['TimeInstant', 'TimePeriod']
const others = ['PropertyIsLike', 'PropertyIsNull', 'PropertyIsNil', 'PropertyIsBetween']

/** The part of the capabilities about filters. */
export const filterCapabilities = (): string =>
  element(
    'fes:Filter_Capabilities',
    {},
    element(
      'fes:Conformance',
      {},
      ...Object.entries(conformance).map(([name, holds]) =>
        element(
          'fes:Constraint',
          { name },
          element('ows:NoValues', {}),
          element('ows:DefaultValue', {}, holds ? 'TRUE' : 'FALSE'),
        ),
      ),
    ),
    element('fes:Id_Capabilities', {}, element('fes:ResourceIdentifier', { name: 'fes:ResourceId' })),
    element(
      'fes:Scalar_Capabilities',
      {},
      element('fes:LogicalOperators', {}),
      element(
        'fes:ComparisonOperators',
        {},
        ...[...Object.keys(comparisons), ...others].map((name) => element('fes:ComparisonOperator', { name })),
      ),
    ),
    element(
      'fes:Spatial_Capabilities',
      {},
      element(
        'fes:GeometryOperands',
        {},
        ...geometries.map((name) => element('fes:GeometryOperand', { name: `gml:${name}` })),
      ),
      element(
        'fes:SpatialOperators',
        {},
        ...['BBOX', ...Object.keys(spatial)].map((name) => element('fes:SpatialOperator', { name })),
      ),
    ),
    element(
      'fes:Temporal_Capabilities',
      {},
      element(
        'fes:TemporalOperands',
        {},
        ...moments.map((name) => element('fes:TemporalOperand', { name: `gml:${name}` })),
      ),
      element(
        'fes:TemporalOperators',
        {},
        ...Object.keys(temporal).map((name) => element('fes:TemporalOperator', { name })),
      ),
    ),
  )
