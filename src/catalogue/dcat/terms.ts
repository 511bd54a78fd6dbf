// Vocabularies of DCAT-AP 3.0.1 (SEMIC, 2025) and the authority tables of the Publications Office of the EU that it names.

export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  locn: 'http://www.w3.org/ns/locn#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** The law that makes datasets high-value: Implementing Regulation (EU) 2023/138. */
export const HIGH_VALUE_LAW = 'http://data.europa.eu/eli/reg_impl/2023/138/oj'

const authority = (table: string) => (code: string) =>
  `http://publications.europa.eu/resource/authority/${table}/${code}`

export const theme = authority('data-theme')
export const fileType = authority('file-type')
export const frequency = authority('frequency')
export const language = authority('language')
export const accessRight = authority('access-right')
export const availability = authority('planned-availability')
export const distributionStatus = authority('distribution-status')

/** ISO 639-1 codes and those of the EU authority table of languages (2025). */
export const languages: Readonly<Record<string, string>> = {
  br: 'BRE',
  de: 'DEU',
  en: 'ENG',
  es: 'SPA',
  fr: 'FRA',
  it: 'ITA',
  nl: 'NLD',
  pt: 'POR',
}

/** The IANA registry, as addresses. */
export const mediaType = (type: string) => `https://www.iana.org/assignments/media-types/${type.split(';')[0]!.trim()}`

/** EU names of our classes of access. Personal data is never public, even as a list. */
export const rights = { open: 'PUBLIC', restricted: 'RESTRICTED', personal: 'NON_PUBLIC' } as const
