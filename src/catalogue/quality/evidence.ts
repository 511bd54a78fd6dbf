import type { Sender } from '../../store/index.ts'
import type { DatasetRecord } from '../record.ts'
import type { Evidence } from './judge.ts'

interface Found {
  readonly id: string
  readonly repairs: number
  readonly stale: boolean
}

interface Tried {
  readonly url: string
  readonly state: 'working' | 'broken'
}

/** What the store knows of harvested records besides what they say, by identifier. */
export async function readEvidence(
  tx: Sender,
  territory: string,
  records: readonly DatasetRecord[],
): Promise<ReadonlyMap<string, Evidence>> {
  const harvested = records.filter(({ origin }) => origin)
  if (harvested.length === 0) return new Map()
  const [found, tried] = await Promise.all([
    tx.query<Found>(
      `select id, jsonb_array_length(repairs) as repairs, jsonb_array_length(errors) > 0 as stale
       from catalogue_record where territory = $1 and id = any($2)`,
      [territory, harvested.map(({ id }) => id)],
    ),
    tx.query<Tried>(
      `select url, state from link_check where territory = $1 and url = any($2) and state in ('working', 'broken')`,
      [territory, harvested.flatMap(linksOf)],
    ),
  ])
  const states = new Map(tried.map(({ url, state }) => [url, state]))
  const known = new Map(found.map((one) => [one.id, one]))
  return new Map(
    harvested.map((record) => {
      const links = [...new Set(linksOf(record))]
      return [
        record.id,
        {
          repairs: known.get(record.id)?.repairs ?? 0,
          isStale: known.get(record.id)?.stale ?? false,
          links: {
            working: links.filter((url) => states.get(url) === 'working').length,
            broken: links.filter((url) => states.get(url) === 'broken'),
          },
        },
      ]
    }),
  )
}

const linksOf = ({ files, services }: DatasetRecord): string[] =>
  [...files, ...services].map(({ path }) => path).filter((path) => /^https?:/.test(path))
