import type { Harvest } from '../../../kernel/index.ts'
import { readJson, unreadable } from '../json.ts'
import { fieldsOf, isFields } from '../mend.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { mapOpendatasoft } from './map.ts'

/** Datasets a page, and how far its pages go: limits of the Explore API v2.1 (Opendatasoft, 2024). */
const [LIMIT, FARTHEST] = [100, 10_000]

/** An Opendatasoft portal: the catalogue of its Explore API v2.1, by pages. */
export const opendatasoft: Harvester = {
  incremental: false,
  read,
  identify: (raw) => {
    const id = fieldsOf(raw).dataset_id
    return typeof id === 'string' && id.length <= 300 ? id : undefined
  },
  map: mapOpendatasoft,
}

async function* read({ address, query }: Harvest, ask: Ask): AsyncGenerator<Page> {
  for (let offset = 0; ; ) {
    const url = new URL(`${address.replace(/\/$/, '')}/api/explore/v2.1/catalog/datasets`)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    url.searchParams.set('limit', String(LIMIT))
    url.searchParams.set('offset', String(offset))
    url.searchParams.set('order_by', 'dataset_id')
    const answer = await ask(url.href, 'application/json')
    const read = readJson(answer)
    if (!isFields(read) || !Array.isArray(read.results))
      throw unreadable(answer.address, 'Opendatasoft v2.1', answer.text)
    const announced = Number.isSafeInteger(read.total_count) ? (read.total_count as number) : undefined
    yield { records: read.results, ...(announced !== undefined && { announced }) }
    offset += read.results.length
    if (
      read.results.length === 0 ||
      (read.results.length < LIMIT && offset >= (announced ?? 0)) ||
      offset + LIMIT > FARTHEST
    )
      return
  }
}
