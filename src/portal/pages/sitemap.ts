import type { RecordList } from '../../api/json/shapes.ts'
import { address, ask } from '../ask.ts'
import type { Page } from '../page.ts'

const fixed = ['/', '/datasets', '/map', '/use-cases', '/chain']
/** Addresses that a map of a site may have (sitemaps.org, protocol 0.9): with more datasets there are several, and a list of them. */
const MOST = 50_000
const SCHEMA = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

/** `/sitemap.xml`: the pages worth finding, and when each dataset last changed. With `?part=` one of several maps. */
export async function sitemap(page: Page): Promise<string> {
  const { api, url } = page
  const asked = url.searchParams.get('part')
  const part = Number(asked ?? 1)
  const offset = Number.isInteger(part) && part > 0 ? (part - 1) * MOST : 0
  const { items, total } = await ask<RecordList>(api, address('/api/records', { limit: MOST, offset }))
  const own = ownPages(page).map((path) => ({ path, changed: null }))
  const datasets = items.map(({ id, modified }) => ({ path: `/datasets/${encodeURIComponent(id)}`, changed: modified }))
  if (asked === null && total + own.length > MOST) return mapOfMaps(url, Math.ceil(total / MOST))
  return mapOf(url, asked === null ? [...own, ...datasets] : datasets)
}

const ownPages = ({ territory }: Page) => [
  ...fixed,
  ...(territory.sensing ? ['/fleet'] : []),
  ...territory.packs.map(({ id }) => `/use-cases/${encodeURIComponent(id)}`),
]

interface Entry {
  readonly path: string
  readonly changed: string | null
}

function mapOf(url: URL, entries: readonly Entry[]): string {
  const lines = entries.map(({ path, changed }) => {
    const when = changed ? `<lastmod>${changed}</lastmod>` : ''
    return `<url><loc>${url.origin}${path}</loc>${when}</url>`
  })
  return `${HEAD}\n<urlset xmlns="${SCHEMA}">\n${lines.join('\n')}\n</urlset>\n`
}

/** The maps there are, of datasets only: the other pages are few, and found from the first one. */
function mapOfMaps(url: URL, parts: number): string {
  const lines = Array.from(
    { length: parts },
    (_, i) => `<sitemap><loc>${url.origin}/sitemap.xml?part=${i + 1}</loc></sitemap>`,
  )
  return `${HEAD}\n<sitemapindex xmlns="${SCHEMA}">\n${lines.join('\n')}\n</sitemapindex>\n`
}

/** `/robots.txt`: everything may be read but what is worked out at each call. */
export const robots = ({ url }: Page): string =>
  `User-agent: *\nDisallow: /api/\nDisallow: /download/\nDisallow: /ogc/processes/\n\nSitemap: ${url.origin}/sitemap.xml\n`
