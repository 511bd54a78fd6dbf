import { describe, expect, test } from 'vitest'
import type { DatasetRecord } from '../record.ts'
import { countAlive, put, rate, remove, tidy } from './documents.ts'
import { both, idsOf, indexed, record, search } from './testing.ts'

const trees = record('trees', {
  title: both('Arbres d’alignement', 'Street trees'),
  description: both('Position et essence des arbres des rues et des écoles.', 'Place and species of trees.'),
  keywords: [both('végétal', 'plants'), both('biodiversité', 'biodiversity')],
  themes: ['ENVI'],
  publisher: { name: 'Métropole' },
  licence: { id: 'ODbL-1.0', title: 'ODbL' },
  spatial: [-1.75, 48.05, -1.6, 48.15],
  temporal: { from: '2020-01-01', to: '2023-12-31' },
  modified: new Date('2024-03-01T00:00:00Z'),
  files: [{ id: 'f', title: both('f'), path: 'https://example.org/f.csv', mediaType: 'text/csv', fileType: 'CSV' }],
})
const schools = record('schools', {
  title: both('Écoles publiques', 'Public schools'),
  description: both('Adresses des établissements. Chaque cour a des arbres.'),
  themes: ['EDUC'],
  modified: new Date('2025-03-01T00:00:00Z'),
  temporal: { from: '2024-01-01' },
})
const bikes = record('bikes', {
  title: both('Comptages de vélos', 'Bicycle counts'),
  themes: ['TRAN'],
  access: 'restricted',
  spatial: [-1.7, 48.1, -1.65, 48.12],
  modified: new Date('2023-03-01T00:00:00Z'),
})
const buses = record('buses', { title: both('Arrêts des transports en commun', 'Stops'), themes: ['TRAN'] })
const all = indexed([trees, schools, bikes, buses])

describe('words', () => {
  test.each([
    ['arbre', ['trees', 'schools']],
    ['ARBRES', ['trees', 'schools']],
    ['vélo', ['bikes']],
    ['transport commun', ['buses']],
    ['ecole', ['schools', 'trees']],
    ['écoles', ['schools', 'trees']],
    ['les arbres de la metropole', ['trees']],
    ['d’alignement', ['trees']],
    ['schools', ['schools']],
    ['species', ['trees']],
    ['environnement', ['trees']],
    ['csv', ['trees']],
  ])('%s', (words, ids) => {
    expect(idsOf(search(all, words))).toEqual(ids)
  })
  test.each([
    [
      ['arbres', 'vélo'],
      ['bikes', 'schools', 'trees'],
    ],
    [
      ['arbres alignement', 'vélo'],
      ['bikes', 'trees'],
    ],
    [['vélo alignement', 'arrêts'], ['buses']],
    [['rien de tel'], []],
    [
      [' ', ','],
      ['bikes', 'buses', 'schools', 'trees'],
    ],
  ])('%j: one of them is enough', (either, ids) => {
    expect(idsOf(search(all, { either })).sort()).toEqual(ids)
  })
  test('of several searches, one too long with those before it is left out whole', () => {
    const long = Array.from({ length: 16 }, (_, i) => `vélo${'xyz'.repeat(i + 2)}`).join(' ')
    expect(idsOf(search(all, { either: ['arbres', long, 'vélo'] })).sort()).toEqual(['bikes', 'schools', 'trees'])
  })
  test('what stands in the title comes before what a description says in passing, and it is told why', () => {
    const { hits } = search(all, 'arbres')
    expect(hits[0]!.why).toMatchObject([{ asked: 'arbres', how: 'word', fields: ['title', 'description'] }])
    expect(hits[1]!.why).toMatchObject([{ fields: ['description'] }])
    for (const { points, why } of hits)
      expect(points).toBeCloseTo(
        why.reduce((sum, one) => sum + one.points, 0),
        4,
      )
  })
  test.each([
    ['abrres', 'trees'],
    ['alignemnt', 'trees'],
    ['bidiversité', 'trees'],
    ['velso', 'bikes'],
    ['établisement', 'schools'],
  ])('%s is understood', (words, id) => {
    const found = search(all, words)
    expect(idsOf(found)).toContain(id)
    expect(found.hits[0]!.why[0]!.how).toBe('misspelt')
    expect(found.read[0]!.ways.map(({ how }) => how)).toContain('misspelt')
  })
  test('a word is met by what it begins, less than by itself', () => {
    expect(search(all, 'biodiv').hits[0]!.why).toMatchObject([{ how: 'beginning', met: 'biodiversité' }])
  })
  test('short words and figures are not guessed', () => {
    expect(search(all, 'bix').total).toBe(0)
    expect(search(all, '2031').total).toBe(0)
  })
  test('synonyms are met both ways, phrases too, and not without them', () => {
    const groups = [
      ['vélo', 'bicyclette'],
      ['bus', 'transport en commun'],
    ]
    expect(search(all, 'bicyclettes').total).toBe(0)
    expect(search(all, 'bicyclettes', groups).hits).toMatchObject([
      { id: 'bikes', why: [{ how: 'synonym', met: 'vélo' }] },
    ])
    expect(idsOf(search(all, 'les bus', groups))).toEqual(['buses'])
    const other = indexed([record('line', { title: both('Lignes de bus') })])
    expect(idsOf(search(other, 'transports en communs', groups))).toEqual(['line'])
    // All the words of a phrase are needed.
    expect(search(indexed([record('t', { title: both('Transport de fonds') })]), 'bus', groups).total).toBe(0)
  })
  test('odd searches are only searches', () => {
    for (const words of ['', '   ', '"\'--;', '%_\\', 'le la les', '𝒳🚲', 'a'.repeat(5000), 'x '.repeat(500)])
      expect(() => search(all, words)).not.toThrow()
    expect(search(all, '').total).toBe(4)
    expect(search(all, '!!!').total).toBe(4)
  })
})

