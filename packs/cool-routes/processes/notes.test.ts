import { expect, test } from 'vitest'
import type { Departure } from './moment.ts'
import { notesOf } from './notes.ts'

const summer: Departure = {
  ...{ at: '2026-07-18T15:00', seconds: 54_000, season: 'summer', day: '2025-07-15', comfortDay: '2022-07-18' },
}
const notes = (knownShares: readonly number[], isNight = false) =>
  notesOf(
    summer,
    'foot',
    knownShares.map((knownShare) => ({ knownShare, unknownAccess: 0 })),
    isNight,
  ).map(({ en }) => en)

test('ways of which no shade is known are said so, and not to be cool', () => {
  expect(notes([0, 0, 0])).toEqual([expect.stringContaining('Shade is not known here')])
})

test('a way of which a part is known says which shade that is, and what the rest counts as', () => {
  expect(notes([0.5, 1])).toEqual([
    expect.stringContaining('stands for summer'),
    expect.stringContaining('a part of the way'),
    expect.stringContaining('2022-07-18'),
  ])
  expect(notes([1, 1])).toHaveLength(2)
})

test('at night, the sun is down whatever is known', () => {
  expect(notes([0, 0], true)[0]).toContain('The sun is down')
})
