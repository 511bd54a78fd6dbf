import type { CatalogueEntry, Dataset } from '../../../api/json/shapes.ts'
import { type Page, pick } from '../../page.ts'

/** A dataset as schema.org describes one, for search engines. */
export function jsonLdOf(page: Page, dataset: Dataset): Record<string, unknown> {
  const { origin } = page.url
  const { spatial, temporal } = dataset.extent
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': `${origin}/datasets/${dataset.id}`,
    url: `${origin}/datasets/${dataset.id}`,
    name: pick(page, dataset.title),
    description: pick(page, dataset.description),
    inLanguage: page.language,
    identifier: dataset.id,
    version: String(dataset.version),
    license: dataset.licence.url,
    isAccessibleForFree: true,
    conditionsOfAccess: dataset.access,
    keywords: dataset.keywords.map((k) => pick(page, k)),
    ...(dataset.made && { dateModified: dataset.made }),
    ...(dataset.contact && {
      publisher: {
        '@type': 'Organization',
        name: dataset.contact.name,
        ...(dataset.contact.email && { email: dataset.contact.email }),
      },
    }),
    ...(spatial && placeOf(spatial)),
    ...(temporal && { temporalCoverage: `${temporal.from}/${temporal.to}` }),
    variableMeasured: dataset.columns.map((column) => ({
      '@type': 'PropertyValue',
      name: column.name,
      description: pick(page, column.title),
      ...(column.unit && { unitText: column.unit }),
    })),
    distribution: dataset.distributions.map((file) => ({
      '@type': 'DataDownload',
      encodingFormat: file.mediaType,
      contentUrl: `${origin}${file.href}`,
      ...(file.bytes !== null && { contentSize: `${file.bytes} B` }),
    })),
  }
}

/** A dataset that is held elsewhere, as schema.org describes one. */
export function jsonLdOfRecord(page: Page, record: CatalogueEntry): Record<string, unknown> {
  const here = `${page.url.origin}/datasets/${encodeURIComponent(record.id)}`
  const { licence, issued, modified, publisher, spatial, temporal, sources, files } = record
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': here,
    url: here,
    name: pick(page, record.title),
    description: pick(page, record.description),
    inLanguage: page.language,
    identifier: record.id,
    ...(licence && { license: licence.url ?? licence.title }),
    conditionsOfAccess: record.access,
    isAccessibleForFree: record.access === 'open',
    keywords: record.keywords.map((word) => pick(page, word)),
    ...(issued && { datePublished: issued }),
    ...(modified && { dateModified: modified }),
    publisher: {
      '@type': 'Organization',
      name: publisher.name,
      ...(publisher.email && { email: publisher.email }),
    },
    ...(spatial && placeOf(spatial)),
    ...(temporal && { temporalCoverage: `${temporal.from ?? '..'}/${temporal.to ?? '..'}` }),
    ...(sources.length > 0 && { sameAs: sources }),
    distribution: files.map((file) => ({
      '@type': 'DataDownload',
      ...(file.mediaType && { encodingFormat: file.mediaType }),
      contentUrl: file.path.startsWith('/') ? `${page.url.origin}${file.path}` : file.path,
      ...(typeof file.bytes === 'number' && { contentSize: `${file.bytes} B` }),
    })),
  }
}

const placeOf = ([west, south, east, north]: readonly number[]) => ({
  spatialCoverage: {
    '@type': 'Place',
    // schema.org boxes are latitude first.
    geo: { '@type': 'GeoShape', box: `${south} ${west} ${north} ${east}` },
  },
})
