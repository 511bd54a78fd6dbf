import { rudiRecord } from './place.ts'

// One good record of each kind, with all that its map reads.

export const rudiSample = () =>
  rudiRecord(1, {
    local_id: 'arbres',
    doi: '10.5072/FK2/JV9LCO',
    resource_languages: ['fr'],
    temporal_spread: { start_date: '2020-01-01', end_date: '2021-01-01T00:00:00Z' },
    geography: {
      bounding_box: { north_latitude: 48.2, south_latitude: 48, west_longitude: -1.8, east_longitude: -1.5 },
      geographic_distribution: { type: 'Point', coordinates: [-1.7, 48.1] },
      projection: 'EPSG:4326',
    },
    dataset_size: { numbers_of_records: 50, number_of_fields: 15 },
  })

/** The same with the whole record that a service like this one gives beside it. */
export const wholeSample = () => {
  const plain = rudiSample()
  const both = (fr: string, en: string) => ({ fr, en })
  return {
    ...plain,
    ext_metadata: {
      orchestra_record: {
        ...{ title: both('Arbres', 'Trees'), description: both('Les arbres', 'The trees'), written: ['fr', 'en'] },
        ...{ keywords: [both('arbre', 'tree')], themes: ['ENVI'], typology: 'territory', production: 'surveyed' },
        ...{ access: 'open', frequency: 'ANNUAL', version: '3', limits: both('En ville', 'In town') },
        licence: { id: 'ODbL-1.0', title: 'ODbL', url: 'https://example.org/odbl' },
        publisher: { name: 'Ville', email: 'ville@example.org', at: [-1.7, 48.1] },
        ...{ creators: ['Service'], contacts: [{ name: 'Service' }], identifiers: [plain.global_id] },
        ...{ spatial: [-1.8, 48, -1.5, 48.2], temporal: { from: '2020-01-01' }, sources: ['https://example.org/'] },
        files: [
          {
            ...{ id: 'csv', title: both('Arbres', 'Trees'), path: 'https://example.org/1.csv', mediaType: 'text/csv' },
            ...{ bytes: 12, checksum: { algorithm: 'SHA-256', hash: 'ab' } },
          },
        ],
        services: [{ id: 'api', title: both('API', 'API'), path: 'https://example.org/api' }],
      },
    },
  }
}

export const ckanSample = () => ({
  ...{
    id: 'b9f2f6a0-0000-4000-8000-000000000001',
    name: 'arbres',
    title: 'Arbres',
    notes: '<p>Les <b>arbres</b> &amp; leur &eacute;tat</p>',
  },
  ...{
    metadata_created: '2020-01-02T03:04:05.123456',
    metadata_modified: '2024-05-06T07:08:09.123456',
    private: false,
  },
  ...{
    license_id: 'lov2',
    license_title: 'Licence Ouverte / Open Licence version 2.0',
    url: 'https://ville.example.org/arbres',
  },
  ...{ maintainer: 'Service des jardins', maintainer_email: 'jardins@example.org', version: '3' },
  organization: { id: 'o1', title: 'Ville de Rennes', description: 'La ville' },
  tags: [{ name: 'arbre', display_name: 'Arbre' }, { name: 'nature' }],
  groups: [{ title: 'Environnement', name: 'environnement' }],
  extras: [
    {
      key: 'spatial',
      value: '{"type":"Polygon","coordinates":[[[-1.8,48],[-1.5,48],[-1.5,48.2],[-1.8,48.2],[-1.8,48]]]}',
    },
    { key: 'frequency', value: 'annual' },
    { key: 'temporal_start', value: '2020-01-01' },
  ],
  resources: [
    {
      ...{ id: 'r1', name: 'Arbres', description: 'En CSV', format: 'CSV', mimetype: 'text/csv', size: 1234 },
      ...{
        url: 'https://ville.example.org/arbres.csv',
        hash: 'd41d8cd98f00b204e9800998ecf8427e',
        created: '2020-01-02T03:04:05',
      },
    },
    { id: 'r2', name: 'Carte', format: 'WMS', url: 'https://ville.example.org/wms' },
  ],
})

