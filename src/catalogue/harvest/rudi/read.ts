import type { Harvest } from '../../../kernel/index.ts'
import { readJson } from '../json.ts'
import { fieldsOf } from '../mend.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { mapRudi } from './map.ts'
import { WHOLE_RECORDS } from './whole.ts'

/** Records a page, as a RUDI node gives them by default (its API, 2024). */
const LIMIT = 100

/** A RUDI producer node: `/resources`, by pages, what changed since a date when asked. */
export const rudi: Harvester = {
  incremental: true,
  read,
  identify: (raw) => {
    const id = fieldsOf(raw).global_id
    return typeof id === 'string' && id.length <= 200 ? id.toLowerCase() : undefined
  },
  map: mapRudi,
}

async function* read({ address, query }: Harvest, ask: Ask, since?: Date): AsyncGenerator<Page> {
  for (let offset = 0; ; ) {
    const url = new URL(
      /\/resources\/?$/.test(new URL(address).pathname) ? address : `${address.replace(/\/$/, '')}/resources`,
    )
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    url.searchParams.set('limit', String(LIMIT))
    url.searchParams.set('offset', String(offset))
    // In the order they were made, so that what changes meanwhile does not move the others.
    url.searchParams.set('sort_by', 'metadata_info.metadata_dates.created')
    if (since) url.searchParams.set('updated_after', since.toISOString())
    const answer = await ask(url.href, WHOLE_RECORDS)
    const { total, items, resources } = fieldsOf(readJson(answer))
    const records = [items, resources].find(Array.isArray) ?? readList(answer)
    const announced = Number.isSafeInteger(total) ? (total as number) : undefined
    yield { records, ...(announced !== undefined && { announced }) }
    offset += records.length
    // Whatever the total says, an empty page is the last one.
    if (records.length === 0 || (records.length < LIMIT && offset >= (announced ?? 0))) return
  }
}

const readList = (answer: Parameters<typeof readJson>[0]): unknown[] => {
  const read = readJson(answer)
  return Array.isArray(read) ? read : []
}
