import { expect, test } from 'vitest'
import { defineTerritory, integer, type Organisation, resolveGraph, type Source, table } from './index.ts'

const both = (s: string) => ({ fr: s, en: s })
const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const owned: Source<typeof Row> = {
  ...{ name: 'owned', title: both('owned'), rows: Row, producer: 'p', licence: 'etalab-2.0', dated: '2024' },
  ...{ address: 'test:x', connector: 'given', code: import.meta.url, options: {} },
  publish: { access: 'restricted', theme: 'society', owner: 'water' },
  async *read() {},
}
const territory = (organisations: readonly Organisation[]) =>
  defineTerritory({
    ...{ id: 't', title: both('t'), description: both('t'), bounds: [0, 0, 1, 1], crs: 'EPSG:2154', timezone: 'UTC' },
    ...{ organisation: { name: 'o' }, organisations, sources: [owned], use: [] },
  })

test('the owner of a dataset is an organisation that the territory declares', () => {
  const water: Organisation = { id: 'water', name: 'Water board', kind: 'public' }
  expect(resolveGraph(territory([water])).byName.get('owned')!.publish!.owner).toBe('water')
  expect(() => resolveGraph(territory([{ ...water, id: 'other' }]))).toThrow('owned → water')
})
