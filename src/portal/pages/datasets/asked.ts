import { facetNames } from '../../../kernel/index.ts'

/** What the page asks of the search, as the API takes it. */
export type Asked = Readonly<Record<string, string | readonly string[] | undefined>>

const sides = ['west', 'south', 'east', 'north'] as const

/** What the address of the page asks. The sides of a box are four fields of the form. */
export function askedOf({ searchParams: query }: URL): Asked {
  const one = (name: string) => query.get(name)?.trim() || undefined
  const typed = sides.map((side) => one(side) ?? '')
  const facets = facetNames.flatMap((name) => {
    const values = query.getAll(name).filter(Boolean)
    return values.length > 0 ? [[name, values] as const] : []
  })
  return {
    q: one('q'),
    ...Object.fromEntries(facets),
    bbox: one('bbox') ?? (typed.some(Boolean) ? typed.join(',') : undefined),
    from: one('from'),
    to: one('to'),
    sort: one('sort'),
  }
}

/** Whether anything narrows the list. */
export const isAsking = ({ sort, ...asked }: Asked): boolean =>
  Object.values(asked).some((value) => value !== undefined)

/** The sides of the box that is asked for. */
export const sidesOf = ({ bbox }: Asked): Readonly<Record<(typeof sides)[number], string>> => {
  const [west = '', south = '', east = '', north = ''] = typeof bbox === 'string' ? bbox.split(',') : []
  return { west, south, east, north }
}

/** The address of the page that asks the same but one thing: a facet's value, or all of a name. */
export function without(asked: Asked, name: string, value?: string): string {
  const query = new URLSearchParams()
  for (const [key, given] of Object.entries(asked))
    for (const one of Array.isArray(given) ? given : [given])
      if (one && (key !== name || (value !== undefined && one !== value))) query.append(key, one)
  const text = query.toString()
  return text ? `/datasets?${text}` : '/datasets'
}
