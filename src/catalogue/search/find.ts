import type { Bbox, Language } from '../../kernel/index.ts'
import { countAlive, type Documents, NO_QUALITY } from './documents.ts'
import { type FacetName, type FacetValue, facetNames, startOf } from './facets.ts'
import { explain, type Reason, type Scores, score } from './score.ts'
import { highest } from './select.ts'
import type { Synonyms } from './synonyms.ts'
import { type Clause, type How, understand } from './understand.ts'

export const sorts = ['relevance', 'modified', 'quality', 'title'] as const
export type Sort = (typeof sorts)[number]

/** What is asked of a catalogue: all of it must hold. */
export interface SearchQuery {
  /** Words, each of which a record holds, or a form, a synonym or a mistake of it. */
  readonly words?: string
  /** Values wanted by facet: any of those of one facet. */
  readonly keep?: Partial<Readonly<Record<FacetName, readonly string[]>>>
  /** Records whose place meets this box: west, south, east, north in degrees. A box whose west lies beyond its east crosses the antimeridian. */
  readonly box?: Bbox
  /** Records whose period meets this one (ms); infinite ends for an open one. */
  readonly period?: readonly [from: number, to: number]
  /** Whether records without place or period are of any. */
  readonly anyPlace?: boolean
  readonly ids?: readonly string[]
  readonly sort?: Sort
  /** Of the titles to sort by. */
  readonly language?: Language
  readonly offset: number
  readonly limit: number
  /** Values told of each facet, at most. */
  readonly mostValues?: number
  /** Whether to say why each record answers; it does by default. */
  readonly withReasons?: boolean
}

export interface Hit {
  readonly id: string
  /** What the words are worth in it; 0 without words. */
  readonly points: number
  readonly why: readonly Reason[]
}

export interface FacetCount extends FacetValue {
  readonly count: number
  readonly kept: boolean
}

/** How a word of the search was read. */
export interface WordRead {
  readonly asked: string
  readonly ways: readonly { readonly how: How; readonly shown: string }[]
}

/** Something that was asked, and how many records there would be without it. */
export interface Loosened {
  readonly what: 'word' | 'box' | 'period' | FacetName
  readonly value: string
  readonly total: number
}

export interface Found {
  readonly total: number
  readonly hits: readonly Hit[]
  /** Values of the facets with their records: of one that is asked for, as if it were not. */
  readonly facets: Readonly<Record<FacetName, { readonly values: readonly FacetCount[]; readonly more: number }>>
  readonly read: readonly WordRead[]
  /** What to ask less of, when nothing was found: what gives most first. */
  readonly loosen: readonly Loosened[]
}

const USUAL_VALUES = 20
/** Ways told of a word. */
const MOST_WAYS = 6

/** Searches a catalogue. */
export function find(documents: Documents, synonyms: Synonyms, query: SearchQuery): Found {
  const clauses = understand(documents, synonyms, query.words ?? '')
  const scores = clauses.length > 0 ? score(documents, clauses) : undefined
  const { docs, counts } = sift(documents, query, scores, clauses.length)
  const chosen = highest(docs, keysOf(documents, docs, query, scores), query.offset + query.limit).slice(query.offset)
  return {
    total: docs.length,
    hits: chosen.map((doc) => ({
      id: documents.ids[doc]!,
      points: scores?.points[doc] ?? 0,
      why: query.withReasons === false ? [] : explain(documents, clauses, doc),
    })),
    facets: Object.fromEntries(
      facetNames.map((name) => [name, mostFrequent(documents, name, counts[name], query)]),
    ) as unknown as Found['facets'],
    read: clauses.map(({ asked, ways }) => ({
      asked,
      ways: ways.slice(0, MOST_WAYS).map(({ how, shown }) => ({ how, shown })),
    })),
    loosen: docs.length > 0 ? [] : loosened(documents, query, clauses),
  }
}

interface Kept {
  readonly name: FacetName
  readonly wanted: Uint8Array
}

interface Sifted {
  readonly docs: Uint32Array
  readonly counts: Record<FacetName, Uint32Array>
}

/** The documents that answer, and what each facet counts: a facet does not count what another one leaves out. */
function sift(documents: Documents, query: SearchQuery, scores: Scores | undefined, words: number): Sifted {
  const kept = keptOf(documents, query)
  const { facets, ids } = documents
  const counts = Object.fromEntries(
    facetNames.map((name) => [name, new Uint32Array(facets[name].values.length)]),
  ) as Sifted['counts']
  const docs = new Uint32Array(ids.length)
  const passes = testOf(documents, query)
  let total = 0
  for (let doc = 0; doc < ids.length; doc++) {
    if (!documents.alive[doc] || (scores && scores.met[doc] !== words) || !passes(doc)) continue
    const missed = missedBy(documents, kept, doc)
    if (missed === MANY) continue
    if (missed === undefined) {
      docs[total++] = doc
      for (const name of facetNames) count(facets[name], counts[name], doc)
    } else count(facets[missed], counts[missed], doc)
  }
  return { docs: docs.subarray(0, total), counts }
}

const MANY = 'many'

/** The one facet that leaves a document out; `many` for several. */
function missedBy({ facets }: Documents, kept: readonly Kept[], doc: number): FacetName | undefined | typeof MANY {
  let missed: FacetName | undefined
  for (const { name, wanted } of kept) {
    const column = facets[name]
    let isIn = false
    for (let at = startOf(column, doc); at < column.ends[doc]!; at++) if (wanted[column.list[at]!]) isIn = true
    if (isIn) continue
    if (missed !== undefined) return MANY
    missed = name
  }
  return missed
}

