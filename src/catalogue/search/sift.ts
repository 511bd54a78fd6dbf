import { type Bbox, type FacetName, facetNames } from '../../kernel/index.ts'
import type { Documents } from './documents.ts'
import type { FacetColumn } from './facets.ts'
import { withRoom } from './grow.ts'
import type { SearchQuery } from './query.ts'
import { MOST_WORDS } from './understand.ts'

// The conditions of a search by number: its words, then where, when, and each facet.
export const BOX = MOST_WORDS
export const PERIOD = BOX + 1
export const FACETS = PERIOD + 1

/** What a search keeps of the documents, told in one pass. */
export interface Sifted {
  /** Those that answer. */
  readonly docs: Uint32Array
  /** By facet, how many records have each of its values among those that it alone leaves out: counted as if nothing were asked of it. */
  readonly besides: readonly Uint32Array[]
  /** By condition, how many it alone leaves out. */
  readonly alone: Uint32Array
}

const NONE = -1
const MANY = -2

/** Counts the values of a document. */
export function countIn({ ends, list }: FacetColumn, counts: Uint32Array, doc: number): void {
  const end = ends[doc]!
  for (let at = doc === 0 ? 0 : ends[doc - 1]!; at < end; at++) counts[list[at]!]!++
}

/** Sifts the documents; what it gives is good until the next search. `met` has a bit for each of the words that a document meets, `groups` for each of those of which all must be, one group being enough. */
export function sift(
  documents: Documents,
  query: SearchQuery,
  groups: readonly number[],
  met: Uint32Array | undefined,
): Sifted {
  const { alive, ids, facets, scratch } = documents
  const size = ids.length
  const among = query.ids && new Set(query.ids.map((id) => documents.byId.get(id)))
  const tests = testsOf(documents, query)
  scratch.docs = withRoom(scratch.docs, size)
  const { docs } = scratch
  const columns = facetNames.map((name) => facets[name])
  const besides = columns.map(({ values }) => new Uint32Array(values.length))
  const alone = new Uint32Array(FACETS + facetNames.length)
  let total = 0
  for (let doc = 0; doc < size; doc++) {
    if (alive[doc] === 0 || (among && !among.has(doc))) continue
    let missed = met ? wordMissed(groups, met[doc]!) : NONE
    if (missed === MANY) continue
    for (let i = 0; i < tests.length && missed !== MANY; i++) {
      const { condition, passes } = tests[i]!
      if (!passes(doc)) missed = missed === NONE ? condition : MANY
    }
    if (missed === NONE) docs[total++] = doc
    else if (missed !== MANY) {
      alone[missed]!++
      if (missed >= FACETS) countIn(columns[missed - FACETS]!, besides[missed - FACETS]!, doc)
    }
  }
  return { docs: docs.subarray(0, total), besides, alone }
}

/** The one word that a document lacks, in the group it is nearest to. */
function wordMissed(groups: readonly number[], met: number): number {
  let missed = MANY
  for (let i = 0; i < groups.length; i++) {
    const lacking = groups[i]! & ~met
    if (lacking === 0) return NONE
    if ((lacking & (lacking - 1)) === 0) missed = 31 - Math.clz32(lacking)
  }
  return missed
}

interface Test {
  readonly condition: number
  passes(doc: number): boolean
}

/** The conditions that are asked for, besides words. */
function testsOf(documents: Documents, { keep = {}, box, period, anyPlace = false }: SearchQuery): Test[] {
  return [
    ...facetNames.flatMap((name, i) => {
      const values = keep[name] ?? []
      return values.length > 0 ? [{ condition: FACETS + i, passes: facetTest(documents, name, values) }] : []
    }),
    ...(period ? [{ condition: PERIOD, passes: periodTest(documents, period, anyPlace) }] : []),
    ...(box ? [{ condition: BOX, passes: boxTest(documents, box, anyPlace) }] : []),
  ]
}

function facetTest({ facets }: Documents, name: FacetName, values: readonly string[]): Test['passes'] {
  const { codes, values: all, ends, list } = facets[name]
  const wanted = new Uint8Array(all.length)
  for (const value of values) {
    const code = codes.get(value)
    if (code !== undefined) wanted[code] = 1
  }
  return (doc) => {
    const end = ends[doc]!
    for (let at = doc === 0 ? 0 : ends[doc - 1]!; at < end; at++) if (wanted[list[at]!] === 1) return true
    return false
  }
}

/** A document without period is of any when that is asked for, else of none. */
function periodTest({ from, to }: Documents, [first, last]: readonly [number, number], any: boolean): Test['passes'] {
  return (doc) => {
    const begins = from[doc]!
    return Number.isNaN(begins) ? any : begins <= last && to[doc]! >= first
  }
}

/** A box whose west lies beyond its east crosses the antimeridian. */
function boxTest({ boxes }: Documents, [west, south, east, north]: Bbox, any: boolean): Test['passes'] {
  const isAcross = west > east
  return (doc) => {
    const at = doc * 4
    const first = boxes[at]!
    if (Number.isNaN(first)) return any
    if (boxes[at + 1]! > north || boxes[at + 3]! < south) return false
    const [isBefore, isAfter] = [first <= east, boxes[at + 2]! >= west]
    return isAcross ? isBefore || isAfter : isBefore && isAfter
  }
}
