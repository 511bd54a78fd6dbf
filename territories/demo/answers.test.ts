import { expect, test } from 'vitest'
import { inventAnswersOf } from './town/answers.ts'

const rows = Array.from({ length: 400 }, (_, i) => ({
  ...{ id: `s${i}`, name: i % 7 === 0 ? null : `Rue ${i}`, index: i % 11 === 0 ? null : (i % 100) + 0.5 },
  ...{ traffic: (i % 4) / 3, comfort: i % 3 === 0 ? null : 0.2, greenery: 0.5, slope: 0.9 },
}))

test('the same seed gives the same answers, another others', () => {
  expect([...inventAnswersOf(1, rows)]).toEqual([...inventAnswersOf(1, rows)])
  expect([...inventAnswersOf(2, rows)]).not.toEqual([...inventAnswersOf(1, rows)])
})

test('five whole ratings from 1 to 5 about segments with a name and an index; enough of them for a correlation', () => {
  const answers = [...inventAnswersOf(1, rows)]
  const known = new Set(rows.flatMap(({ id, name, index }) => (name !== null && index !== null ? [id] : [])))
  expect(answers.every(({ subject }) => known.has(subject))).toBe(true)
  expect(answers.every(({ ratings }) => ratings.length === 5)).toBe(true)
  expect(new Set(answers.flatMap(({ ratings }) => ratings))).toEqual(new Set([1, 2, 3, 4, 5]))
  const told = [...Map.groupBy(answers, ({ subject }) => subject).values()].filter((some) => some.length >= 5)
  expect(told.length).toBeGreaterThan(10)
  expect(told.length).toBeLessThan(known.size / 2)
})