describe('facets, place and period', () => {
  test('count what there is, and keep it', () => {
    const { facets } = search(all, {})
    expect(facets.theme.values).toMatchObject([
      { value: 'TRAN', count: 2, kept: false, title: { fr: 'Transports' } },
      { value: 'ENVI', count: 1 },
      { value: 'EDUC', count: 1 },
    ])
    expect(facets.year.values.map(({ value }) => value).sort()).toEqual(['2023', '2024', '2025'])
    expect(idsOf(search(all, { keep: { theme: ['TRAN'], access: ['restricted'] } }))).toEqual(['bikes'])
    expect(search(all, { keep: { theme: ['TRAN', 'EDUC'] } }).total).toBe(3)
    expect(search(all, { keep: { keyword: ['vegetal'], format: ['CSV'], licence: ['ODbL-1.0'] } }).total).toBe(1)
    expect(search(all, { keep: { theme: ['NONE'] } }).total).toBe(0)
  })
  test('a facet counts as if it did not filter, the others as it filters', () => {
    const { facets } = search(all, { keep: { theme: ['TRAN'] } })
    expect(facets.theme.values.map(({ value, count, kept }) => [value, count, kept])).toEqual([
      ['TRAN', 2, true],
      ['ENVI', 1, false],
      ['EDUC', 1, false],
    ])
    expect(facets.access.values.map(({ value, count }) => [value, count])).toEqual([
      ['open', 1],
      ['restricted', 1],
    ])
  })
  test('what is chosen is told even when it counts nothing', () => {
    const { total, facets } = search(all, { words: 'arbres', keep: { theme: ['TRAN'] } })
    expect(total).toBe(0)
    expect(facets.theme.values.find(({ kept }) => kept)).toMatchObject({ value: 'TRAN', count: 0 })
  })
  test('place', () => {
    const at = (box: [number, number, number, number], more = {}) => idsOf(search(all, { box, sort: 'title', ...more }))
    expect(at([-1.62, 48.0, -1.5, 48.2])).toEqual(['trees'])
    expect(at([-1.68, 48.11, -1.67, 48.115])).toEqual(['trees', 'bikes'])
    expect(at([0, 0, 1, 1])).toEqual([])
    expect(at([0, 0, 1, 1], { anyPlace: true })).toEqual(['buses', 'schools'])
    // Across the antimeridian.
    expect(at([170, 40, -1.7, 50])).toEqual(['trees', 'bikes'])
  })
  test('period', () => {
    const during = (from: string, to: string) =>
      idsOf(search(all, { period: [Date.parse(from), Date.parse(to)] })).sort()
    expect(during('2023-12-31T12:00:00Z', '2023-12-31T13:00:00Z')).toEqual(['trees'])
    expect(during('2030-01-01', '2031-01-01')).toEqual(['schools'])
    expect(during('2020-06-01', '2024-06-01')).toEqual(['schools', 'trees'])
    expect(during('1990-01-01', '2000-01-01')).toEqual([])
  })
  test('when there is nothing, what to ask less of is told, what gives most first', () => {
    const { loosen } = search(all, { words: 'arbres zzzzzz', keep: { theme: ['EDUC'] } })
    expect(loosen).toEqual([{ what: 'word', value: 'zzzzzz', total: 1 }])
    const { loosen: more } = search(all, { words: 'vélos', keep: { access: ['open'] }, box: [0, 0, 1, 1] })
    expect(more).toEqual([{ what: 'filters', value: '', total: 1 }])
    expect(search(all, { words: 'csv vélos publiques' }).loosen).toEqual([
      { what: 'only', value: 'csv', total: 1 },
      { what: 'only', value: 'vélos', total: 1 },
      { what: 'only', value: 'publiques', total: 1 },
    ])
    expect(search(all, { words: 'arbres', keep: { theme: ['TRAN'] } }).loosen).toEqual([
      { what: 'word', value: 'arbres', total: 2 },
      { what: 'theme', value: 'TRAN', total: 2 },
    ])
  })
})

