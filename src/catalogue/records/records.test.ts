import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { failure, newFolder, removeFolder } from '../../store/testing.ts'
import { overlay, readEdits } from './edits.ts'
import { readHistory } from './history.ts'
import { putRecord } from './put.ts'
import { idsByExternal } from './read.ts'
import { sayFields } from './say.ts'
import { canonicalText, differences, type KeptRecord } from './write.ts'

let store: Store
const { folder, home } = newFolder()
beforeAll(async () => {
  store = await openStore({ home })
}, 120_000)
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const at = new Date('2025-03-01T09:00:00Z')
const trees = { territory: 't', dataset: 'trees', source: undefined, at, by: { kind: 'operator' } } as const
const edit = (field: string, value: unknown) => store.transaction((tx) => sayFields(tx, trees, { [field]: value }))

test('an edit is said over the source, shown as such, taken back, and kept in the history', async () => {
  await edit('frequency', 'DAILY')
  await edit('frequency', 'WEEKLY')
  const edits = (await readEdits(store, 't')).get('trees')!
  expect(overlay({ id: 'trees', frequency: 'ANNUAL' } as never, edits)).toEqual({
    id: 'trees',
    frequency: 'WEEKLY',
    edited: ['frequency'],
  })
  await edit('frequency', null)
  await edit('frequency', null)
  expect(await readEdits(store, 't')).toEqual(new Map())
  const history = await readHistory(store, 't', 'trees', { limit: 10 })
  expect(history.map(({ verb, kind, at: when, fields }) => ({ verb, kind, when, fields }))).toEqual([
    { verb: 'reset', kind: 'operator', when: at, fields: [{ field: 'frequency', before: 'WEEKLY' }] },
    { verb: 'edited', kind: 'operator', when: at, fields: [{ field: 'frequency', before: 'DAILY', after: 'WEEKLY' }] },
    { verb: 'edited', kind: 'operator', when: at, fields: [{ field: 'frequency', after: 'DAILY' }] },
  ])
})

test.each([
  ['access', 'open'],
  ['id', 'other'],
  ['__proto__', {}],
  ['frequency', 'SOMETIMES'],
  ['title', { fr: 'Arbres' }],
  ['title', 'Arbres'],
  ['title', { fr: 'Arbres\u0000', en: 'Trees' }],
  ['title', { fr: 'Arbres', en: '\ud800' }],
  ['contacts', []],
  ['contacts', [{ name: 'x', email: 'not an address' }]],
  ['licence', { id: '', title: 'x', url: 'javascript:alert(1)' }],
])('%s may not be %j', async (field, value) => {
  const error = await failure(edit(field, value))
  expect([error.code, error.remedy?.fr]).toEqual(['catalogue.field', expect.any(String)])
})

test('a record is found by the identifiers it has elsewhere: a value, a scheme and a value, a scheme', async () => {
  const put = (source: string, external: string, dataset: string, identifiers: readonly string[]) =>
    store.transaction((tx) =>
      putRecord(tx, {
        ...{ territory: 't', source, external, dataset, at, by: { kind: 'operator' } },
        record: { identifiers } as unknown as KeptRecord,
      }),
    )
  await put('portal', 'd0', 'portal--d0', ['urn:uuid:0f', 'ARB'])
  await put('ministry', 'd0', 'ministry--d0', [])
  await put('ministry', 'd1', 'ministry--d1', [])
  const found = async (...names: string[]) => (await idsByExternal(store, 't', names)).sort()
  expect(await found('d0')).toEqual(['ministry--d0', 'portal--d0'])
  expect(await found('portal:d0', 'd1')).toEqual(['ministry--d1', 'portal--d0'])
  expect(await found('urn:uuid:0f')).toEqual(['portal--d0'])
  expect(await found('portal:ARB', 'ministry:ARB')).toEqual(['portal--d0'])
  expect(await found('ministry')).toEqual(['ministry--d0', 'ministry--d1'])
  expect(await found('portal:')).toEqual([])
  expect(await idsByExternal(store, 'other', ['d0'])).toEqual([])
})

test('what differs is told field by field, whatever the order of keys', () => {
  expect(canonicalText({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}')
  expect(differences({ a: { x: 1, y: 2 }, b: 1, c: 3 }, { a: { y: 2, x: 1 }, b: 2, d: 4 })).toEqual([
    { field: 'b', before: 1, after: 2 },
    { field: 'c', before: 3 },
    { field: 'd', after: 4 },
  ])
})
