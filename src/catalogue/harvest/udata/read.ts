import type { Harvest } from '../../../kernel/index.ts'
import { readJson, unreadable } from '../json.ts'
import { fieldsOf, isFields } from '../mend.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { mapUdata } from './map.ts'

/** Datasets a page (API of udata, 2024). */
const SIZE = 100

/** A udata portal, as data.gouv.fr: `/api/1/datasets/`, by pages. */
export const udata: Harvester = {
  incremental: false,
  read,
  identify: (raw) => {
    const { id } = fieldsOf(raw)
    return typeof id === 'string' && id.length <= 200 ? id : undefined
  },
  map: mapUdata,
}

async function* read({ address, query }: Harvest, ask: Ask): AsyncGenerator<Page> {
  for (let page = 1, seen = 0; ; page++) {
    const url = new URL(`${address.replace(/\/$/, '')}/api/1/datasets/`)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    url.searchParams.set('page', String(page))
    url.searchParams.set('page_size', String(SIZE))
    url.searchParams.set('sort', 'created')
    const answer = await ask(url.href, 'application/json')
    const read = readJson(answer)
    if (!isFields(read) || !Array.isArray(read.data)) throw unreadable(answer.address, 'udata', answer.text)
    const announced = Number.isSafeInteger(read.total) ? (read.total as number) : undefined
    yield { records: read.data, ...(announced !== undefined && { announced }) }
    seen += read.data.length
    if (read.data.length === 0 || (!read.next_page && seen >= (announced ?? 0))) return
  }
}
