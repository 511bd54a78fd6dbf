import type { Bbox } from '../../kernel/index.ts'
import type { CatalogueRecord, DatasetRecord, FileDistribution, Organisation, ServiceDistribution } from '../record.ts'
import { type Graph, iri, openGraph, plain, texts, typed } from './graph.ts'
import { accessRight, availability, fileType, frequency, language, mediaType, rights, theme } from './terms.ts'

/** Where this service is: `https://data.example.org`. */
type Origin = string

export const catalogueAddress = (origin: Origin) => `${origin}/dcat/catalog`
export const datasetAddress = (origin: Origin, id: string) => `${origin}/dcat/dataset/${encodeURIComponent(id)}`

/** One page of a catalogue, and where the others are. */
export interface CataloguePage {
  readonly records: readonly DatasetRecord[]
  /** Datasets of the whole catalogue. */
  readonly total: number
  /** Address of this page, and of those around it. */
  readonly here: string
  readonly first: string
  readonly last: string
  readonly previous?: string
  readonly next?: string
}

/** A page of a catalogue and its datasets, as DCAT-AP 3.0.1 says them, with Hydra's links between pages. */
export function describeCatalogue(origin: Origin, catalogue: CatalogueRecord, page: CataloguePage): Graph['quads'] {
  const graph = openGraph()
  const self = graph.named(catalogueAddress(origin), 'dcat:Catalog')
  graph.add(self, 'dct:title', ...texts(catalogue.title))
  graph.add(self, 'dct:description', ...texts(catalogue.description))
  graph.add(self, 'dct:publisher', agent(graph, origin, catalogue.publisher))
  graph.add(self, 'dct:language', ...['FRA', 'ENG'].map((code) => graph.named(language(code), 'dct:LinguisticSystem')))
  graph.add(self, 'dct:spatial', location(graph, catalogue.spatial))
  graph.add(self, 'foaf:homepage', graph.named(`${origin}/`, 'foaf:Document'))
  if (catalogue.modified) graph.add(self, 'dct:modified', typed(catalogue.modified.toISOString(), 'xsd:dateTime'))
  for (const record of page.records) {
    graph.add(self, 'dcat:dataset', iri(datasetAddress(origin, record.id)))
    addDataset(graph, origin, record)
  }
  addPaging(graph, page)
  return graph.quads
}

/** One dataset alone. */
export function describeDataset(origin: Origin, record: DatasetRecord): Graph['quads'] {
  const graph = openGraph()
  addDataset(graph, origin, record)
  return graph.quads
}

function addPaging(graph: Graph, page: CataloguePage): void {
  const view = graph.named(page.here, 'hydra:PartialCollectionView')
  // The name of the same class in older drafts, which harvesters still look for.
  graph.named(page.here, 'hydra:PagedCollection')
  graph.add(view, 'hydra:totalItems', typed(page.total, 'xsd:integer'))
  graph.add(view, 'hydra:itemsPerPage', typed(page.records.length, 'xsd:integer'))
  for (const name of ['first', 'last', 'previous', 'next'] as const)
    if (page[name]) graph.add(view, `hydra:${name}`, iri(page[name]))
  graph.add(view, 'hydra:firstPage', iri(page.first))
  graph.add(view, 'hydra:lastPage', iri(page.last))
  if (page.next) graph.add(view, 'hydra:nextPage', iri(page.next))
}

function addDataset(graph: Graph, origin: Origin, record: DatasetRecord): void {
  const self = graph.named(datasetAddress(origin, record.id), 'dcat:Dataset')
  graph.add(self, 'dct:identifier', plain(datasetAddress(origin, record.id)))
  graph.add(self, 'dct:title', ...texts(record.title))
  graph.add(self, 'dct:description', ...texts(record.description))
  graph.add(self, 'dcat:keyword', ...record.keywords.flatMap(texts))
  graph.add(self, 'dcat:theme', ...record.themes.map((code) => concept(graph, theme(code), code)))
  graph.add(self, 'dct:publisher', agent(graph, origin, record.publisher))
  graph.add(self, 'dct:creator', ...record.creators.map((name) => agent(graph, origin, { name })))
  graph.add(self, 'dcat:contactPoint', contact(graph, record.contact))
  graph.add(self, 'dct:accessRights', statement(graph, accessRight(rights[record.access])))
  graph.add(self, 'dcat:landingPage', graph.named(`${origin}${record.page}`, 'foaf:Document'))
  if (record.spatial) graph.add(self, 'dct:spatial', location(graph, record.spatial))
  if (record.temporal) graph.add(self, 'dct:temporal', period(graph, record.temporal))
  if (record.frequency)
    graph.add(self, 'dct:accrualPeriodicity', graph.named(frequency(record.frequency), 'dct:Frequency'))
  if (record.modified) graph.add(self, 'dct:modified', typed(record.modified.toISOString(), 'xsd:dateTime'))
  if (record.version) graph.add(self, 'dcat:version', plain(record.version))
  if (record.provenance) {
    const told = graph.node('dct:ProvenanceStatement')
    graph.add(told, 'rdfs:label', ...texts(record.provenance))
    graph.add(self, 'dct:provenance', told)
  }
  if (record.limits) graph.add(self, 'rdfs:comment', ...texts(record.limits))
  for (const file of record.files) addFile(graph, origin, record, file)
  for (const service of record.services) addService(graph, origin, record, service)
}

