import type { DatasetList } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import type { Page } from '../page.ts'

const fixed = ['/', '/datasets', '/map', '/use-cases', '/chain']

/** `/sitemap.xml`: the pages worth finding, and when each dataset last changed (sitemaps.org, protocol 0.9). */
export async function sitemap({ api, url, territory }: Page): Promise<string> {
  const { items } = await ask<DatasetList>(api, '/api/datasets')
  const entries = [
    ...fixed.map((path) => ({ path, changed: undefined })),
    ...(territory.sensing ? [{ path: '/fleet', changed: undefined }] : []),
    ...territory.packs.map(({ id }) => ({ path: `/use-cases/${encodeURIComponent(id)}`, changed: undefined })),
    ...items.map(({ id, made }) => ({ path: `/datasets/${encodeURIComponent(id)}`, changed: made ?? undefined })),
  ]
  const lines = entries.map(({ path, changed }) => {
    const when = changed ? `<lastmod>${changed}</lastmod>` : ''
    return `<url><loc>${url.origin}${path}</loc>${when}</url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`
}

/** `/robots.txt`: everything may be read but what is worked out at each call. */
export const robots = ({ url }: Page): string =>
  `User-agent: *\nDisallow: /api/\nDisallow: /download/\nDisallow: /ogc/processes/\n\nSitemap: ${url.origin}/sitemap.xml\n`