export const opendatasoftSample = () => ({
  ...{ dataset_id: 'arbres', dataset_uid: 'da_1', has_records: true, data_visible: true },
  attachments: [
    { id: 'notice_pdf', title: 'Notice', mimetype: 'application/pdf', url: 'https://data.example.org/notice.pdf' },
  ],
  fields: [{ name: 'nom', label: 'Nom', type: 'text' }],
  metas: {
    default: {
      ...{ title: 'Arbres', description: '<p>Les arbres</p>', theme: ['Environnement'], keyword: ['arbre', 'nature'] },
      ...{
        license: 'Licence Ouverte v2.0 (Etalab)',
        license_url: 'https://www.etalab.gouv.fr/licence',
        language: 'fr',
      },
      ...{
        metadata_languages: ['fr'],
        modified: '2024-05-06T07:08:09+00:00',
        publisher: 'Ville de Rennes',
        records_count: 53,
      },
      references: 'https://ville.example.org/arbres',
    },
    dcat: {
      ...{ creator: 'Service des jardins', contact_name: 'Jardins', contact_email: 'jardins@example.org' },
      ...{
        accrualperiodicity: 'http://publications.europa.eu/resource/authority/frequency/ANNUAL',
        issued: '2020-01-02',
      },
    },
  },
})

export const udataSample = () => ({
  ...{ id: '5f0000000000000000000001', slug: 'arbres', title: 'Arbres', description: 'Les *arbres*', acronym: 'ARB' },
  ...{
    created_at: '2020-01-02T03:04:05.123000+00:00',
    last_modified: '2024-05-06T07:08:09.123000+00:00',
    frequency: 'annual',
  },
  ...{
    license: 'lov2',
    private: false,
    page: 'https://www.data.example.org/datasets/arbres/',
    tags: ['arbre', 'nature'],
  },
  organization: { name: 'Ville de Rennes', page: 'https://www.data.example.org/organizations/rennes/' },
  contact_points: [{ name: 'Jardins', email: 'jardins@example.org' }],
  spatial: {
    geom: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [-1.8, 48],
            [-1.5, 48],
            [-1.5, 48.2],
            [-1.8, 48],
          ],
        ],
      ],
    },
    zones: null,
  },
  temporal_coverage: { start: '2020-01-01', end: '2021-01-01' },
  resources: [
    {
      ...{
        id: 'r1',
        title: 'Arbres',
        description: 'En CSV',
        format: 'csv',
        mime: 'text/csv',
        filesize: 1234,
        type: 'main',
      },
      ...{
        url: 'https://ville.example.org/arbres.csv',
        checksum: { type: 'sha1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
      },
    },
  ],
})

export const turtleSample = `
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://data.example.org/d/1> a dcat:Dataset ; dct:title "Arbres"@fr, "Trees"@en ; dct:description "Les arbres"@fr, "The trees"@en ;
  dct:identifier "arbres" ; dcat:keyword "arbre"@fr ; dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
  dct:issued "2020-01-02"^^xsd:date ; dct:modified "2024-05-06T07:08:09Z"^^xsd:dateTime ;
  dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
  dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
  dct:publisher [ a foaf:Agent ; foaf:name "Ville de Rennes" ] ;
  dcat:contactPoint [ a vcard:Organization ; vcard:fn "Jardins" ; vcard:hasEmail <mailto:jardins@example.org> ] ;
  dct:spatial [ dcat:bbox "POLYGON((-1.8 48, -1.5 48, -1.5 48.2, -1.8 48.2, -1.8 48))" ] ;
  dct:temporal [ dcat:startDate "2020-01-01"^^xsd:date ; dcat:endDate "2021-01-01"^^xsd:date ] ;
  dcat:landingPage <https://data.example.org/p/1> ;
  dcat:distribution <https://data.example.org/d/1/csv>, <https://data.example.org/d/1/wms> .
<https://data.example.org/d/1/csv> a dcat:Distribution ; dct:title "CSV" ; dcat:accessURL <https://data.example.org/p/1> ;
  dcat:downloadURL <https://data.example.org/1.csv> ; dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
  dcat:byteSize "1234"^^xsd:decimal ; dct:license <https://spdx.org/licenses/etalab-2.0.html> .
<https://data.example.org/d/1/wms> a dcat:Distribution ; dct:title "WMS" ; dcat:accessURL <https://data.example.org/wms> ;
  dcat:accessService [ a dcat:DataService ; dcat:endpointURL <https://data.example.org/wms> ; dct:title "WMS" ] .
`

