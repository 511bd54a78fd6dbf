import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { OrchestraError } from '../../../kernel/index.ts'

/** A form an answer can take: its name in `f=`, and its media type. */
export interface Format<F extends string = string> {
  readonly f: F
  readonly media: string
  readonly title: string
}

export const JSON_FORMAT = { f: 'json', media: 'application/json', title: 'JSON' } as const
export const HTML_FORMAT = { f: 'html', media: 'text/html', title: 'HTML' } as const
/** The forms of a document that describes something. */
export const documentFormats = [JSON_FORMAT, HTML_FORMAT] as const
export type DocumentFormat = (typeof documentFormats)[number]['f']

export const SCHEMA_FORMAT = { f: 'json', media: 'application/schema+json', title: 'JSON Schema' } as const
/** The forms of features. JSON-FG is GeoJSON with more: it has the same media type, and is asked for by its name only. */
export const GEOJSON_FORMAT = { f: 'json', media: 'application/geo+json', title: 'GeoJSON' } as const
export const JSONFG_FORMAT = { f: 'jsonfg', media: 'application/geo+json', title: 'JSON-FG' } as const
export const featureFormats = [GEOJSON_FORMAT, JSONFG_FORMAT, HTML_FORMAT] as const
export type FeatureFormat = (typeof featureFormats)[number]['f']

/** Who asks for plain JSON takes its special kinds too. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'application/json': [
    'application/json',
    'application/geo+json',
    'application/schema+json',
    'application/prs.coverage+json',
  ],
}

/**
 * The form of an answer: `f` when given, else the first that `Accept` takes, else the first of `formats`. Throws
 * `api.not-acceptable` when none will do.
 */
export function formatOf<F extends string>(c: Context, f: F | undefined, formats: readonly Format<F>[]): F {
  if (f !== undefined) return f
  const accept = c.req.header('Accept')
  if (!accept) return formats[0]!.f
  const ranges = parseAccept(accept)
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
  for (const { type } of ranges) {
    const found = formats.find(({ media }) => isIn(media, type.toLowerCase()))
    if (found) return found.f
  }
  throw notAcceptable(formats)
}

const isIn = (media: string, range: string): boolean =>
  range === '*/*' || range === `${media.split('/')[0]}/*` || (kindsOf[range] ?? [range]).includes(media)

function notAcceptable(formats: readonly Format[]): OrchestraError {
  const list = formats.map(({ f, media }) => `${media} (f=${f})`).join(', ')
  return new OrchestraError({
    code: 'api.not-acceptable',
    say: {
      fr: 'Cette adresse ne répond dans aucun des formats acceptés par la demande.',
      en: 'This address answers in none of the formats that the request accepts.',
    },
    remedy: { fr: `Demandez l’un de ceux-ci : ${list}.`, en: `Ask for one of these: ${list}.` },
    place: 'Accept',
  })
}
