import { type Bbox, type Bilingual, ringOf } from '../../kernel/index.ts'
import type { Contact, Organisation } from '../agents.ts'
import type { FileDistribution, SeriesDistribution, ServiceDistribution } from '../distribution.ts'
import type { CatalogueRecord, DatasetRecord } from '../record.ts'
import { highValueCategories, productions, typologies } from '../words.ts'
import { type Graph, iri, openGraph, plain, texts, typed } from './graph.ts'
import {
  accessRight,
  availability,
  distributionStatus,
  fileType,
  frequency,
  HIGH_VALUE_LAW,
  language,
  languages,
  mediaType,
  prefixes,
  rights,
  theme,
} from './terms.ts'

/** Where this service is: `https://data.example.org`. */
type Origin = string

export const catalogueAddress = (origin: Origin) => `${origin}/dcat/catalog`
/** A path of this service as a whole address; an address elsewhere as it is. */
const addressOf = (origin: Origin, path: string) => (path.startsWith('/') ? origin + path : path)
/** A code of our own as an address. */
const conceptAddress = (origin: Origin, list: string, code: string) => `${origin}/dcat/concept/${list}/${code}`
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
  graph.add(self, 'dct:spatial', location(graph, catalogue.spatial, undefined))
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
  const said = (text: Bilingual) => texts(text, record.written)
  const self = graph.named(datasetAddress(origin, record.id), 'dcat:Dataset')
  graph.add(self, 'dct:identifier', plain(datasetAddress(origin, record.id)))
  for (const identifier of record.identifiers ?? []) {
    const node = graph.node('adms:Identifier')
    graph.add(node, 'skos:notation', plain(identifier))
    graph.add(self, 'adms:identifier', node)
  }
  graph.add(self, 'dct:title', ...said(record.title))
  graph.add(self, 'dct:description', ...said(record.description))
  if (record.synopsis) graph.add(self, 'dct:abstract', ...said(record.synopsis))
  graph.add(self, 'dcat:keyword', ...record.keywords.flatMap(said))
  graph.add(self, 'dcat:theme', ...record.themes.map((code) => concept(graph, theme(code), plain(code))))
  if (record.rudiTheme)
    graph.add(
      self,
      'dcat:theme',
      concept(graph, conceptAddress(origin, 'theme', record.rudiTheme), plain(record.rudiTheme)),
    )
  if (record.typology) {
    const type = concept(
      graph,
      conceptAddress(origin, 'typology', record.typology),
      ...texts(typologies[record.typology]),
    )
    graph.add(self, 'dct:type', type)
  }
  if (record.production) {
    const made = graph.node('prov:Activity')
    const way = conceptAddress(origin, 'production', record.production)
    graph.add(made, 'dct:type', concept(graph, way, ...texts(productions[record.production])))
    graph.add(self, 'prov:wasGeneratedBy', made)
  }
  addHighValue(graph, self, record)
  graph.add(self, 'dct:publisher', agent(graph, origin, record.publisher))
  graph.add(self, 'dct:creator', ...record.creators.map((name) => agent(graph, origin, { name })))
  graph.add(self, 'dcat:contactPoint', ...record.contacts.map((one) => contact(graph, one)))
  for (const { organisation, role } of record.parties ?? []) {
    const part = graph.node('prov:Attribution')
    graph.add(part, 'prov:agent', agent(graph, origin, organisation))
    graph.add(part, 'dcat:hadRole', graph.named(conceptAddress(origin, 'role', role), 'dcat:Role'))
    graph.add(self, 'prov:qualifiedAttribution', part)
  }
  graph.add(self, 'dct:accessRights', statement(graph, accessRight(rights[record.access])))
  graph.add(self, 'dcat:landingPage', graph.named(addressOf(origin, record.page), 'foaf:Document'))
  for (const code of record.languages ?? [])
    if (languages[code]) graph.add(self, 'dct:language', graph.named(language(languages[code]), 'dct:LinguisticSystem'))
  graph.add(self, 'dct:conformsTo', ...(record.conformsTo ?? []).map((one) => graph.named(one, 'dct:Standard')))
  if (record.spatial || record.shape) graph.add(self, 'dct:spatial', location(graph, record.spatial, record.shape))
  if (record.temporal) graph.add(self, 'dct:temporal', period(graph, record.temporal))
  if (record.frequency)
    graph.add(self, 'dct:accrualPeriodicity', graph.named(frequency(record.frequency), 'dct:Frequency'))
  if (record.issued) graph.add(self, 'dct:issued', typed(record.issued.toISOString(), 'xsd:dateTime'))
  if (record.modified) graph.add(self, 'dct:modified', typed(record.modified.toISOString(), 'xsd:dateTime'))
  if (record.version) graph.add(self, 'dcat:version', plain(record.version))
  if (record.provenance) {
    const told = graph.node('dct:ProvenanceStatement')
    graph.add(told, 'rdfs:label', ...said(record.provenance))
    graph.add(self, 'dct:provenance', told)
  }
  if (record.limits) graph.add(self, 'rdfs:comment', ...said(record.limits))
  for (const file of record.files) addFile(graph, origin, record, file)
  for (const service of record.services) addService(graph, origin, record, service)
  for (const series of record.series ?? []) addSeries(graph, origin, record, series)
}