function addFile(graph: Graph, origin: Origin, record: DatasetRecord, file: FileDistribution): void {
  const dataset = iri(datasetAddress(origin, record.id))
  const self = graph.named(`${datasetAddress(origin, record.id)}/${encodeURIComponent(file.id)}`, 'dcat:Distribution')
  graph.add(dataset, 'dcat:distribution', self)
  graph.add(self, 'dct:title', ...texts(file.title))
  graph.add(self, 'dcat:accessURL', iri(`${origin}${record.page}`))
  graph.add(self, 'dcat:downloadURL', iri(`${origin}${file.path}`))
  graph.add(self, 'dcat:mediaType', graph.named(mediaType(file.mediaType), 'dct:MediaType'))
  if (file.fileType) graph.add(self, 'dct:format', graph.named(fileType(file.fileType), 'dct:MediaTypeOrExtent'))
  if (file.bytes !== undefined) graph.add(self, 'dcat:byteSize', typed(file.bytes, 'xsd:nonNegativeInteger'))
  addTerms(graph, self, record)
}

function addService(graph: Graph, origin: Origin, record: DatasetRecord, service: ServiceDistribution): void {
  const dataset = iri(datasetAddress(origin, record.id))
  const self = graph.named(
    `${datasetAddress(origin, record.id)}/${encodeURIComponent(service.id)}`,
    'dcat:Distribution',
  )
  graph.add(dataset, 'dcat:distribution', self)
  graph.add(self, 'dct:title', ...texts(service.title))
  graph.add(self, 'dcat:accessURL', iri(`${origin}${service.path}`))
  graph.add(self, 'dct:conformsTo', graph.named(service.conformsTo, 'dct:Standard'))
  addTerms(graph, self, record)
  const offer = graph.named(
    `${datasetAddress(origin, record.id)}/${encodeURIComponent(service.id)}/service`,
    'dcat:DataService',
  )
  graph.add(self, 'dcat:accessService', offer)
  graph.add(offer, 'dct:title', ...texts(service.title))
  graph.add(offer, 'dcat:endpointURL', iri(`${origin}${service.path}`))
  graph.add(offer, 'dcat:endpointDescription', iri(`${origin}${service.description}`))
  graph.add(offer, 'dct:conformsTo', iri(service.conformsTo))
  graph.add(offer, 'dct:publisher', agent(graph, origin, record.publisher))
  graph.add(offer, 'dcat:contactPoint', contact(graph, record.contact))
  graph.add(offer, 'dct:accessRights', statement(graph, accessRight(rights[record.access])))
  graph.add(offer, 'dcat:servesDataset', dataset)
}

/** The licence, as an address of its text, and how long it will stay. */
function addTerms(graph: Graph, distribution: ReturnType<typeof iri>, { licence }: DatasetRecord): void {
  const terms = graph.named(licence.url, 'dct:LicenseDocument')
  graph.add(terms, 'dct:title', plain(licence.title))
  graph.add(distribution, 'dct:license', terms)
  graph.add(distribution, 'dcatap:availability', concept(graph, availability('AVAILABLE'), 'available'))
}

function concept(graph: Graph, address: string, label: string) {
  const self = graph.named(address, 'skos:Concept')
  graph.add(self, 'skos:prefLabel', plain(label))
  return self
}

function statement(graph: Graph, address: string) {
  return graph.named(address, 'dct:RightsStatement')
}

/** An organisation: the same name is the same agent, whatever the dataset. */
function agent(graph: Graph, origin: Origin, { name, email }: Organisation) {
  const self = graph.named(`${origin}/dcat/agent/${encodeURIComponent(name)}`, 'foaf:Agent')
  graph.add(self, 'foaf:name', plain(name))
  if (email) graph.add(self, 'foaf:mbox', iri(`mailto:${email}`))
  return self
}

function contact(graph: Graph, { name, email }: Organisation) {
  const self = graph.node('vcard:Organization')
  graph.add(self, 'rdf:type', iri('http://www.w3.org/2006/vcard/ns#Kind'))
  graph.add(self, 'vcard:fn', plain(name))
  if (email) graph.add(self, 'vcard:hasEmail', iri(`mailto:${email}`))
  return self
}

function location(graph: Graph, [west, south, east, north]: Bbox) {
  const self = graph.node('dct:Location')
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  graph.add(self, 'dcat:bbox', typed(`POLYGON((${ring.map((at) => at.join(' ')).join(', ')}))`, 'geo:wktLiteral'))
  return self
}

function period(graph: Graph, { from, to }: { readonly from: string; readonly to: string }) {
  const self = graph.node('dct:PeriodOfTime')
  const moment = (text: string) => typed(text, text.length === 10 ? 'xsd:date' : 'xsd:dateTime')
  graph.add(self, 'dcat:startDate', moment(from))
  graph.add(self, 'dcat:endDate', moment(to))
  return self
}
