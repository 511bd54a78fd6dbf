import { type Bilingual, type FacetName, facetNames, type Language } from '../../kernel/index.ts'
import type { DatasetRecord } from '../record.ts'
import { addFacet, changeFacet, type FacetColumn, facetsOf, levelOf, noFacet, startOf } from './facets.ts'
import { withRoom } from './grow.ts'
import { addPosting, noPostings, type Postings, renumbered } from './postings.ts'
import { noScratch, type Scratch } from './scratch.ts'
import { learn, noVocabulary, type Vocabulary } from './vocabulary.ts'
import { weigh } from './weigh.ts'
import { plain } from './words.ts'

/**
 * The records of a catalogue, ready to be searched, in memory. Each has a number; one that changes gets a new number and its old
 * one is dead, until the dead are too many and all are numbered again.
 */
export interface Documents {
  readonly vocabulary: Vocabulary
  postings: Postings
  facets: Record<FacetName, FacetColumn>
  readonly ids: string[]
  readonly byId: Map<string, number>
  /** Titles without accents, to sort by. */
  readonly titles: Bilingual[]
  alive: Uint8Array
  /** West, south, east, north of each, degrees; NaN where it has no place. */
  boxes: Float32Array
  /** First and last instant of each (ms); NaN where it has no period, infinite where it goes on. */
  from: Float64Array
  to: Float64Array
  /** When each changed (ms); 0 where nobody says. */
  modified: Float64Array
  /** Quality of each, out of 100; 255 where it is not known. */
  quality: Uint8Array
  /** Documents that were dropped. */
  dead: number
  readonly scratch: Scratch
  /** How many times anything changed. */
  changes: number
  /** Rank of each by its title, made when asked for. */
  ranks: { readonly of: number; readonly language: Language; readonly rank: Float64Array } | undefined
}

export const NO_QUALITY = 255

export const noDocuments = (): Documents => ({
  vocabulary: noVocabulary(),
  postings: noPostings(),
  facets: emptyFacets(),
  ids: [],
  byId: new Map(),
  titles: [],
  alive: new Uint8Array(256),
  boxes: new Float32Array(1024),
  from: new Float64Array(256),
  to: new Float64Array(256),
  modified: new Float64Array(256),
  quality: new Uint8Array(256),
  dead: 0,
  scratch: noScratch(),
  changes: 0,
  ranks: undefined,
})

const emptyFacets = () =>
  Object.fromEntries(facetNames.map((name) => [name, noFacet()])) as Record<FacetName, FacetColumn>

/** Records that are there. */
export const countAlive = ({ ids, dead }: Documents): number => ids.length - dead

export interface Described {
  readonly record: DatasetRecord
  /** Out of 100. */
  readonly quality?: number
}

/** Puts a record in, in the place of what it was. `house` names the datasets of this house. */
export function put(documents: Documents, { record, quality }: Described, house: Bilingual): void {
  remove(documents, record.id)
  documents.changes++
  const { vocabulary, postings, facets, ids, titles, byId } = documents
  const doc = ids.length
  ids.push(record.id)
  byId.set(record.id, doc)
  titles.push({ fr: plain(record.title.fr), en: plain(record.title.en) })
  for (const [term, note] of weigh(record, (word, language) => learn(vocabulary, postings, word, language)))
    addPosting(postings, term, doc, note)
  const values = facetsOf(record, house, quality)
  for (const name of facetNames) addFacet(facets[name], doc, values[name])
  makeRoom(documents, doc + 1)
  documents.alive[doc] = 1
  documents.boxes.set(record.spatial ?? [Number.NaN, Number.NaN, Number.NaN, Number.NaN], doc * 4)
  const [from, to] = periodOf(record)
  documents.from[doc] = from
  documents.to[doc] = to
  documents.modified[doc] = (record.modified ?? record.issued)?.getTime() ?? 0
  documents.quality[doc] = quality === undefined ? NO_QUALITY : Math.round(quality)
}

