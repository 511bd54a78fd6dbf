import type { Context } from 'hono'
import type { Deps } from '../../deps.ts'
import { sendStream } from '../../download/stream.ts'
import { speechOf } from '../../http/language.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { CRS84 } from '../common/crs.ts'
import { type FeatureFormat, featureFormats } from '../common/formats.ts'
import { type Link, linksOf } from '../common/links.ts'
import { itemsPage } from './html/items.tsx'
import type { Matched } from './matched.ts'
import { type ItemsQuery, MOST_FEATURES } from './parameters.ts'
import type { Writing } from './writer.ts'

/** A page of features, ready to be told. */
export interface FeaturesPage {
  /** Each feature, as JSON. */
  readonly texts: readonly string[]
  readonly more: boolean
  readonly matched: Matched
  readonly snapshot: Snapshot
  readonly asked: ItemsQuery
  readonly writing: Writing
  readonly format: FeatureFormat
}

/** Bytes of a page above which few are sent at once. */
const LARGE = 1_000_000
const PIECE = 65_536

async function* piecesOf(whole: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += PIECE) yield whole.subarray(at, at + PIECE)
}

/** A page of features as GeoJSON, JSON-FG or HTML. */
export function answerPage(deps: Deps, c: Context, page: FeaturesPage): Response | Promise<Response> {
  const { texts, matched, snapshot, writing, format } = page
  const { language } = speechOf(c)
  const links = pageLinks(c, page)
  if (format === 'html') return itemsPage(deps, c, { ...page, links })
  const head = {
    type: 'FeatureCollection',
    ...(format === 'jsonfg' && jsonfgMembers(c, writing, snapshot.node.name)),
    numberMatched: matched.count,
    ...(matched.estimated && { numberMatchedEstimated: true }),
    numberReturned: texts.length,
    timeStamp: deps.chain.clock().toISOString(),
    version: snapshot.version,
    pin: snapshot.pin,
    links,
  }
  const whole = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"features":[${texts.join(',\n')}]}`)
  const headers = featureHeaders(writing, language)
  if (whole.length <= LARGE) return new Response(whole, { headers })
  // Held until its reader has taken it: there are as many at once as memory bears.
  return sendStream(c, headers, deps.pages, () => piecesOf(whole))
}

/** What an answer made of features says of itself. */
export const featureHeaders = ({ crs }: Writing, language: string): Record<string, string> => ({
  'Content-Type': 'application/geo+json',
  'Content-Crs': `<${crs.uri}>`,
  'Content-Language': language,
})

/** What JSON-FG (21-045r1) says at the root of a document. */
export function jsonfgMembers(c: Context, { crs }: Writing, collection: string) {
  return {
    conformsTo: ['core', 'types-schemas'].map((name) => `http://www.opengis.net/spec/json-fg-1/1.0/conf/${name}`),
    featureType: collection,
    featureSchema: `${new URL(c.req.url).origin}/ogc/collections/${collection}/schema`,
    ...(crs !== CRS84 && { coordRefSys: crs.uri }),
  }
}

function pageLinks(c: Context, { texts, more, snapshot, asked, format }: FeaturesPage): Link[] {
  const links = linksOf(c, speechOf(c).language)
  const { media } = featureFormats.find(({ f }) => f === format)!
  // An instant names its content as well as a pin does, and for longer.
  const fixed = asked.version === undefined ? { pin: snapshot.pin } : {}
  const to = (rel: string, offset: number, fr: string, en: string): Link =>
    links.link(rel, links.here({ ...fixed, offset: offset || undefined }), media, { fr, en })
  const before = Math.max(0, asked.offset - Math.min(asked.limit, MOST_FEATURES))
  return [
    ...links.self(format, featureFormats),
    ...(more ? [to('next', asked.offset + texts.length, 'Page suivante', 'Next page')] : []),
    ...(asked.offset > 0 ? [to('prev', before, 'Page précédente', 'Previous page')] : []),
    links.link('collection', `/ogc/collections/${snapshot.node.name}`, 'application/json', {
      fr: 'La collection',
      en: 'The collection',
    }),
  ]
}