function count(column: Documents['facets'][FacetName], counts: Uint32Array, doc: number): void {
  const end = column.ends[doc]!
  for (let at = startOf(column, doc); at < end; at++) counts[column.list[at]!]!++
}

const keptOf = ({ facets }: Documents, { keep = {} }: SearchQuery): Kept[] =>
  facetNames.flatMap((name) => {
    const values = keep[name] ?? []
    if (values.length === 0) return []
    const { codes, values: all } = facets[name]
    const wanted = new Uint8Array(all.length)
    for (const value of values) {
      const code = codes.get(value)
      if (code !== undefined) wanted[code] = 1
    }
    return [{ name, wanted }]
  })

/** Whether a document is where, when and among those asked for. */
function testOf(documents: Documents, { box, period, ids, anyPlace = false }: SearchQuery): (doc: number) => boolean {
  const { boxes, from, to, byId } = documents
  const among = ids && new Set(ids.map((id) => byId.get(id)))
  return (doc) => {
    if (among && !among.has(doc)) return false
    if (box) {
      const west = boxes[doc * 4]!
      if (Number.isNaN(west)) {
        if (!anyPlace) return false
      } else if (!meets([west, boxes[doc * 4 + 1]!, boxes[doc * 4 + 2]!, boxes[doc * 4 + 3]!], box)) return false
    }
    if (!period) return true
    if (Number.isNaN(from[doc]!)) return anyPlace
    return from[doc]! <= period[1] && to[doc]! >= period[0]
  }
}

function meets([west, south, east, north]: readonly [number, number, number, number], asked: Bbox): boolean {
  if (south > asked[3] || north < asked[1]) return false
  return asked[0] <= asked[2] ? west <= asked[2] && east >= asked[0] : west <= asked[2] || east >= asked[0]
}

/** What quality adds to the points of the words: at most a tenth. Our choice: it tells apart what answers alike, no more. */
const QUALITY_SHARE = 0.1

/** What documents are sorted by, the highest first. */
function keysOf(documents: Documents, docs: Uint32Array, query: SearchQuery, scores: Scores | undefined): Float64Array {
  const { modified, quality } = documents
  const keys = new Float64Array(docs.length)
  const sort =
    query.sort === undefined || (query.sort === 'relevance' && !scores)
      ? scores
        ? 'relevance'
        : 'modified'
      : query.sort
  if (sort === 'title') return titleKeys(documents, docs, query.language ?? 'fr')
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!
    const known = quality[doc] === NO_QUALITY ? 0 : quality[doc]!
    if (sort === 'relevance') keys[i] = scores!.points[doc]! * (1 + (QUALITY_SHARE * known) / 100)
    else keys[i] = sort === 'quality' ? known : modified[doc]!
  }
  return keys
}

function titleKeys({ titles }: Documents, docs: Uint32Array, language: Language): Float64Array {
  const order = [...docs.keys()].sort((a, b) => {
    const [one, other] = [titles[docs[a]!]![language], titles[docs[b]!]![language]]
    return one < other ? 1 : one > other ? -1 : 0
  })
  const keys = new Float64Array(docs.length)
  order.forEach((at, rank) => {
    keys[at] = rank
  })
  return keys
}

function mostFrequent(
  { facets }: Documents,
  name: FacetName,
  counts: Uint32Array,
  { keep = {}, mostValues = USUAL_VALUES }: SearchQuery,
): { values: FacetCount[]; more: number } {
  const { values, codes } = facets[name]
  const met: number[] = []
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) met.push(code)
  const codesMet = Uint32Array.from(met)
  const first = highest(
    codesMet,
    Float64Array.from(met, (code) => counts[code]!),
    mostValues,
  )
  const kept = (keep[name] ?? []).flatMap((value) => codes.get(value) ?? [])
  const told = [...new Set([...first, ...kept])]
  return {
    values: told.map((code) => ({ ...values[code]!, count: counts[code]!, kept: kept.includes(code) })),
    more: met.filter((code) => !told.includes(code)).length,
  }
}

/** Each thing asked for, with what there would be without it. */
function loosened(documents: Documents, query: SearchQuery, clauses: readonly Clause[]): Loosened[] {
  const totalOf = (other: SearchQuery, words: readonly Clause[]) =>
    sift(documents, other, words.length > 0 ? score(documents, words) : undefined, words.length).docs.length
  const { keep = {}, box, period, ...rest } = query
  const found: Loosened[] = clauses.map((one) => ({
    ...{ what: 'word' as const, value: one.asked },
    total: totalOf(
      query,
      clauses.filter((other) => other !== one),
    ),
  }))
  for (const name of facetNames)
    if (keep[name]?.length)
      found.push({
        ...{ what: name, value: keep[name].join(', ') },
        total: totalOf({ ...query, keep: { ...keep, [name]: [] } }, clauses),
      })
  if (box)
    found.push({
      what: 'box',
      value: box.join(','),
      total: totalOf({ ...rest, keep, ...(period && { period }) }, clauses),
    })
  if (period) found.push({ what: 'period', value: '', total: totalOf({ ...rest, keep, ...(box && { box }) }, clauses) })
  return found.filter(({ total }) => total > 0 && total < countAlive(documents) + 1).sort((a, b) => b.total - a.total)
}