function addFile(graph: Graph, origin: Origin, record: DatasetRecord, file: FileDistribution): void {
  const self = addDistribution(graph, origin, record, file)
  graph.add(
    self,
    'dcat:accessURL',
    resource(graph, origin, record, file.path.startsWith('/') ? record.page : file.path),
  )
  if (!file.onPage) graph.add(self, 'dcat:downloadURL', iri(addressOf(origin, file.path)))
  graph.add(self, 'dcat:mediaType', graph.named(mediaType(file.mediaType), 'dct:MediaType'))
  if (file.fileType) graph.add(self, 'dct:format', graph.named(fileType(file.fileType), 'dct:MediaTypeOrExtent'))
  if (file.bytes !== undefined) graph.add(self, 'dcat:byteSize', typed(file.bytes, 'xsd:nonNegativeInteger'))
  if (file.structure) graph.add(self, 'dct:conformsTo', graph.named(file.structure, 'dct:Standard'))
  if (!file.checksum) return
  const sum = graph.node('spdx:Checksum')
  const algorithm = `checksumAlgorithm_${file.checksum.algorithm.replace('-', '').toLowerCase()}`
  graph.add(sum, 'spdx:algorithm', graph.named(prefixes.spdx + algorithm, 'spdx:ChecksumAlgorithm'))
  graph.add(sum, 'spdx:checksumValue', typed(file.checksum.hash, 'xsd:hexBinary'))
  graph.add(self, 'spdx:checksum', sum)
}

function addService(graph: Graph, origin: Origin, record: DatasetRecord, service: ServiceDistribution): void {
  const self = addDistribution(graph, origin, record, service)
  graph.add(self, 'dcat:accessURL', resource(graph, origin, record, service.path))
  if (service.conformsTo) graph.add(self, 'dct:conformsTo', graph.named(service.conformsTo, 'dct:Standard'))
  const offer = graph.named(`${self.value}/service`, 'dcat:DataService')
  graph.add(self, 'dcat:accessService', offer)
  graph.add(offer, 'dct:title', ...texts(service.title, record.written))
  graph.add(offer, 'dcat:endpointURL', resource(graph, origin, record, service.path))
  if (service.document) graph.add(offer, 'dcat:endpointDescription', resource(graph, origin, record, service.document))
  if (service.conformsTo) graph.add(offer, 'dct:conformsTo', iri(service.conformsTo))
  graph.add(offer, 'dct:publisher', agent(graph, origin, record.publisher))
  graph.add(offer, 'dcat:contactPoint', ...record.contacts.map((one) => contact(graph, one)))
  graph.add(offer, 'dct:accessRights', statement(graph, accessRight(rights[record.access])))
  graph.add(offer, 'dcat:servesDataset', iri(datasetAddress(origin, record.id)))
  if (!record.highValue?.length) return
  addHighValue(graph, offer, record)
  graph.add(offer, 'foaf:page', graph.named(addressOf(origin, service.document ?? record.page), 'foaf:Document'))
}

function addSeries(graph: Graph, origin: Origin, record: DatasetRecord, series: SeriesDistribution): void {
  const self = addDistribution(graph, origin, record, series)
  graph.add(self, 'dcat:accessURL', resource(graph, origin, record, series.path))
  if (series.mediaType) graph.add(self, 'dcat:mediaType', graph.named(mediaType(series.mediaType), 'dct:MediaType'))
  if (series.period) graph.add(self, 'dcat:temporalResolution', typed(`PT${series.period / 1000}S`, 'xsd:duration'))
}

/** What all ways to a dataset have in common. */
function addDistribution(
  graph: Graph,
  origin: Origin,
  record: DatasetRecord,
  one: FileDistribution | ServiceDistribution | SeriesDistribution,
) {
  const dataset = datasetAddress(origin, record.id)
  const self = graph.named(`${dataset}/${encodeURIComponent(one.id)}`, 'dcat:Distribution')
  graph.add(iri(dataset), 'dcat:distribution', self)
  graph.add(self, 'dct:title', ...texts(one.title, record.written))
  if (one.description) graph.add(self, 'dct:description', ...texts(one.description, record.written))
  if (one.issued) graph.add(self, 'dct:issued', moment(one.issued))
  if (one.modified) graph.add(self, 'dct:modified', moment(one.modified))
  addTerms(graph, self, record)
  if (record.highValue?.length) addLaw(graph, self)
  return self
}