/** An ISO 19139 record of an identifier. */
export const isoSample = (id = 'iso-1') => `<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:gml="http://www.opengis.net/gml/3.2">
<gmd:fileIdentifier><gco:CharacterString>${id}</gco:CharacterString></gmd:fileIdentifier>
<gmd:language><gmd:LanguageCode codeListValue="fre"/></gmd:language>
<gmd:dateStamp><gco:DateTime>2024-05-06T07:08:09Z</gco:DateTime></gmd:dateStamp>
<gmd:identificationInfo><gmd:MD_DataIdentification>
<gmd:citation><gmd:CI_Citation><gmd:title><gco:CharacterString>Arbres</gco:CharacterString></gmd:title>
<gmd:date><gmd:CI_Date><gmd:date><gco:Date>2020-01-02</gco:Date></gmd:date><gmd:dateType><gmd:CI_DateTypeCode codeListValue="publication"/></gmd:dateType></gmd:CI_Date></gmd:date>
</gmd:CI_Citation></gmd:citation>
<gmd:abstract><gco:CharacterString>Les arbres</gco:CharacterString></gmd:abstract>
<gmd:pointOfContact><gmd:CI_ResponsibleParty><gmd:organisationName><gco:CharacterString>Ville de Rennes</gco:CharacterString></gmd:organisationName>
<gmd:contactInfo><gmd:CI_Contact><gmd:address><gmd:CI_Address><gmd:electronicMailAddress><gco:CharacterString>jardins@example.org</gco:CharacterString></gmd:electronicMailAddress></gmd:CI_Address></gmd:address></gmd:CI_Contact></gmd:contactInfo>
<gmd:role><gmd:CI_RoleCode codeListValue="owner"/></gmd:role></gmd:CI_ResponsibleParty></gmd:pointOfContact>
<gmd:descriptiveKeywords><gmd:MD_Keywords><gmd:keyword><gco:CharacterString>arbre</gco:CharacterString></gmd:keyword></gmd:MD_Keywords></gmd:descriptiveKeywords>
<gmd:resourceConstraints><gmd:MD_LegalConstraints><gmd:useConstraints><gmd:MD_RestrictionCode codeListValue="license"/></gmd:useConstraints>
<gmd:otherConstraints><gco:CharacterString>Licence Ouverte 2.0</gco:CharacterString></gmd:otherConstraints></gmd:MD_LegalConstraints></gmd:resourceConstraints>
<gmd:topicCategory><gmd:MD_TopicCategoryCode>environment</gmd:MD_TopicCategoryCode></gmd:topicCategory>
<gmd:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox>
<gmd:westBoundLongitude><gco:Decimal>-1.8</gco:Decimal></gmd:westBoundLongitude><gmd:eastBoundLongitude><gco:Decimal>-1.5</gco:Decimal></gmd:eastBoundLongitude>
<gmd:southBoundLatitude><gco:Decimal>48</gco:Decimal></gmd:southBoundLatitude><gmd:northBoundLatitude><gco:Decimal>48.2</gco:Decimal></gmd:northBoundLatitude>
</gmd:EX_GeographicBoundingBox></gmd:geographicElement><gmd:temporalElement><gmd:EX_TemporalExtent><gmd:extent><gml:TimePeriod>
<gml:beginPosition>2020-01-01</gml:beginPosition><gml:endPosition>2021-01-01</gml:endPosition></gml:TimePeriod></gmd:extent></gmd:EX_TemporalExtent></gmd:temporalElement></gmd:EX_Extent></gmd:extent>
</gmd:MD_DataIdentification></gmd:identificationInfo>
<gmd:distributionInfo><gmd:MD_Distribution><gmd:transferOptions><gmd:MD_DigitalTransferOptions><gmd:onLine><gmd:CI_OnlineResource>
<gmd:linkage><gmd:URL>https://ville.example.org/arbres.zip</gmd:URL></gmd:linkage><gmd:protocol><gco:CharacterString>WWW:DOWNLOAD-1.0-http--download</gco:CharacterString></gmd:protocol>
<gmd:name><gco:CharacterString>Arbres</gco:CharacterString></gmd:name></gmd:CI_OnlineResource></gmd:onLine></gmd:MD_DigitalTransferOptions></gmd:transferOptions></gmd:MD_Distribution></gmd:distributionInfo>
</gmd:MD_Metadata>`

