import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { beginningWith, misspelt } from './near.ts'
import { noPostings } from './postings.ts'
import { learn, noVocabulary } from './vocabulary.ts'
import { rootsOf } from './words.ts'

// The sample of vocabulary that Snowball publishes with its French stemmer (snowballstem.org, 2001).
test.each([
  ['continua', 'continu'],
  ['continuellement', 'continuel'],
  ['continuité', 'continu'],
  ['contorsions', 'contors'],
  ['contournait', 'contourn'],
  ['contractée', 'contract'],
  ['contradictoirement', 'contradictoir'],
  ['contraindre', 'contraindr'],
  ['contraintes', 'contraint'],
])('the root of %s is %s', (word, root) => {
  expect(rootsOf(word, 'fr')[0]).toBe(`fr:${root}`)
})

/** Restricted Damerau–Levenshtein distance as it is defined, with the whole table. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  return d[a.length]![b.length]!
}

test.each([
  ['vélo', 'vélos'],
  ['jeu', 'jeux'],
  ['tuyau', 'tuyaux'],
  ['travail', 'travaux'],
  ['canal', 'canaux'],
  ['taxi', 'taxis'],
  ['équipement', 'equipements'],
  ['aménagée', 'amenagement'],
])('%s and %s have a root in common', (one, other) => {
  expect(rootsOf(one, 'fr').filter((root) => rootsOf(other, 'fr').includes(root))).not.toEqual([])
})

test('the words found at one or two errors are those that a plain comparison of all finds', () => {
  const vocabulary = noVocabulary()
  const postings = noPostings()
  const draw = seeded(7)
  const next = (most: number) => Math.floor(draw() * most)
  const word = () => Array.from({ length: 3 + next(8) }, () => 'abcd'[next(4)]).join('')
  const words = new Set(Array.from({ length: 1500 }, word))
  for (const one of words) learn(vocabulary, postings, one, 'fr')
  let compared = 0
  for (let i = 0; i < 100; i++) {
    const asked = word()
    const limit = asked.length < 4 ? 0 : asked.length < 7 ? 1 : 2
    const near = [...words].map((one) => distance(asked, one)).filter((errors) => errors > 0 && errors <= limit)
    const found = misspelt(vocabulary, asked)
    for (const { word: one, errors } of found) expect([one, errors]).toEqual([one, distance(asked, one)])
    expect(found.map(({ errors }) => errors)).toEqual(near.sort((a, b) => a - b).slice(0, 12))
    compared += found.length
  }
  expect(compared).toBeGreaterThan(100)
  expect(beginningWith(vocabulary, 'ab')).toEqual([])
  for (const one of beginningWith(vocabulary, 'abc')) expect(one.startsWith('abc')).toBe(true)
})
