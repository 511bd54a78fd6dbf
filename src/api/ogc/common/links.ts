import type { Context } from 'hono'
import type { Bilingual, Language } from '../../../kernel/index.ts'
import type { Format } from './formats.ts'

export interface Link {
  href: string
  rel: string
  type?: string
  title?: string
  hreflang?: string
  length?: number
  templated?: boolean
}

/** The relations that the OGC registers, by their last word. */
export const ogcRel = (name: string): string => `http://www.opengis.net/def/rel/ogc/1.0/${name}`

const self: Bilingual = { fr: 'Ce document', en: 'This document' }
const alternate = (title: string): Bilingual => ({ fr: `Ce document en ${title}`, en: `This document as ${title}` })

/** Makes the links of an answer. Whole addresses: many clients resolve no other. */
export function linksOf(c: Context, language: Language) {
  const { origin, pathname, searchParams } = new URL(c.req.url)
  const link = (rel: string, href: string, type: string, title: Bilingual): Link => ({
    href: href.startsWith('/') ? `${origin}${href}` : href,
    rel,
    type,
    title: title[language],
  })
  /** The address that was asked with other parameters; undefined removes one. */
  const here = (changes: Readonly<Record<string, string | number | undefined>>): string => {
    const query = new URLSearchParams(searchParams)
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) query.delete(name)
      else query.set(name, String(value))
    const text = query.toString()
    return `${origin}${pathname}${text && `?${text}`}`
  }
  return {
    origin,
    link,
    here,
    /** This very answer, and the same in its other forms. */
    self: (current: string, formats: readonly Format[]): Link[] =>
      [...formats]
        .sort((a, b) => Number(b.f === current) - Number(a.f === current))
        .map(({ f, media, title }) =>
          f === current ? link('self', here({}), media, self) : link('alternate', here({ f }), media, alternate(title)),
        ),
  }
}
export type Links = ReturnType<typeof linksOf>