/** The same facts in ISO 19115-3. */
export const iso3Sample = `<mdb:MD_Metadata xmlns:mdb="http://standards.iso.org/iso/19115/-3/mdb/2.0" xmlns:mcc="http://standards.iso.org/iso/19115/-3/mcc/1.0" xmlns:mri="http://standards.iso.org/iso/19115/-3/mri/1.0" xmlns:cit="http://standards.iso.org/iso/19115/-3/cit/2.0" xmlns:lan="http://standards.iso.org/iso/19115/-3/lan/1.0" xmlns:gco="http://standards.iso.org/iso/19115/-3/gco/1.0" xmlns:gex="http://standards.iso.org/iso/19115/-3/gex/1.0" xmlns:mrd="http://standards.iso.org/iso/19115/-3/mrd/1.0" xmlns:mrl="http://standards.iso.org/iso/19115/-3/mrl/2.0">
<mdb:metadataIdentifier><mcc:MD_Identifier><mcc:code><gco:CharacterString>iso-3</gco:CharacterString></mcc:code></mcc:MD_Identifier></mdb:metadataIdentifier>
<mdb:defaultLocale><lan:PT_Locale><lan:language><lan:LanguageCode codeListValue="fre"/></lan:language></lan:PT_Locale></mdb:defaultLocale>
<mdb:dateInfo><cit:CI_Date><cit:date><gco:DateTime>2024-05-06T07:08:09Z</gco:DateTime></cit:date><cit:dateType><cit:CI_DateTypeCode codeListValue="revision"/></cit:dateType></cit:CI_Date></mdb:dateInfo>
<mdb:identificationInfo><mri:MD_DataIdentification><mri:citation><cit:CI_Citation><cit:title><gco:CharacterString>Arbres</gco:CharacterString></cit:title></cit:CI_Citation></mri:citation>
<mri:abstract><gco:CharacterString>Les arbres</gco:CharacterString></mri:abstract>
<mri:pointOfContact><cit:CI_Responsibility><cit:role><cit:CI_RoleCode codeListValue="owner"/></cit:role><cit:party><cit:CI_Organisation><cit:name><gco:CharacterString>Ville de Rennes</gco:CharacterString></cit:name><cit:contactInfo><cit:CI_Contact><cit:address><cit:CI_Address><cit:electronicMailAddress><gco:CharacterString>jardins@example.org</gco:CharacterString></cit:electronicMailAddress></cit:CI_Address></cit:address></cit:CI_Contact></cit:contactInfo></cit:CI_Organisation></cit:party></cit:CI_Responsibility></mri:pointOfContact>
<mri:topicCategory><mri:MD_TopicCategoryCode>environment</mri:MD_TopicCategoryCode></mri:topicCategory>
<mri:extent><gex:EX_Extent><gex:geographicElement><gex:EX_GeographicBoundingBox><gex:westBoundLongitude><gco:Decimal>-1.8</gco:Decimal></gex:westBoundLongitude><gex:eastBoundLongitude><gco:Decimal>-1.5</gco:Decimal></gex:eastBoundLongitude><gex:southBoundLatitude><gco:Decimal>48</gco:Decimal></gex:southBoundLatitude><gex:northBoundLatitude><gco:Decimal>48.2</gco:Decimal></gex:northBoundLatitude></gex:EX_GeographicBoundingBox></gex:geographicElement></gex:EX_Extent></mri:extent>
</mri:MD_DataIdentification></mdb:identificationInfo>
<mdb:distributionInfo><mrd:MD_Distribution><mrd:transferOptions><mrd:MD_DigitalTransferOptions><mrd:onLine><cit:CI_OnlineResource><cit:linkage><gco:CharacterString>https://ville.example.org/wfs?service=WFS</gco:CharacterString></cit:linkage><cit:protocol><gco:CharacterString>OGC:WFS</gco:CharacterString></cit:protocol></cit:CI_OnlineResource></mrd:onLine></mrd:MD_DigitalTransferOptions></mrd:transferOptions></mrd:MD_Distribution></mdb:distributionInfo>
<mdb:resourceLineage><mrl:LI_Lineage><mrl:statement><gco:CharacterString>Relevé sur place</gco:CharacterString></mrl:statement></mrl:LI_Lineage></mdb:resourceLineage>
</mdb:MD_Metadata>`
