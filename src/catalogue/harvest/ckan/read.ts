import type { Harvest } from '../../../kernel/index.ts'
import { readJson, unreadable } from '../json.ts'
import { fieldsOf, isFields } from '../mend.ts'
import type { Ask, Harvester, Page } from '../types.ts'
import { mapCkan } from './map.ts'

/** Datasets a page: CKAN gives a thousand at most (its Action API, 2.11). */
const ROWS = 100

/** A CKAN portal: `package_search` of its Action API, by pages, what changed since a date when asked. */
export const ckan: Harvester = {
  incremental: true,
  read,
  identify: (raw) => {
    const { id } = fieldsOf(raw)
    return typeof id === 'string' && id.length <= 200 ? id : undefined
  },
  map: mapCkan,
}

async function* read({ address, query }: Harvest, ask: Ask, since?: Date): AsyncGenerator<Page> {
  for (let start = 0; ; ) {
    const url = new URL(`${address.replace(/\/$/, '')}/api/3/action/package_search`)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    if (since) {
      const changed = `metadata_modified:[${since.toISOString()} TO *]`
      url.searchParams.set('fq', query?.fq ? `(${query.fq}) AND ${changed}` : changed)
    }
    url.searchParams.set('rows', String(ROWS))
    url.searchParams.set('start', String(start))
    url.searchParams.set('sort', 'metadata_created asc')
    const answer = await ask(url.href, 'application/json')
    const { result } = fieldsOf(readJson(answer))
    if (!isFields(result) || !Array.isArray(result.results)) throw unreadable(answer.address, 'CKAN', answer.text)
    const announced = Number.isSafeInteger(result.count) ? (result.count as number) : undefined
    yield { records: result.results, ...(announced !== undefined && { announced }) }
    start += result.results.length
    if (result.results.length === 0 || (result.results.length < ROWS && start >= (announced ?? 0))) return
  }
}
