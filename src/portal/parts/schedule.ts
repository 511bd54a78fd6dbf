import type { AssetSummary } from '../../api/json/shapes.ts'
import type { Page } from '../page.ts'
import { scheduleTexts } from '../text/schedule.ts'
import { speak } from '../text/speak.ts'

type Schedule = NonNullable<AssetSummary['schedule']>

const MINUTES = { min: 1, h: 60, d: 1440 } as const

/** A rule of the schedule in words: common calendars are read out, any other is shown as it is written. */
export function ruleText(page: Page, { cron, noOlderThan }: Schedule): string {
  const t = speak(scheduleTexts, page.language)
  if (noOlderThan !== undefined) return t.noOlderThan(noOlderThan.replace(/d$/, t.d))
  const [minute = '', hour = '', day, month, weekday] = (cron ?? '').trim().split(/\s+/)
  const isMoment = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) && month === '*'
  const at = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (isMoment && day === '*' && weekday === '*') return t.daily(at)
  if (isMoment && day === '*' && /^[0-7]$/.test(weekday ?? '')) return t.weekly(dayName(page, Number(weekday)), at)
  if (/^\d{1,2}$/.test(minute) && hour === '*' && day === '*' && month === '*' && weekday === '*')
    return t.hourly(minute.padStart(2, '0'))
  return t.cron(cron ?? '')
}

/** The next moment of a schedule, or that it has come. A missing moment is one the API cannot tell. */
export function nextOf({ schedule, checked }: Pick<AssetSummary, 'schedule' | 'checked'>): Date | undefined {
  if (schedule?.next) return new Date(schedule.next)
  const [, length, unit] = /^([\d.]+) (min|h|d)$/.exec(schedule?.noOlderThan ?? '') ?? []
  if (!length || !checked) return undefined
  return new Date(Date.parse(checked) + Number(length) * MINUTES[unit as keyof typeof MINUTES] * 60_000)
}

/** The next moment in words: `demain à 06:00, dans 13 heures`. */
export function whenText(page: Page, asset: Pick<AssetSummary, 'schedule' | 'checked'>): string {
  const t = speak(scheduleTexts, page.language)
  const next = nextOf(asset)
  if (!next) return t.firstTime
  if (next <= page.now) return t.due
  return t.next(page.format.ago(next, page.now), page.format.moment(next))
}

/** Sunday is 0 or 7. */
function dayName(page: Page, weekday: number): string {
  // 7 January 2024 was a Sunday.
  return new Intl.DateTimeFormat(page.language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(new Date(Date.UTC(2024, 0, 7 + (weekday % 7))))
}
