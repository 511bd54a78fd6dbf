import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { problem } from '../bytes/problem.ts'

const factNames = [
  'name',
  'title',
  'description',
  'rows',
  'producer',
  'licence',
  'dated',
  'address',
  'snapshot',
  'partitions',
  'checks',
  'publish',
  'schedule',
] as const satisfies readonly (keyof SourceFacts)[]

/** What a connector adds to the facts of a source. */
interface Connector<S extends Table> {
  readonly connector: string
  readonly code: string
  read(file: SourceFile, run: Making): AsyncIterable<Traced<RowOf<S>>[]>
}

/** A source from what its author wrote: its facts, and the rest as options of the connector. */
export function sourceOf<S extends Table>(spec: SourceFacts<S>, { connector, code, read }: Connector<S>): Source<S> {
  const isFact = (key: string) => (factNames as readonly string[]).includes(key)
  const entries = Object.entries(spec)
  return {
    ...(Object.fromEntries(entries.filter(([key]) => isFact(key))) as unknown as SourceFacts<S>),
    connector,
    code,
    options: Object.fromEntries(entries.filter(([key]) => !isFact(key))),
    read(file, run) {
      if (file) return read(file, run)
      throw problem(`${connector}.no-file`, spec.name, {
        fr: 'Cette source se lit d’un fichier, et aucun n’est donné.',
        en: 'This source is read from a file, and none is given.',
      })
    },
  }
}
