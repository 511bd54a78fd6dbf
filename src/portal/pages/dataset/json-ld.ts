import type { Dataset } from '../../../api/json/shapes.ts'
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
    ...(spatial && {
      spatialCoverage: {
        '@type': 'Place',
        // schema.org boxes are latitude first.
        geo: { '@type': 'GeoShape', box: `${spatial[1]} ${spatial[0]} ${spatial[3]} ${spatial[2]}` },
      },
    }),
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
