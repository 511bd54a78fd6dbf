import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usualWeights } from '../../kernel/index.ts'
import { mapRudi } from '../harvest/rudi/map.ts'
import type { DatasetRecord } from '../record.ts'
import { both, record } from '../search/testing.ts'
import { type Evidence, judge } from './judge.ts'

const now = new Date('2025-06-01T00:00:00Z')
const origin = {
  ...{ source: 's', title: both('S'), external: '1', first: now, seen: now, archived: false },
}
const file = { id: 'f', title: both('f'), path: 'https://example.org/f.csv', mediaType: 'text/csv', fileType: 'CSV' }
const good = record('good', {
  origin,
  description: both('Chaque arbre d’alignement des rues, avec son essence, sa hauteur et l’année de sa plantation.'),
  keywords: [both('arbre'), both('rue'), both('nature')],
  themes: ['ENVI'],
  contacts: [{ name: 'Service', email: 'a@example.org' }],
  spatial: [-2, 48, -1, 49],
  temporal: { from: '2020-01-01' },
  frequency: 'MONTHLY',
  modified: new Date('2025-05-10T00:00:00Z'),
  provenance: both('Relevés'),
  licence: { id: 'etalab-2.0', title: 'Licence Ouverte 2.0' },
  files: [file],
})
const evidence: Evidence = { repairs: 0, isStale: false, links: { working: 1, broken: [] } }
const of = (more: Partial<DatasetRecord>, known: Partial<Evidence> = {}, weights = usualWeights) =>
  judge({ ...good, ...more }, { ...evidence, ...known }, weights, now)
const pointOf = (quality: ReturnType<typeof judge>, name: string) =>
  quality.points.find(({ criterion }) => criterion === name)!

test('a record with all that is expected has 100, an empty one explains each point it misses', () => {
  expect(of({}).score).toBe(100)
  const empty = judge(
    record('empty', { origin }),
    { repairs: 9, isStale: false, links: { working: 0, broken: ['https://x.example'] } },
    usualWeights,
    now,
  )
  expect(empty.score).toBe(0)
  for (const { value, remedy } of empty.points) {
    expect(value).toBe(0)
    expect(remedy!.fr && remedy!.en).toBeTruthy()
  }
})

describe('each point', () => {
  test.each([
    ['MONTHLY', '2025-05-10', 1],
    ['MONTHLY', '2025-04-01', 0.5],
    ['MONTHLY', '2024-01-01', 0],
    ['DAILY', '2025-05-31', 1],
    ['DAILY', '2025-05-01', 0],
    ['ANNUAL', '2024-01-15', 1],
    ['NEVER', '2001-01-01', 1],
    ['IRREG', '2001-01-01', 1],
    ['UNKNOWN', '2025-05-31', 0],
    [undefined, '2025-05-31', 0],
  ] as const)('%s changed on %s: %s', (frequency, day, value) => {
    const { frequency: _, ...rest } = good
    const one = judge(
      { ...rest, ...(frequency && { frequency }), modified: new Date(day) },
      evidence,
      usualWeights,
      now,
    )
    expect(pointOf(one, 'freshness').value).toBe(value)
  })
  test.each([
    [[file], 1],
    [[{ ...file, fileType: 'XLSX' }], 0.5],
    [[{ ...file, fileType: 'PDF', mediaType: 'application/pdf' }], 0.25],
    [[{ ...file, fileType: 'PDF', mediaType: 'application/pdf' }, file], 1],
    [[{ ...file, onPage: true }], 0.25],
    [[], 0],
  ])('formats', (files, value) => {
    expect(pointOf(of({ files }), 'format').value).toBe(value)
  })
  test('links that were not tried count for nothing, broken ones for their share', () => {
    expect(pointOf(of({}, { links: { working: 0, broken: [] } }), 'links').value).toBeNull()
    expect(of({}, { links: { working: 0, broken: [] } }).score).toBe(100)
    const half = of({}, { links: { working: 1, broken: ['https://example.org/gone'] } })
    expect(pointOf(half, 'links').value).toBe(0.5)
    expect(pointOf(half, 'links').say.fr).toContain('https://example.org/gone')
    expect(half.score).toBe(90)
  })
  test('a version that cannot be used, a licence that nobody knows', () => {
    expect(pointOf(of({}, { isStale: true }), 'conformity').value).toBe(0)
    expect(pointOf(of({ licence: { id: '', title: 'Conditions' } }), 'licence').value).toBe(0.5)
  })
})

test('the weights are the territory’s: what weighs nothing is not told', () => {
  const { licence: _, ...without } = good
  const only = (weights: Partial<typeof usualWeights>) =>
    judge(
      without,
      evidence,
      { ...Object.fromEntries(Object.keys(usualWeights).map((name) => [name, 0])), ...weights } as typeof usualWeights,
      now,
    )
  expect(only({ licence: 1 })).toMatchObject({ score: 0, points: [{ criterion: 'licence' }] })
  expect(only({ licence: 1, format: 3 }).score).toBe(75)
  expect(only({}).score).toBe(0)
})

const real = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', 'rennes/rudi_metadata_387.json')
if (!existsSync(real)) console.log('quality: the records of Rennes are not at hand, none of them was judged')
test.skipIf(!existsSync(real))('the real records of Rennes are told apart', () => {
  const scores = (JSON.parse(readFileSync(real, 'utf8')) as unknown[]).flatMap((raw) => {
    const mapped = mapRudi(raw)
    if (!mapped.record) return []
    const { modified } = mapped.record
    const one = {
      ...mapped.record,
      origin,
      ...(modified && { modified: new Date(modified) }),
    } as unknown as DatasetRecord
    return [judge(one, evidence, usualWeights, now).score]
  })
  expect(scores.length).toBeGreaterThan(300)
  expect(new Set(scores).size).toBeGreaterThan(3)
  expect(Math.max(...scores)).toBeLessThan(100)
  for (const score of scores) expect(score >= 0 && score <= 100).toBe(true)
})
