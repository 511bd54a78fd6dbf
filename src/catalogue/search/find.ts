import { type FacetName, facetNames } from '../../kernel/index.ts'
import { type Documents, NO_QUALITY, ranksOf } from './documents.ts'
import type { FacetColumn, FacetValue } from './facets.ts'
import { withRoom } from './grow.ts'
import type { SearchQuery } from './query.ts'
import { explain, type Reason, type Scores, score } from './score.ts'
import { highest } from './select.ts'
import { BOX, countIn, FACETS, PERIOD, type Sifted, sift } from './sift.ts'
import type { Synonyms } from './synonyms.ts'
import { type Alternatives, type How, understandEither } from './understand.ts'

export interface Hit {
  readonly id: string
  /** What the words are worth in it; 0 without words. */
  readonly points: number
  /** Out of 100; null where it is not known. */
  readonly quality: number | null
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

/** Something that was asked, and how many records there would be without it; `filters`: with the words alone, `only`: with one word alone. */
export interface Loosened {
  readonly what: 'word' | 'box' | 'period' | 'filters' | 'only' | FacetName
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
  const { clauses, groups } = understandEither(documents, synonyms, query.either ?? [query.words ?? ''])
  const scores = clauses.length > 0 ? score(documents, clauses) : undefined
  const sifted = sift(documents, query, groups, scores?.met)
  const { docs } = sifted
  const isBeyond = query.offset >= docs.length
  const chosen = isBeyond
    ? []
    : highest(docs, keysOf(documents, docs, query, scores), query.offset + query.limit).slice(query.offset)
  return {
    total: docs.length,
    hits: chosen.map((doc) => ({
      id: documents.ids[doc]!,
      points: scores?.points[doc] ?? 0,
      quality: documents.quality[doc] === NO_QUALITY ? null : documents.quality[doc]!,
      why: query.withReasons === false ? [] : explain(documents, clauses, doc),
    })),
    facets: Object.fromEntries(
      facetNames.map((name, i) => [
        name,
        mostFrequent(documents, name, countsOf(documents.facets[name], docs, sifted.besides[i]!), query),
      ]),
    ) as unknown as Found['facets'],
    read: clauses.map(({ asked, ways }) => ({
      asked,
      ways: ways.slice(0, MOST_WAYS).map(({ how, shown }) => ({ how, shown })),
    })),
    loosen: docs.length > 0 ? [] : loosened(documents, sifted, query, { clauses, groups }, scores?.met),
  }
}

/** Records of each value of a facet: those that answer, added to those that this facet alone leaves out. */
function countsOf(column: FacetColumn, docs: Uint32Array, counts: Uint32Array): Uint32Array {
  for (let i = 0; i < docs.length; i++) countIn(column, counts, docs[i]!)
  return counts
}

/** What quality adds to the points of the words: at most a tenth. Our choice: it tells apart what answers alike, no more. */
const QUALITY_SHARE = 0.1

/** What documents are sorted by, the highest first. */
function keysOf(documents: Documents, docs: Uint32Array, query: SearchQuery, scores: Scores | undefined): Float64Array {
  const { modified, quality } = documents
  documents.scratch.keys = withRoom(documents.scratch.keys, docs.length)
  const keys = documents.scratch.keys.subarray(0, docs.length)
  const sort =
    query.sort === undefined || (query.sort === 'relevance' && !scores)
      ? scores
        ? 'relevance'
        : 'modified'
      : query.sort
  const ranks = sort === 'title' ? ranksOf(documents, query.language ?? 'fr') : undefined
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i]!
    const known = quality[doc] === NO_QUALITY ? 0 : quality[doc]!
    if (sort === 'relevance') keys[i] = scores!.points[doc]! * (1 + (QUALITY_SHARE * known) / 100)
    else keys[i] = ranks ? ranks[doc]! : sort === 'quality' ? known : modified[doc]!
  }
  return keys
}

function mostFrequent(
  { facets }: Documents,
  name: FacetName,
  counts: Uint32Array,
  { keep = {}, mostValues = USUAL_VALUES }: SearchQuery,
): { values: FacetCount[]; more: number } {
  const { values, codes } = facets[name]
  const met = new Uint32Array(counts.length)
  const keys = new Float64Array(counts.length)
  let some = 0
  for (let code = 0; code < counts.length; code++)
    if (counts[code]! > 0) {
      met[some] = code
      keys[some++] = counts[code]!
    }
  const first = highest(met.subarray(0, some), keys.subarray(0, some), mostValues)
  const kept = (keep[name] ?? []).flatMap((value) => codes.get(value) ?? [])
  const told = [...new Set([...first, ...kept])]
  return {
    values: told.map((code) => ({ ...values[code]!, count: counts[code]!, kept: kept.includes(code) })),
    more: some - told.filter((code) => counts[code]! > 0).length,
  }
}

/** Each thing asked for, with what there would be without it; where no one thing is enough, what there would be with less. */
function loosened(
  documents: Documents,
  { alone }: Sifted,
  query: SearchQuery,
  alternatives: Alternatives,
  met: Uint32Array | undefined,
): Loosened[] {
  const { keep = {}, box, period } = query
  const { clauses } = alternatives
  const asked: (readonly [condition: number, what: Loosened['what'], value: string])[] = [
    ...clauses.map(({ asked: word }, i) => [i, 'word', word] as const),
    ...(box ? [[BOX, 'box', box.join(',')] as const] : []),
    ...(period ? [[PERIOD, 'period', ''] as const] : []),
    ...facetNames.map((name, i) => [FACETS + i, name, (keep[name] ?? []).join(', ')] as const),
  ]
  const found = asked.map(([condition, what, value]) => ({ what, value, total: alone[condition]! }))
  return inOrder(found) ?? (met && inOrder(withLess(documents, alternatives, met))) ?? []
}

const inOrder = (found: readonly Loosened[]): Loosened[] | undefined => {
  const some = found.filter(({ total }) => total > 0).sort((one, other) => other.total - one.total)
  return some.length > 0 ? some : undefined
}

/** What there would be with the words alone, and with each of them alone. */
function withLess({ alive }: Documents, { clauses, groups }: Alternatives, met: Uint32Array): Loosened[] {
  const count = (...wanted: readonly number[]) => {
    let total = 0
    for (let doc = 0; doc < met.length; doc++)
      if (alive[doc] === 1 && wanted.some((bits) => (met[doc]! & bits) === bits)) total++
    return total
  }
  const all = count(...groups)
  if (all > 0) return [{ what: 'filters', value: '', total: all }]
  return clauses.map(({ asked }, i) => ({ what: 'only', value: asked, total: count(1 << i) }))
}