test('quality is an order and a facet, and changes where it is', () => {
  const documents = indexed([])
  for (const [id, quality] of [
    ['a', 40],
    ['b', 90],
    ['c', 60],
    ['d', undefined],
  ] as const)
    put(documents, { record: record(id), ...(quality !== undefined && { quality }) }, both('Ici'))
  const levels = () =>
    Object.fromEntries(search(documents, {}).facets.quality.values.map(({ value, count }) => [value, count]))
  expect(levels()).toEqual({ poor: 1, good: 1, fair: 1, unknown: 1 })
  expect(idsOf(search(documents, { sort: 'quality' }))).toEqual(['b', 'c', 'a', 'd'])
  rate(documents, 'a', 99)
  rate(documents, 'gone', 50)
  expect(levels()).toEqual({ good: 2, fair: 1, unknown: 1 })
  expect(idsOf(search(documents, { sort: 'quality', keep: { quality: ['good'] } }))).toEqual(['a', 'b'])
  // Of two that answer alike, the better described comes first.
  expect(idsOf(search(documents, 'precision')).slice(0, 2)).toEqual(['a', 'b'])
})

test('sorts and pages', () => {
  const sorted = (sort: 'title' | 'modified', language: 'fr' | 'en' = 'fr') => idsOf(search(all, { sort, language }))
  expect(sorted('title')).toEqual(['trees', 'buses', 'bikes', 'schools'])
  expect(sorted('title', 'en')).toEqual(['bikes', 'schools', 'buses', 'trees'])
  expect(sorted('modified')).toEqual(['schools', 'trees', 'bikes', 'buses'])
  const many = indexed(Array.from({ length: 250 }, (_, i) => record(`r${i}`, { modified: new Date(i * 1e9) })))
  const pages = Array.from({ length: 26 }, (_, i) => idsOf(search(many, { offset: i * 10, limit: 10 }))).flat()
  expect(pages).toEqual(Array.from({ length: 250 }, (_, i) => `r${249 - i}`))
})

describe('as records change', () => {
  const titled = (id: string, title: string, more: Partial<DatasetRecord> = {}) =>
    record(id, { title: both(title), ...more })
  test('the last version is found, once', () => {
    const documents = indexed([titled('a', 'Piscines'), titled('b', 'Musées')])
    put(documents, { record: titled('a', 'Patinoires') }, both('Ici'))
    expect(search(documents, 'piscines').total).toBe(0)
    expect(idsOf(search(documents, 'patinoire'))).toEqual(['a'])
    remove(documents, 'b')
    remove(documents, 'never')
    expect([countAlive(documents), search(documents, {}).total]).toEqual([1, 1])
  })
  test('words that come later are guessed too', () => {
    const documents = indexed([titled('a', 'Piscines')])
    expect(idsOf(search(documents, 'piscnie'))).toEqual(['a'])
    put(documents, { record: titled('b', 'Patinoires') }, both('Ici'))
    expect(idsOf(search(documents, 'patinorie'))).toEqual(['b'])
    expect(idsOf(search(documents, 'pat'))).toEqual(['b'])
    expect(idsOf(search(documents, 'pisciens'))).toEqual(['a'])
  })
  test('after thousands of changes all is as if it were new', () => {
    const name = (i: number) => ['Piscines', 'Musées', 'Gares', 'Marchés'][i % 4]!
    const make = (i: number, turn: number) =>
      titled(`r${i}`, `${name(i + turn)} ${i}`, {
        themes: [i % 2 ? 'TRAN' : 'ENVI'],
        modified: new Date(i * 1e9),
        spatial: [i / 10, 1, i / 10 + 1, 2],
      })
    const documents = indexed(Array.from({ length: 500 }, (_, i) => make(i, 0)))
    for (let turn = 1; turn <= 5; turn++) {
      for (let i = 0; i < 500; i++) put(documents, { record: make(i, turn) }, both('Ici'))
      tidy(documents)
    }
    expect(documents.ids.length).toBeLessThan(2000)
    const fresh = indexed(Array.from({ length: 500 }, (_, i) => make(i, 5)))
    for (const query of [
      { words: 'gare' },
      { words: 'musees', keep: { theme: ['TRAN'] } },
      { box: [3, 0, 4, 3] as const },
    ])
      expect({ ...search(documents, query), hits: idsOf(search(documents, query)) }).toEqual({
        ...search(fresh, query),
        hits: idsOf(search(fresh, query)),
      })
  })
})