/** Says the quality of a record that is there, out of 100; nothing when it is not. */
export function rate(documents: Documents, id: string, quality: number): void {
  const doc = documents.byId.get(id)
  if (doc === undefined) return
  documents.quality[doc] = Math.round(quality)
  changeFacet(documents.facets.quality, doc, levelOf(quality))
  documents.changes++
}

/** Takes a record out; nothing when it is not there. */
export function remove(documents: Documents, id: string): void {
  const doc = documents.byId.get(id)
  if (doc === undefined) return
  documents.byId.delete(id)
  documents.alive[doc] = 0
  documents.dead++
  documents.changes++
}

function makeRoom(documents: Documents, docs: number): void {
  documents.alive = withRoom(documents.alive, docs)
  documents.boxes = withRoom(documents.boxes, docs * 4)
  documents.from = withRoom(documents.from, docs)
  documents.to = withRoom(documents.to, docs)
  documents.modified = withRoom(documents.modified, docs)
  documents.quality = withRoom(documents.quality, docs)
}

const DAY = 10
/** An end of a period, which may be a whole day (ms). */
const firstOf = (text: string) => Date.parse(text)
const lastOf = (text: string) => Date.parse(text.length === DAY ? `${text}T23:59:59.999Z` : text)

function periodOf({ temporal }: DatasetRecord): readonly [number, number] {
  if (!temporal) return [Number.NaN, Number.NaN]
  return [
    temporal.from ? firstOf(temporal.from) : Number.NEGATIVE_INFINITY,
    temporal.to ? lastOf(temporal.to) : Number.POSITIVE_INFINITY,
  ]
}

/** The dead that are borne: some, and a quarter of the living. */
const FEW_DEAD = 1000

/** Numbers the documents again once too many are dead. */
export function tidy(documents: Documents): void {
  const { ids, titles, alive, dead } = documents
  if (dead < FEW_DEAD + countAlive(documents) / 4) return
  const numbers = new Int32Array(ids.length).fill(-1)
  const kept = emptyFacets()
  let next = 0
  for (let doc = 0; doc < ids.length; doc++) {
    if (!alive[doc]) continue
    numbers[doc] = next
    for (const name of facetNames) {
      const column = documents.facets[name]
      addFacet(
        kept[name],
        next,
        [...column.list.subarray(startOf(column, doc), column.ends[doc])].map((code) => column.values[code]!),
      )
    }
    ids[next] = ids[doc]!
    titles[next] = titles[doc]!
    documents.boxes.copyWithin(next * 4, doc * 4, doc * 4 + 4)
    for (const column of [documents.from, documents.to, documents.modified, documents.quality])
      column[next] = column[doc]!
    documents.byId.set(ids[next]!, next)
    next++
  }
  ids.length = next
  titles.length = next
  documents.alive.fill(0)
  documents.alive.fill(1, 0, next)
  documents.postings = renumbered(documents.postings, numbers)
  documents.facets = kept
  documents.dead = 0
  documents.changes++
}

/** The rank of each document by its title, the last one first. */
export function ranksOf(documents: Documents, language: Language): Float64Array {
  const { titles, ranks, changes } = documents
  if (ranks?.of === changes && ranks.language === language) return ranks.rank
  const order = [...titles.keys()].sort((a, b) => {
    const [one, other] = [titles[a]![language], titles[b]![language]]
    return one < other ? 1 : one > other ? -1 : b - a
  })
  const rank = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) rank[order[i]!] = i
  documents.ranks = { of: changes, language, rank }
  return rank
}

/** Bytes of the long arrays: all but the words themselves. */
export function sizeOf({ postings, facets, alive, boxes, from, to, modified, quality }: Documents): number {
  const arrays = [
    ...[postings.docs, postings.notes, postings.start, postings.length, postings.room],
    ...Object.values(facets).flatMap(({ ends, list }) => [ends, list]),
    ...[alive, boxes, from, to, modified, quality],
  ]
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)
}
