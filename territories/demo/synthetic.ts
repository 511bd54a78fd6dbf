import type { Making, RowOf, Source, SourceFacts, Table, Traced } from '../../src/kernel/index.ts'
import type { Town } from './town/town.ts'

const BATCH = 4096 // rows handed over at once: enough to be fast, little enough to keep memory flat

type Invented = 'address' | 'producer' | 'licence' | 'dated' | 'snapshot'

/** A source of the invented town: facts, and a generator of its rows. */
export interface SyntheticFacts<S extends Table> extends Omit<SourceFacts<S>, Invented> {
  readonly dated?: string
  /** `import.meta.url` of the module that generates the rows. */
  readonly code: string
  make(run: Making): Iterable<RowOf<S>>
}

/** Declares a source computed from the seed and size of a town; its description says that it is invented. */
export function synthetic<S extends Table>(town: Town, facts: SyntheticFacts<S>): Source<S> {
  const { make, title, description, dated = '2025', ...rest } = facts
  const { seed, size } = town
  return {
    ...rest,
    title,
    description: {
      fr: `${description ? `${description.fr} ` : ''}Données inventées : la ville de Valmorne n’existe pas.`,
      en: `${description ? `${description.en} ` : ''}Invented data: the town of Valmorne does not exist.`,
    },
    dated,
    producer: 'Ville de Valmorne (inventée)',
    licence: 'CC0-1.0',
    address: `synthetic:valmorne?seed=${seed}&size=${size}`,
    connector: 'synthetic',
    options: { seed, size },
    read: (_file, run) => inBatches(make(run), run),
  }
}

/** Rows in batches, numbered from 1 as the records of a file would be. */
async function* inBatches<R>(rows: Iterable<R>, run: Making): AsyncGenerator<Traced<R>[]> {
  let batch: Traced<R>[] = []
  let done = 0
  for (const row of rows) {
    done++
    batch.push(Object.assign(row as object, { _row: done }) as Traced<R>)
    if (batch.length < BATCH) continue
    run.signal.throwIfAborted()
    run.progress(done)
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
  run.progress(done, done)
}
