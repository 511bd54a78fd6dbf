import type { Binding, RowOf, Source, Table, Territory } from '../../../src/kernel/index.ts'

/** A source whose rows are given. */
export function given<S extends Table>(name: string, rows: S, values: readonly RowOf<S>[]): Source<S> {
  return {
    name,
    title: { fr: name, en: name },
    rows,
    producer: 'Essai',
    licence: 'ODbL-1.0',
    dated: '2024',
    address: `synthetic:${name}`,
    connector: 'given',
    code: import.meta.url,
    options: {},
    async *read() {
      yield [...values]
    },
  }
}

/** A territory around Rennes made of given sources. */
export const territoryOf = (sources: readonly Source[], use: readonly Binding[]): Territory => ({
  id: 'test',
  title: { fr: 'Essai', en: 'Test' },
  description: { fr: '', en: '' },
  bounds: [-2, 47.9, -1.4, 48.4],
  crs: 'EPSG:3948',
  timezone: 'Europe/Paris',
  organisation: { name: 'Essai' },
  sources,
  use,
})
