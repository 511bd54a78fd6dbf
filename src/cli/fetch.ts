import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Fetch, OrchestraError, type Territory } from '../kernel/index.ts'
import { fingerprintOf, type Observe, openObserve, writeHours } from '../observe/index.ts'
import type { Log } from '../pipeline/index.ts'
import type { Store } from '../store/index.ts'
import { datasetsOf } from './datasets.ts'

const HOURS = /^observe:hours\/([a-z0-9-]+)(?:\/(\d{4}-\d{2}-\d{2}))?$/

interface Held {
  readonly store: Store
  readonly home: string
  readonly territory: Territory
  readonly log: Log
  /** For all other addresses. */
  readonly elsewhere: Fetch
}

/** The fetcher of a house: what it holds itself is opened when first asked for, the rest is fetched elsewhere. */
export function openHeld({ store, home, territory, log, elsewhere }: Held): { fetch: Fetch; close(): Promise<void> } {
  let opening: Promise<Observe> | undefined
  const open = () => {
    opening ??= openObserve({ store, folder: join(home, 'observations'), datasets: datasetsOf(territory), log })
    return opening
  }
  return {
    fetch: async (request) =>
      request.address.startsWith('observe:')
        ? fetchFrom(await open(), territory.timezone)(request)
        : elsewhere(request),
    close: async () => (await opening)?.close(),
  }
}

/**
 * A fetcher that reads what this very house keeps at `observe:` addresses. `observe:hours/{dataset}`
 * is the hours of a dataset of observations, `observe:hours/{dataset}/{YYYY-MM-DD}` those of a local day.
 */
function fetchFrom(observe: Observe, timezone: string): Fetch {
  return async (request) => {
    const { address, into, known } = request
    const [, dataset, day] = HOURS.exec(address) ?? []
    if (!dataset) throw unknownAddress(address)
    const asked = { dataset, ...(day && { day }) }
    const etag = await fingerprintOf(observe, asked, timezone)
    if (known?.etag === etag) return { unchanged: true }
    const path = join(into, `${randomUUID()}.csv`)
    const { bytes, sha256 } = await writeHours(observe, asked, timezone, path)
    return { unchanged: false, etag, file: { path, name: `${dataset}-hours.csv`, sha256, bytes } }
  }
}

const unknownAddress = (address: string) =>
  new OrchestraError({
    code: 'observe.address',
    say: {
      fr: 'Cette adresse du magasin d’observations ne mène à rien.',
      en: 'This address of the store of observations leads nowhere.',
    },
    remedy: {
      fr: 'Écrivez observe:hours/JEU ou observe:hours/JEU/{key}, avec des partitions par jour.',
      en: 'Write observe:hours/DATASET or observe:hours/DATASET/{key}, with partitions by day.',
    },
    place: address,
  })
