import type { Bilingual, FacetName } from '../../kernel/index.ts'
import type { DatasetRecord } from '../record.ts'
import { type EuTheme, euThemes, type Frequency, frequencies, typologies } from '../words.ts'
import { withRoom } from './grow.ts'
import { alike } from './weigh.ts'

/** A value of a facet: what it is asked by, and what it is called. */
export interface FacetValue {
  readonly value: string
  readonly title: Bilingual
}
export type FacetValues = Readonly<Record<FacetName, readonly FacetValue[]>>

const same = (text: string): Bilingual => ({ fr: text, en: text })
const accesses = {
  open: { fr: 'Ouvert', en: 'Open' },
  restricted: { fr: 'Restreint', en: 'Restricted' },
  personal: { fr: 'Données personnelles', en: 'Personal data' },
} as const satisfies Record<DatasetRecord['access'], Bilingual>
const noLicence = { value: 'none', title: { fr: 'Non indiquée', en: 'Not stated' } }

/** Standards of services by how their addresses end, and how they are called (OGC). */
const services: readonly (readonly [RegExp, string])[] = [
  [/wmts$/, 'WMTS'],
  [/wms$/, 'WMS'],
  [/wfs$/, 'WFS'],
  [/wcs$/, 'WCS'],
  [/iot_sensing/, 'SensorThings'],
  [/ogcapi-features/, 'OGC API Features'],
  [/ogcapi-tiles/, 'OGC API Tiles'],
]

/** Keywords of a record that are counted, at most. */
const MOST_KEYWORDS = 40

/** How good a description is, in words, from the best; the score from which each is said. Our choice. */
const levels = [
  [75, { value: 'good', title: { fr: 'Bonne (75 et plus)', en: 'Good (75 and more)' } }],
  [50, { value: 'fair', title: { fr: 'Moyenne (50 à 74)', en: 'Fair (50 to 74)' } }],
  [0, { value: 'poor', title: { fr: 'Faible (moins de 50)', en: 'Poor (less than 50)' } }],
] as const satisfies readonly (readonly [number, FacetValue])[]
const unjudged: FacetValue = { value: 'unknown', title: { fr: 'Pas encore jugée', en: 'Not judged yet' } }

/** The level of a quality out of 100. */
export const levelOf = (quality: number | undefined): FacetValue =>
  quality === undefined ? unjudged : levels.find(([least]) => quality >= least)![1]

/** The values of a record. `house` is what the datasets of this house are said to come from; `quality` is out of 100. */
export function facetsOf(record: DatasetRecord, house: Bilingual, quality?: number): FacetValues {
  const { themes, publisher, access, licence, typology, keywords, modified, issued, frequency, origin } = record
  const changed = modified ?? issued
  return {
    theme: themes
      .filter((code) => Object.hasOwn(euThemes, code))
      .map((code) => ({ value: code, title: euThemes[code as EuTheme] })),
    producer: unique([publisher.name, ...record.creators]).map((name) => ({ value: name, title: same(name) })),
    access: [{ value: access, title: accesses[access] }],
    licence: [licence ? { value: licence.id || licence.title, title: same(licence.title) } : noLicence],
    format: formatsOf(record).map((format) => ({ value: format, title: same(format) })),
    typology: typology ? [{ value: typology, title: typologies[typology] }] : [],
    keyword: keywords.slice(0, MOST_KEYWORDS).map((word) => ({ value: alike(word.fr), title: word })),
    year: changed ? [{ value: String(changed.getUTCFullYear()), title: same(String(changed.getUTCFullYear())) }] : [],
    frequency: frequency ? [{ value: frequency, title: sentence(frequencies[frequency as Frequency]) }] : [],
    source: [origin ? { value: origin.source, title: origin.title } : { value: 'house', title: house }],
    quality: [levelOf(quality)],
  }
}

const unique = (texts: readonly string[]) => [...new Set(texts)]

/** The formats a dataset is given in, as people name them: `CSV`, `WMS`. */
export const formatsOf = ({ files, services: ways, series = [] }: DatasetRecord): string[] =>
  unique([
    ...files.flatMap(({ fileType, mediaType, onPage }) => (onPage ? [] : [fileType ?? shortOf(mediaType)])),
    ...ways.flatMap(({ conformsTo = '' }) => services.find(([end]) => end.test(conformsTo))?.[1] ?? 'API'),
    ...(series.length > 0 ? ['API'] : []),
  ]).map((name) => name.replaceAll('_', ' '))

const shortOf = (mediaType: string) =>
  mediaType
    .split('/')
    .at(-1)!
    .replace(/^(x-|vnd\.)/, '')
    .toUpperCase()
    .slice(0, 30)
const sentence = ({ fr, en }: Bilingual): Bilingual => ({ fr: capital(fr), en: capital(en) })
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A facet of all the documents: the values of each are numbers, one after the other. */
export interface FacetColumn {
  readonly codes: Map<string, number>
  readonly values: FacetValue[]
  /** Where the values of a document end; they start where those of the one before do. */
  ends: Uint32Array
  list: Uint32Array
}

export const noFacet = (): FacetColumn => ({
  codes: new Map(),
  values: [],
  ends: new Uint32Array(256),
  list: new Uint32Array(256),
})

/** The values of the next document. */
export function addFacet(column: FacetColumn, doc: number, values: readonly FacetValue[]): void {
  const codes = new Set(values.filter(({ value }) => value !== '').map((one) => codeOf(column, one)))
  const start = startOf(column, doc)
  column.list = withRoom(column.list, start + codes.size)
  let at = start
  for (const code of codes) column.list[at++] = code
  column.ends = withRoom(column.ends, doc + 1)
  column.ends[doc] = at
}

export const startOf = ({ ends }: FacetColumn, doc: number): number => (doc === 0 ? 0 : ends[doc - 1]!)

/** Changes the only value of a document of a facet that has one a document. */
export function changeFacet(column: FacetColumn, doc: number, value: FacetValue): void {
  column.list[startOf(column, doc)] = codeOf(column, value)
}

function codeOf({ codes, values }: FacetColumn, one: FacetValue): number {
  const known = codes.get(one.value)
  if (known !== undefined) return known
  codes.set(one.value, values.length)
  values.push(one)
  return values.length - 1
}
