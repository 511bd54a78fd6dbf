import { decide, sensingName, type Viewer } from '../../../govern/index.ts'
import type { Observe } from '../../../observe/index.ts'
import type { Caller } from '../../../observe/mqtt/index.ts'
import { fault } from '../faults.ts'
import type { Writer } from '../write/writer.ts'

/** What a caller may read and write. */
export interface Rights {
  readonly visible: readonly string[]
  /** Those of the visible that are not open: what is read of them is kept in the journal. */
  readonly closed: readonly string[]
  /** Undefined when it may not write at all. */
  readonly writable: { readonly datasets: readonly string[] | undefined } | undefined
}

/** Datasets change when the territory file does: they are read again after this time (milliseconds). */
const FRESH = 5_000

const anonymous: Viewer = { kind: 'anonymous' }

/**
 * The rights of callers, by the one access decision. `viewer`: who reads; the holder of a key for writing reads what anybody
 * does. `writes`: `open` lets anybody write where anybody reads.
 */
export function openRights(
  observe: Observe,
  writes: 'keys' | 'open',
  clock: () => Date,
): (caller: Caller, viewer?: Viewer) => Promise<Rights> {
  let read: { readonly at: number; readonly datasets: ReturnType<typeof observe.registry.datasets> } | undefined
  return async (caller, viewer = caller.kind === 'operator' ? caller : anonymous) => {
    const now = clock().getTime()
    if (!read || now - read.at > FRESH || now < read.at) {
      const datasets = observe.registry.datasets(observe.store)
      read = { at: now, datasets }
      datasets.catch(() => {
        read = undefined
      })
    }
    const seen = (await read.datasets).filter(
      ({ id, access }) => decide({ access, dataset: sensingName(id) }, viewer).allowed,
    )
    const visible = seen.map(({ id }) => id)
    const closed = seen.filter(({ access }) => access !== 'open').map(({ id }) => id)
    // A right to read what is restricted is none to write it.
    const open = visible.filter((id) => !closed.includes(id))
    return { visible, closed, writable: writableBy(caller, writes, open) }
  }
}

function writableBy(caller: Caller, writes: 'keys' | 'open', open: readonly string[]): Rights['writable'] {
  if (caller.kind === 'operator') return { datasets: undefined }
  if (caller.kind === 'key' && caller.scope === 'sensorthings')
    return { datasets: caller.dataset === undefined ? undefined : [caller.dataset] }
  return writes === 'open' ? { datasets: open } : undefined
}

/** The dataset of things that name none. */
const usualDataset = 'sensors'

/** What a caller writes with. Throws `sensorthings.no-key`. */
export function writerOf({ writable }: Rights, dataset: string | undefined): Writer {
  if (!writable) throw noKey()
  const { datasets } = writable
  return { datasets, dataset: dataset ?? (datasets?.length === 1 ? datasets[0]! : usualDataset) }
}

export const noKey = () =>
  fault(
    'sensorthings.no-key',
    {
      fr: 'Écrire demande le jeton de l’exploitant ou une clé d’écriture.',
      en: 'Writing needs the token of the operator or a key.',
    },
    {
      place: 'Authorization',
      remedy: {
        fr: 'Envoyez « Authorization: Bearer … » avec une clé faite par `orchestra key add --scope sensorthings`.',
        en: 'Send "Authorization: Bearer …" with a key made by `orchestra key add --scope sensorthings`.',
      },
    },
  )
