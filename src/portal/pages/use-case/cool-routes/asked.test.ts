import { expect, test } from 'vitest'
import type {
  CoolRouteAnswer,
  FoundPlacesAnswer,
  IsochroneAnswer,
  RoundWalkAnswer,
  WhenToLeaveAnswer,
} from '../../../../../packs/cool-routes/processes/shapes.ts'
import { formats } from '../../../format.ts'
import type { CoolRoute, FoundPlaces, Isochrone, RoundWalk, WhenToLeave } from './answers.ts'
import { momentOf, readAsked, writeAt } from './asked.ts'

const asked = (query: string) => readAsked(new URLSearchParams(query))

test('a place is what was typed, where it was chosen, or a pair of numbers', () => {
  expect(asked('from=Gare').from).toEqual({ text: 'Gare', at: undefined })
  expect(asked('from=Gare&from_at=-2.08431,47.65121,Gare').from).toEqual({ text: 'Gare', at: [-2.08431, 47.65121] })
  // Commas are part of names.
  const end = { text: 'Mairie, place de la République', at: [-2.0843, 47.6512] as const }
  expect(asked(`from=${end.text}&from_at=${writeAt(end)}`).from).toEqual(end)
  expect(asked('from=47.6512, -2.0843').from.at).toEqual([-2.0843, 47.6512])
})

test('where the text was changed, the place it stood for no longer counts', () => {
  expect(asked('from=Halles&from_at=-2.08431,47.65121,Gare').from).toEqual({ text: 'Halles', at: undefined })
})

test.each(['from_at=abc,def,', 'from_at=999,47,', 'from_at=', 'from_at=,,', 'from=12e9999 1', 'from_at=NaN,NaN,'])(
  '%s is no place',
  (query) => {
    expect(asked(query).from.at).toBeUndefined()
  },
)

test('what is not understood is as by default; a long text is cut', () => {
  const one = asked(
    `mode=fly&hour=25:00&day=2026-13-01&profile=car&sensitivity=&minutes=7&way=<b>&to=${'x'.repeat(999)}`,
  )
  expect(one).toMatchObject({
    mode: 'go',
    hour: '',
    day: '',
    profile: 'foot',
    sensitivity: 'medium',
    minutes: 15,
    way: '',
  })
  expect(one.to.text).toHaveLength(120)
})

test('the departure is now, or on the clock of the territory', () => {
  const page = { format: formats('fr', 'Europe/Paris'), now: new Date('2026-07-18T12:10:00Z') }
  expect(momentOf(asked(''), page)).toBe('now')
  expect(momentOf(asked('hour=15:00'), page)).toBe('2026-07-18T15:00')
  expect(momentOf(asked('day=2026-08-01'), page)).toBe('2026-08-01T14:10')
})

test('the page reads nothing that the processes of the pack do not answer', () => {
  // Judged by the compiler: each answer fits what the page takes.
  const fits = <A extends B, B>() => true as A extends B ? true : never
  expect([
    fits<CoolRouteAnswer, CoolRoute>(),
    fits<RoundWalkAnswer, RoundWalk>(),
    fits<IsochroneAnswer, Isochrone>(),
    fits<WhenToLeaveAnswer, WhenToLeave>(),
    fits<FoundPlacesAnswer, FoundPlaces>(),
  ]).toEqual(Array(5).fill(true))
})
