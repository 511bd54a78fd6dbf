import type { EntityKind } from '../../observe/types.ts'

// The entities of OGC 18-088 (SensorThings API 1.1, 2021), and where each stands in the store.

export type EntityName =
  | 'Thing'
  | 'Location'
  | 'HistoricalLocation'
  | 'Datastream'
  | 'Sensor'
  | 'ObservedProperty'
  | 'Observation'
  | 'FeatureOfInterest'

/**
 * What a property holds. `period`: an instant or an interval, in two columns. `value`: the result of an observation, a number
 * in one column or any JSON in another.
 */
type PropertyKind = 'text' | 'json' | 'geometry' | 'instant' | 'period' | 'value'

export interface Property {
  readonly name: string
  readonly kind: PropertyKind
  readonly columns: readonly [string] | readonly [string, string]
  /** `required`: must be given. `kept`: worked out by the service, never given. */
  readonly rule?: 'required' | 'kept'
  /** Kept in the state of the datastream rather than with it. */
  readonly in?: 'state'
}

/** How the rows of two tables belong together. */
export type Link =
  | { readonly by: 'key'; readonly column: string }
  | { readonly by: 'inverse'; readonly column: string }
  | { readonly by: 'through'; readonly table: string; readonly from: string; readonly to: string }

export interface Navigation {
  readonly name: string
  readonly to: EntityName
  readonly many: boolean
  readonly link: Link
  readonly required?: boolean
}

export interface EntityType {
  readonly name: EntityName
  /** The name of its set: `Things`. */
  readonly set: string
  readonly table: 'observation' | EntityKind
  /** Whether a row says its dataset; others belong to that of their thing or datastream, or to all. */
  readonly owned: boolean
  readonly properties: readonly Property[]
  readonly navigations: readonly Navigation[]
}

const text = (name: string, column = name): Property => ({ name, kind: 'text', columns: [column], rule: 'required' })
const json = (name: string, column = name): Property => ({ name, kind: 'json', columns: [column] })
const properties = json('properties')
const key = (name: string, to: EntityName, column: string): Navigation => ({
  name,
  to,
  many: false,
  link: { by: 'key', column },
  required: true,
})
const inverse = (name: string, to: EntityName, column: string): Navigation => ({
  name,
  to,
  many: true,
  link: { by: 'inverse', column },
})
const through = (name: string, to: EntityName, table: string, from: string, end: string): Navigation => ({
  name,
  to,
  many: true,
  link: { by: 'through', table, from, to: end },
})

const types: readonly EntityType[] = [
  {
    name: 'Thing',
    set: 'Things',
    table: 'thing',
    owned: true,
    properties: [text('name'), text('description'), properties],
    navigations: [
      through('Locations', 'Location', 'thing_location', 'thing', 'location'),
      inverse('HistoricalLocations', 'HistoricalLocation', 'thing'),
      inverse('Datastreams', 'Datastream', 'thing'),
    ],
  },
  {
    name: 'Location',
    set: 'Locations',
    table: 'location',
    owned: true,
    properties: [
      text('name'),
      text('description'),
      text('encodingType', 'encoding_type'),
      { name: 'location', kind: 'geometry', columns: ['location'], rule: 'required' },
      properties,
    ],
    navigations: [
      through('Things', 'Thing', 'thing_location', 'location', 'thing'),
      through(
        'HistoricalLocations',
        'HistoricalLocation',
        'historical_location_location',
        'location',
        'historical_location',
      ),
    ],
  },
  {
    name: 'HistoricalLocation',
    set: 'HistoricalLocations',
    table: 'historical_location',
    owned: false,
    properties: [{ name: 'time', kind: 'instant', columns: ['time'], rule: 'required' }],
    navigations: [
      key('Thing', 'Thing', 'thing'),
      through('Locations', 'Location', 'historical_location_location', 'historical_location', 'location'),
    ],
  },
  {
    name: 'Datastream',
    set: 'Datastreams',
    table: 'datastream',
    owned: true,
    properties: [
      text('name'),
      text('description'),
      text('observationType', 'observation_type'),
      { name: 'unitOfMeasurement', kind: 'json', columns: ['unit'], rule: 'required' },
      { name: 'observedArea', kind: 'geometry', columns: ['observed_area'] },
      { name: 'phenomenonTime', kind: 'period', columns: ['first', 'ended'], rule: 'kept', in: 'state' },
      { name: 'resultTime', kind: 'period', columns: ['result_first', 'result_last'], rule: 'kept', in: 'state' },
      properties,
    ],
    navigations: [
      key('Thing', 'Thing', 'thing'),
      key('Sensor', 'Sensor', 'sensor'),
      key('ObservedProperty', 'ObservedProperty', 'observed_property'),
      inverse('Observations', 'Observation', 'datastream'),
    ],
  },
  {
    name: 'Sensor',
    set: 'Sensors',
    table: 'sensor',
    owned: false,
    properties: [
      text('name'),
      text('description'),
      text('encodingType', 'encoding_type'),
      { name: 'metadata', kind: 'json', columns: ['metadata'], rule: 'required' },
      properties,
    ],
    navigations: [inverse('Datastreams', 'Datastream', 'sensor')],
  },
  {
    name: 'ObservedProperty',
    set: 'ObservedProperties',
    table: 'observed_property',
    owned: false,
    properties: [text('name'), text('definition'), text('description'), properties],
    navigations: [inverse('Datastreams', 'Datastream', 'observed_property')],
  },
  {
    name: 'Observation',
    set: 'Observations',
    table: 'observation',
    owned: false,
    properties: [
      { name: 'phenomenonTime', kind: 'period', columns: ['phenomenon_start', 'phenomenon_end'] },
      { name: 'result', kind: 'value', columns: ['number', 'result'], rule: 'required' },
      { name: 'resultTime', kind: 'instant', columns: ['result_time'] },
      json('resultQuality', 'quality'),
      { name: 'validTime', kind: 'period', columns: ['valid_start', 'valid_end'] },
      json('parameters'),
    ],
    navigations: [
      key('Datastream', 'Datastream', 'datastream'),
      { name: 'FeatureOfInterest', to: 'FeatureOfInterest', many: false, link: { by: 'key', column: 'foi' } },
    ],
  },
  {
    name: 'FeatureOfInterest',
    set: 'FeaturesOfInterest',
    table: 'feature_of_interest',
    owned: true,
    properties: [
      text('name'),
      text('description'),
      text('encodingType', 'encoding_type'),
      { name: 'feature', kind: 'geometry', columns: ['feature'], rule: 'required' },
      properties,
    ],
    navigations: [inverse('Observations', 'Observation', 'foi')],
  },
]

const byName = new Map(types.map((type) => [type.name, type]))
const bySet = new Map(types.map((type) => [type.set, type]))

/** Every type, in the order of the service root. */
export const entityTypes: readonly EntityType[] = types

export const typeNamed = (name: EntityName): EntityType => byName.get(name)!
/** The type of a set by the name in an address; undefined for other names. */
export const typeOfSet = (set: string): EntityType | undefined => bySet.get(set)

export const propertyOf = (type: EntityType, name: string): Property | undefined =>
  type.properties.find((property) => property.name === name)
export const navigationOf = (type: EntityType, name: string): Navigation | undefined =>
  type.navigations.find((navigation) => navigation.name === name)

/** The names by which clients ask for the id. */
export const isId = (name: string): boolean => name === 'id' || name === '@iot.id'
