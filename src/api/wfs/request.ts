import { type Kvp, owsFault } from '../ows/index.ts'
import { childOf, childrenOf, parseXml, type XmlNode } from './xml/parse.ts'

export const FEATURE_BY_ID = 'urn:ogc:def:query:OGC-WFS::GetFeatureById'

/** The forms of features. */
const formats = { gml: 'application/gml+xml; version=3.2', geojson: 'application/geo+json' } as const
export type WfsFormat = keyof typeof formats
export const mediaOf = (format: WfsFormat): string => formats[format]

/** What is asked of features, whatever way it was written. */
export interface FeatureRequest {
  /** Names of feature types, as they were written. */
  readonly types: readonly string[]
  readonly isHits: boolean
  readonly format: WfsFormat
  readonly count: number | undefined
  readonly startIndex: number
  readonly srsName: string | undefined
  /** Paths of the properties to give; undefined for all. */
  readonly properties: readonly string[] | undefined
  readonly sort: readonly { readonly path: string; readonly down: boolean }[]
  readonly filter: XmlNode | undefined
  readonly bbox: string | undefined
  readonly ids: readonly string[] | undefined
  /** Whether one feature is asked for by its id: it is given alone, outside any collection. */
  readonly isAlone: boolean
  /** Names the content of an earlier page. */
  readonly pin: string | undefined
}

const MOST = 1e12

/** Reads GetFeature as parameters. */
export function featureRequestOf(kvp: Kvp): FeatureRequest {
  const stored = kvp.get('STOREDQUERY_ID') ?? kvp.get('STOREDQUERYID')
  const filter = kvp.get('FILTER')
  const ids = kvp.get('RESOURCEID') ?? kvp.get('FEATUREID')
  const types = kvp.get('TYPENAMES') ?? kvp.get('TYPENAME')
  const properties = kvp.get('PROPERTYNAME')
  if ([filter, kvp.get('BBOX'), ids].filter((one) => one !== undefined).length > 1)
    throw owsFault(
      'InvalidParameterValue',
      'FILTER',
      'FILTER, BBOX et RESOURCEID s’excluent',
      'FILTER, BBOX and RESOURCEID exclude each other',
    )
  const base = {
    isHits: kvp.get('RESULTTYPE')?.toLowerCase() === 'hits',
    format: formatNamed(kvp.get('OUTPUTFORMAT')),
    count: kvp.whole('COUNT', 0, MOST) ?? kvp.whole('MAXFEATURES', 0, MOST),
    startIndex: kvp.whole('STARTINDEX', 0, MOST) ?? 0,
    srsName: kvp.get('SRSNAME'),
    pin: kvp.get('PIN'),
  }
  if (stored !== undefined) return { ...base, ...storedQuery(stored, kvp.get('ID')) }
  return {
    ...base,
    types: types?.split(/[,()]/).filter(Boolean) ?? [],
    properties: properties
      ?.replace(/^\(|\)$/g, '')
      .split(',')
      .filter((one) => one !== '' && one !== '*'),
    sort: kvp.get('SORTBY')?.split(',').map(sortOf) ?? [],
    filter: filter === undefined ? undefined : parseXml(filter),
    bbox: kvp.get('BBOX'),
    ids: ids?.split(','),
    isAlone: false,
  }
}

/** Reads GetFeature as XML. */
export function featureRequestOfXml(node: XmlNode): FeatureRequest {
  const { attributes } = node
  const queries = childrenOf(node, 'Query')
  const stored = childOf(node, 'StoredQuery')
  const whole = (name: string): number | undefined => {
    const text = attributes[name]
    if (text === undefined) return undefined
    if (/^\d{1,12}$/.test(text)) return Number(text)
    throw owsFault('InvalidParameterValue', name, 'un nombre entier est attendu', 'a whole number is expected')
  }
  const base = {
    isHits: attributes.resultType?.toLowerCase() === 'hits',
    format: formatNamed(attributes.outputFormat),
    count: whole('count') ?? whole('maxFeatures'),
    startIndex: whole('startIndex') ?? 0,
    pin: undefined,
  }
  if (stored) {
    const id = childrenOf(stored, 'Parameter').find((one) => one.attributes.name?.toLowerCase() === 'id')
    return { ...base, srsName: undefined, ...storedQuery(stored.attributes.id ?? '', id?.text.trim()) }
  }
  const [query, ...others] = queries
  if (!query) throw owsFault('MissingParameterValue', 'Query', 'il manque', 'it is missing')
  if (others.length > 0) throw onlyOne()
  const properties = childrenOf(query, 'PropertyName').map(({ text }) => text)
  const order = childOf(query, 'SortBy')
  return {
    ...base,
    types: (query.attributes.typeNames ?? query.attributes.typeName ?? '').split(/[\s,()]+/).filter(Boolean),
    srsName: query.attributes.srsName,
    properties: properties.length > 0 ? properties : undefined,
    sort: (order ? childrenOf(order, 'SortProperty') : []).map((one) => ({
      path: (childOf(one, 'ValueReference') ?? childOf(one, 'PropertyName'))?.text ?? '',
      down: /^D/i.test(childOf(one, 'SortOrder')?.text.trim() ?? ''),
    })),
    filter: childOf(query, 'Filter'),
    bbox: undefined,
    ids: undefined,
    isAlone: false,
  }
}

function storedQuery(id: string, feature: string | undefined) {
  if (id !== FEATURE_BY_ID)
    throw owsFault('InvalidParameterValue', 'STOREDQUERY_ID', 'requête enregistrée inconnue', 'unknown stored query', {
      fr: `La seule est ${FEATURE_BY_ID}.`,
      en: `The only one is ${FEATURE_BY_ID}.`,
    })
  if (!feature) throw owsFault('MissingParameterValue', 'ID', 'il manque', 'it is missing')
  const none = { types: [], properties: undefined, sort: [], filter: undefined, bbox: undefined }
  return { ...none, ids: [feature], isAlone: true }
}

/** `height DESC`, `height D`, `-height`. */
function sortOf(text: string): { path: string; down: boolean } {
  const [path = '', order = ''] = text.trim().split(/[\s+]+/)
  return { path, down: /^D/i.test(order) }
}

function formatNamed(text: string | undefined): WfsFormat {
  if (text === undefined) return 'gml'
  const plain = text.toLowerCase().replace(/\s/g, '')
  if (/^(application\/gml\+xml(;version="?3\.2(\.\d)?"?)?|text\/xml(;subtype=gml\/3\.2(\.\d)?)?|gml3?2?)$/.test(plain))
    return 'gml'
  if (/^(application\/(geo|vnd\.geo)?\+?json(;.*)?|geojson|json)$/.test(plain)) return 'geojson'
  throw owsFault('InvalidParameterValue', 'OUTPUTFORMAT', 'format inconnu', 'unknown format', {
    fr: `Demandez l’un de ceux-ci : ${Object.values(formats).join(', ')}.`,
    en: `Ask for one of these: ${Object.values(formats).join(', ')}.`,
  })
}

/** Several feature types in one request. */
export const onlyOne = () =>
  owsFault('OptionNotSupported', 'TYPENAMES', 'un seul type d’objets par demande', 'one feature type a request')