/** The categories of a high-value dataset, or of a service that gives it, and the law that makes it one. */
function addHighValue(graph: Graph, self: ReturnType<typeof iri>, { highValue = [] }: DatasetRecord): void {
  for (const code of highValue) {
    const { address, fr, en } = highValueCategories[code]
    graph.add(self, 'dcatap:hvdCategory', concept(graph, address, ...texts({ fr, en })))
  }
  if (highValue.length > 0) addLaw(graph, self)
}

/** Where data is: the shapes of high-value datasets want its class said, the others do without. */
function resource(graph: Graph, origin: Origin, { highValue }: DatasetRecord, path: string) {
  const address = addressOf(origin, path)
  return highValue?.length ? graph.named(address, 'rdfs:Resource') : iri(address)
}

const addLaw = (graph: Graph, self: ReturnType<typeof iri>): void =>
  graph.add(self, 'dcatap:applicableLegislation', graph.named(HIGH_VALUE_LAW, 'eli:LegalResource'))

/** The licence, as an address of its text where it has one, what else binds, and how long it will stay. */
function addTerms(graph: Graph, self: ReturnType<typeof iri>, record: DatasetRecord): void {
  const { licence, constraints = {}, storage = 'online' } = record
  if (licence) {
    // One that is not of a list is this dataset's own: the same page may be given under other names elsewhere.
    const isKnown = licence.url && (licence.id !== '' || licence.title === licence.url)
    const terms = isKnown ? graph.named(licence.url, 'dct:LicenseDocument') : graph.node('dct:LicenseDocument')
    if (licence.title !== licence.url) graph.add(terms, 'dct:title', plain(licence.title))
    if (licence.url && !isKnown) graph.add(terms, 'rdfs:seeAlso', iri(licence.url))
    graph.add(self, 'dct:license', terms)
  }
  for (const text of Object.values(constraints)) {
    const bound = graph.node('dct:RightsStatement')
    graph.add(bound, 'rdfs:label', ...texts(text, record.written))
    graph.add(self, 'dct:rights', bound)
  }
  if (storage === 'online')
    graph.add(self, 'dcatap:availability', concept(graph, availability('AVAILABLE'), plain('available')))
  else {
    const status = distributionStatus(storage === 'archived' ? 'DEPRECATED' : 'WITHDRAWN')
    graph.add(self, 'adms:status', concept(graph, status, plain(storage)))
  }
}

function concept(graph: Graph, address: string, ...labels: readonly ReturnType<typeof plain>[]) {
  const self = graph.named(address, 'skos:Concept')
  graph.add(self, 'skos:prefLabel', ...labels)
  return self
}

function statement(graph: Graph, address: string) {
  return graph.named(address, 'dct:RightsStatement')
}

/** An organisation: the same name is the same agent, whatever the dataset. */
function agent(graph: Graph, origin: Origin, { name, email, url }: Organisation) {
  const self = graph.named(`${origin}/dcat/agent/${encodeURIComponent(name)}`, 'foaf:Agent')
  graph.add(self, 'foaf:name', plain(name))
  if (email) graph.add(self, 'foaf:mbox', iri(`mailto:${email}`))
  if (url) graph.add(self, 'foaf:homepage', graph.named(url, 'foaf:Document'))
  return self
}

function contact(graph: Graph, { name, email, url }: Contact) {
  const self = graph.node('vcard:Organization')
  graph.add(self, 'rdf:type', iri('http://www.w3.org/2006/vcard/ns#Kind'))
  graph.add(self, 'vcard:fn', plain(name))
  if (email) graph.add(self, 'vcard:hasEmail', iri(`mailto:${email}`))
  if (url) graph.add(self, 'vcard:hasURL', iri(url))
  return self
}

function location(graph: Graph, box: Bbox | undefined, shape: DatasetRecord['shape']) {
  const self = graph.node('dct:Location')
  if (box) {
    const ring = ringOf(box)
      .map((at) => at.join(' '))
      .join(', ')
    graph.add(self, 'dcat:bbox', typed(`POLYGON((${ring}))`, 'geo:wktLiteral'))
  }
  if (shape) {
    const drawn = graph.node('locn:Geometry')
    graph.add(drawn, 'geo:asGeoJSON', typed(JSON.stringify(shape), 'geo:geoJSONLiteral'))
    graph.add(self, 'locn:geometry', drawn)
  }
  return self
}

const moment = (text: string) => typed(text, text.length === 10 ? 'xsd:date' : 'xsd:dateTime')

function period(graph: Graph, { from, to }: DatasetRecord['temporal'] & object) {
  const self = graph.node('dct:PeriodOfTime')
  if (from) graph.add(self, 'dcat:startDate', moment(from))
  if (to) graph.add(self, 'dcat:endDate', moment(to))
  return self
}
