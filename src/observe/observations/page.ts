import { OrchestraError } from '../../kernel/index.ts'
import type { Observation, PageQuery } from '../types.ts'
import type { ColdMonth } from './cold.ts'
import { boundsOfMonth } from './months.ts'
import { compare } from './order.ts'
import { readColdPage } from './page-cold.ts'
import { readHotPage } from './page-hot.ts'
import { coldMonthsOf, reading, type Sources } from './reading.ts'
import { type Kept, placeOf, toObservation } from './rows.ts'

// Rows passed over and given: a page beyond is reached by its cursor, which costs nothing.
const farthest = 100_000

/** One page of observations, recent and old as one. Throws `observe.too-far`. */
export async function readPage(sources: Sources, query: PageQuery): Promise<Observation[]> {
  const { skip = 0, top } = query
  const wanted = skip + top
  if (wanted > farthest) throw tooFar(wanted)
  if (top === 0 || query.datastreams.length === 0) return []
  const narrow = narrowed(query)
  // Most pages are of recent observations: one look tells whether old ones could be among them.
  const recent = await readHotPage(sources.store, narrow, wanted)
  const rows = isWhole(recent.rows, recent.nearest, narrow, wanted)
    ? recent.rows
    : await readBoth(sources, narrow, wanted)
  return rows.slice(skip, wanted).map(toObservation)
}

/** The query with the range that its cursor leaves. */
function narrowed(query: PageQuery): PageQuery {
  const { after, order, from, to } = query
  if (!after) return query
  if (order === 'asc') return { ...query, from: from && from > after.time ? from : after.time }
  const end = new Date(after.time.getTime() + 1)
  return { ...query, to: to && to < end ? to : end }
}

/** Whether what was found in the table is the page: no old month, or none that comes before its last row. */
function isWhole(rows: readonly Kept[], nearest: string | null, { order }: PageQuery, wanted: number): boolean {
  if (nearest === null) return true
  const last = rows[wanted - 1]
  return last !== undefined && isBeyond(nearest, last.phenomenon_start.getTime(), order)
}

/** Whether a month, and those after it in order, come after the last row of a full page. */
function isBeyond(month: string, last: number, order: 'asc' | 'desc'): boolean {
  const [start, end] = boundsOfMonth(month)
  return order === 'asc' ? start > last : end <= last
}

function readBoth({ store, lake }: Sources, query: PageQuery, wanted: number): Promise<Kept[]> {
  const sign = query.order === 'asc' ? 1 : -1
  const inOrder = (a: Kept, b: Kept) => sign * compare(placeOf(a), placeOf(b))
  return reading(store, async (tx) => {
    let { rows } = await readHotPage(tx, query, wanted)
    const months: ColdMonth[] = await coldMonthsOf(tx, query)
    if (query.order === 'desc') months.reverse()
    for (const month of months) {
      if (isWhole(rows, month.month, query, wanted)) break
      const found = await readColdPage(lake, query, month, wanted)
      if (found.length > 0) rows = [...rows, ...found].sort(inOrder).slice(0, wanted)
    }
    return rows
  })
}

const tooFar = (wanted: number) =>
  new OrchestraError({
    code: 'observe.too-far',
    say: {
      fr: `Cette page commence trop loin : ${wanted} observations depuis le début.`,
      en: `This page starts too far: ${wanted} observations from the beginning.`,
    },
    remedy: {
      fr: `Suivez le lien de la page suivante, ou resserrez la période : au plus ${farthest} se sautent.`,
      en: `Follow the link of the next page, or narrow the period: at most ${farthest} are passed over.`,
    },
    facts: { wanted, farthest },
  })
