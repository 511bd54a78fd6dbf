import { expect, test } from 'vitest'
import { formats } from '../format.ts'
import type { Page } from '../page.ts'
import { nextOf, ruleText, whenText } from './schedule.ts'

const now = new Date('2026-03-10T12:00:00Z')
const page = (language: 'fr' | 'en') => ({ language, format: formats(language, 'Europe/Paris'), now }) as Page

test.each([
  ['0 6 * * *', 'chaque jour à 06:00', 'every day at 06:00'],
  ['5 4 * * 1', 'chaque lundi à 04:05', 'every Monday at 04:05'],
  ['0 4 * * 7', 'chaque dimanche à 04:00', 'every Sunday at 04:00'],
  ['15 * * * *', 'chaque heure, à la minute 15', 'every hour, at minute 15'],
  ['*/5 6-9 1 * *', 'selon le calendrier « */5 6-9 1 * * »', "by the calendar '*/5 6-9 1 * *'"],
])('the calendar %s is read out', (cron, fr, en) => {
  expect([ruleText(page('fr'), { cron, next: null }), ruleText(page('en'), { cron, next: null })]).toEqual([fr, en])
})

test('the next moment is the one of the calendar, or when what was last checked becomes too old', () => {
  const daily = { schedule: { cron: '0 6 * * *', next: '2026-03-11T05:00:00.000Z' }, checked: null }
  expect(whenText(page('fr'), daily)).toBe('dans 17 heures, le 11 mars 2026, 06:00')
  const aged = (checked: string | null) => ({ schedule: { noOlderThan: '2 h', next: null }, checked })
  expect(nextOf(aged('2026-03-10T11:30:00Z'))?.toISOString()).toBe('2026-03-10T13:30:00.000Z')
  expect(whenText(page('en'), aged('2026-03-10T09:00:00Z'))).toBe('as soon as the service can')
  expect(whenText(page('fr'), aged(null))).toBe('à la première occasion')
})
