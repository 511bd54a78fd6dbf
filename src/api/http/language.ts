import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { Language } from '../../kernel/index.ts'

/** The language of an answer, for its few texts that are in one language only. */
export interface Speech {
  readonly language: Language
}

/** `?lang=` first, then `Accept-Language`, then French. */
export function speechOf(c: Context): Speech {
  const asked = c.req.query('lang')
  if (asked === 'fr' || asked === 'en') return { language: asked }
  const accepted = parseAccept(c.req.header('Accept-Language') ?? '')
    .toSorted((a, b) => b.q - a.q)
    .map((one) => one.type.slice(0, 2).toLowerCase())
    .find((code) => code === 'fr' || code === 'en')
  return { language: accepted === 'en' ? 'en' : 'fr' }
}
