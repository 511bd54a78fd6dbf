import type { Context } from 'hono'
import type { DatasetRecord } from '../../../catalogue/index.ts'
import { speechOf } from '../../http/language.ts'
import { HTML_FORMAT, JSON_FORMAT } from '../common/formats.ts'
import { type Link, linksOf } from '../common/links.ts'
import { CATALOGUE } from './collection.ts'
import { type CatalogueRecord, ringOf, THEMES } from './record.ts'

/** Describes a dataset that is held elsewhere, in the language asked for. */
export function describeElsewhere(c: Context, record: DatasetRecord): CatalogueRecord {
  const { language } = speechOf(c)
  const {
    spatial,
    temporal,
    licence,
    modified,
    issued,
    publisher,
    contacts,
    creators,
    identifiers = [],
    origin,
  } = record
  const names = origin ? [...new Set([origin.external, ...identifiers])] : identifiers
  const updated = (modified ?? issued)?.toISOString()
  return {
    id: record.id,
    type: 'Feature',
    conformsTo: ['http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core'],
    geometry: spatial ? { type: 'Polygon', coordinates: [ringOf(spatial)] } : null,
    time: temporal ? { interval: [temporal.from ?? '..', temporal.to ?? '..'] } : null,
    properties: {
      type: 'dataset',
      title: record.title[language],
      description: record.description[language],
      keywords: record.keywords.map((word) => word[language]),
      language: { code: language },
      ...(updated && { updated }),
      ...(names.length > 0 && {
        externalIds: names.map((value) => ({ ...(origin && { scheme: origin.source }), value })),
      }),
      ...(licence && { license: licence.url ?? licence.title }),
      rights: record.access,
      themes: [{ concepts: record.themes.map((id) => ({ id })), scheme: THEMES }],
      formats: record.files.map(({ fileType, mediaType }) => ({ name: fileType ?? mediaType, mediaType })),
      contacts: [
        { name: publisher.name, organization: publisher.name, roles: ['publisher'] },
        ...contacts.map(({ name, email }) => ({
          name,
          roles: ['pointOfContact'],
          ...(email && { emails: [{ value: email }] }),
        })),
        ...creators.map((name) => ({ organization: name, roles: ['producer'] })),
      ],
    },
    links: linksTo(c, record),
  }
}

function linksTo(c: Context, record: DatasetRecord): Link[] {
  const { link } = linksOf(c, speechOf(c).language)
  const here = `/ogc/collections/${CATALOGUE}/items/${encodeURIComponent(record.id)}`
  const { files, services, licence, page, sources } = record
  return [
    link('self', `${here}?f=json`, 'application/geo+json', { fr: 'Cette fiche', en: 'This record' }),
    link('alternate', `${here}?f=html`, HTML_FORMAT.media, { fr: 'Cette fiche en HTML', en: 'This record as HTML' }),
    link('collection', `/ogc/collections/${CATALOGUE}`, JSON_FORMAT.media, { fr: 'Le catalogue', en: 'The catalogue' }),
    ...files.map(({ path, mediaType, title, bytes }) => ({
      ...link('enclosure', path, mediaType, title),
      ...(bytes !== undefined && { length: bytes }),
    })),
    ...services.map(({ path, title }) => link('service', path, JSON_FORMAT.media, title)),
    link('describedby', page, HTML_FORMAT.media, { fr: 'La page du jeu de données', en: 'The page of the dataset' }),
    ...sources.map((source) =>
      link('canonical', source, HTML_FORMAT.media, { fr: 'La fiche chez sa source', en: 'The record at its source' }),
    ),
    ...(licence?.url
      ? [link('license', licence.url, HTML_FORMAT.media, { fr: licence.title, en: licence.title })]
      : []),
  ]
}
