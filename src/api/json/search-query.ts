import Type, { type Static } from 'typebox'
import { changedSince, type SearchQuery, type Sort, sorts } from '../../catalogue/index.ts'
import { type FacetName, facetNames, themes } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { textParameter } from '../http/query.ts'
import { CRS84 } from '../ogc/common/crs.ts'
import { readBox } from '../ogc/features/bbox.ts'

/** Values of one facet that may be asked for, and characters of one. */
const [MOST_VALUES, MOST_CHARACTERS] = [50, 300]

const values = (description: string) =>
  Type.Array(Type.String({ maxLength: MOST_CHARACTERS }), { maxItems: MOST_VALUES, description })

const facetParameters = {
  theme: values('EU data themes: TRAN. Repeated: any of them.'),
  producer: values('Producers.'),
  access: values('open, restricted, personal.'),
  licence: values('Licences: etalab-2.0; `none` for those that state none.'),
  format: values('Formats: CSV, WMS.'),
  typology: values('What a dataset is to its territory: reference, territorial-interest, territory.'),
  keyword: values('Keywords, without case nor accents.'),
  year: values('Years of the last change.'),
  frequency: values('Codes of the EU table of frequencies: DAILY.'),
  source: values('Sources of the harvests; `house` for the datasets made here.'),
  quality: values('good, fair, poor.'),
} as const satisfies Record<FacetName, ReturnType<typeof values>>

/** What a search of the catalogue takes. */
export const searchParameters = {
  q: textParameter('Words. Forms of a word, synonyms and small mistakes are found too.'),
  ...facetParameters,
  bbox: textParameter('Datasets whose place meets this box: west, south, east, north in degrees.'),
  from: textParameter('Datasets whose data goes beyond this day: 2024-01-31.', 40),
  to: textParameter('Datasets whose data begins by this day.', 40),
  since: textParameter('Datasets that came or changed here since this instant: 2025-01-31T08:00:00Z.', 40),
  sort: Type.Optional(
    Type.Enum([...sorts], { description: 'By relevance when there are words, else the last changed first.' }),
  ),
}
const SearchParameters = Type.Object(searchParameters)
export type SearchAsked = Static<typeof SearchParameters>

/** Datasets that a page may be taken from: the first ones. */
export type Asked = Omit<SearchQuery, 'offset' | 'limit'>

/** What is asked, with the datasets that changed since where that is asked. Throws `api.bad-parameter`. */
export async function searchOf(deps: Pick<Deps, 'chain' | 'summaries'>, asked: SearchAsked): Promise<Asked> {
  const search = readSearch(asked)
  if (!asked.since) return search
  const since = instantIn(asked.since)
  const { store, graph } = deps.chain
  const [changed, summaries] = await Promise.all([changedSince(store, graph.territory.id, since), deps.summaries()])
  const made = [...summaries].flatMap(([name, { current }]) => (current && current.made >= since ? [name] : []))
  return { ...search, ids: [...changed, ...made] }
}

function instantIn(text: string): Date {
  const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : undefined
  if (moment && !Number.isNaN(moment.getTime())) return moment
  throw badParameter('since', 'ce n’est pas un instant', 'it is not an instant', {
    fr: 'Par exemple 2025-01-31T08:00:00Z.',
    en: 'For example 2025-01-31T08:00:00Z.',
  })
}

/** Reads what is asked. Throws `api.bad-parameter`. */
export function readSearch(asked: SearchAsked): Asked {
  const { q, bbox, from, to, sort } = asked
  const keep = Object.fromEntries(
    facetNames.map((name) => [
      name,
      asked[name].filter(Boolean).map((value) => (name === 'theme' ? euTheme(value) : value)),
    ]),
  )
  return {
    keep,
    ...(q && { words: q }),
    ...(bbox && { box: readBox(bbox, CRS84) }),
    ...((from || to) && { period: periodOf(from, to) }),
    ...(sort && { sort: sort as Sort }),
  }
}

/** A theme by its code, or by the name that our own datasets say it with. */
const euTheme = (value: string): string => (Object.hasOwn(themes, value) ? themes[value as keyof typeof themes] : value)

function periodOf(from: string | undefined, to: string | undefined): readonly [number, number] {
  const [first, last] = [
    from ? dayOf('from', from) : Number.NEGATIVE_INFINITY,
    to ? endOf(to) : Number.POSITIVE_INFINITY,
  ]
  if (first > last)
    throw badParameter('from', 'il vient après « to »', "it comes after 'to'", {
      fr: 'Donnez le premier jour dans « from », le dernier dans « to ».',
      en: "Give the first day in 'from', the last in 'to'.",
    })
  return [first, last]
}

const DAY_MS = 86_400_000
const endOf = (text: string) => dayOf('to', text) + DAY_MS - 1

function dayOf(name: string, text: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  if (moment && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)) return moment.getTime()
  throw badParameter(name, 'ce n’est pas un jour', 'it is not a day', {
    fr: 'Par exemple 2024-01-31.',
    en: 'For example 2024-01-31.',
  })
}
