import { badParameter } from '../../http/faults.ts'

/** `datetime` as operands of CQL2: a day, an instant, or an interval open at `..`. */
export type Period =
  | { readonly date: string }
  | { readonly timestamp: string }
  | { readonly interval: readonly [string, string] }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i

/** Reads `datetime=` (17-069r4, 7.15.4). Throws `api.bad-parameter`. */
export function readDatetime(text: string): Period {
  // A plus sign that was not encoded arrives as a space.
  const ends = ofDuration(text.trim().replaceAll(' ', '+').split('/')).map(readEnd)
  const [first, last] = ends as [string | undefined, string | undefined]
  if (ends.length > 2 || ends.includes(undefined)) throw fault(text)
  if (last === undefined) {
    if (first === '..') throw fault(text)
    return DAY.test(first!) ? { date: first! } : { timestamp: first! }
  }
  if (first === '..' && last === '..') throw fault(text)
  if (first !== '..' && last !== '..' && Date.parse(first!) > Date.parse(last)) throw fault(text)
  return { interval: [first!, last] }
}

/** Years, months, weeks, days, hours, minutes and seconds of ISO 8601. */
const DURATION = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/**
 * An interval given by one end and a duration (ISO 8601: `2018-02-12/P2D`) as its two ends. Two days from a day are that day
 * and the next; from an instant, up to the instant 48 hours later.
 */
function ofDuration(ends: readonly string[]): readonly string[] {
  const [first = '', last = ''] = ends
  const [start, end] = [DURATION.exec(first), DURATION.exec(last)]
  if (ends.length !== 2 || Boolean(start) === Boolean(end)) return ends
  return start ? [shifted(last, start, -1), last] : [first, shifted(first, end!, 1)]
}

function shifted(from: string, duration: RegExpExecArray, sign: 1 | -1): string {
  const moment = new Date(from)
  if (readEnd(from) === undefined || Number.isNaN(moment.getTime())) return from
  const [years, months, weeks, days, hours, minutes, seconds] = duration.slice(1).map((n) => sign * Number(n ?? 0)) as [
    number,
    ...number[],
  ]
  moment.setUTCFullYear(moment.getUTCFullYear() + years, moment.getUTCMonth() + months!)
  const isDay = DAY.test(from)
  // Both days of an interval of days are in it.
  moment.setUTCDate(moment.getUTCDate() + 7 * weeks! + days! - (isDay ? sign : 0))
  moment.setTime(moment.getTime() + ((hours! * 60 + minutes!) * 60 + seconds!) * 1000)
  // Beyond what a date can be: no end at all.
  if (Number.isNaN(moment.getTime())) return 'beyond'
  return isDay ? moment.toISOString().slice(0, 10) : moment.toISOString()
}

/** One end, as CQL2 writes it; undefined when it is none. */
function readEnd(end: string): string | undefined {
  if (end === '' || end === '..') return '..'
  const moment = Date.parse(end)
  if (Number.isNaN(moment)) return undefined
  if (INSTANT.test(end)) return new Date(moment).toISOString()
  // Date.parse takes the 31st of any month: the day must come back as it was written.
  return DAY.test(end) && new Date(moment).toISOString().startsWith(end) ? end : undefined
}

const fault = (text: string) =>
  badParameter(
    'datetime',
    `« ${text.slice(0, 80)} » n’est ni un instant ni un intervalle`,
    `'${text.slice(0, 80)}' is neither an instant nor an interval`,
    {
      fr: 'Par exemple : 2024-06-01T12:00:00Z, 2024-06-01, 2024-06-01/2024-06-30, 2024-06-01/P30D, 2024-06-01T00:00:00Z/…, les bouts ouverts étant notés « .. ».',
      en: 'For example: 2024-06-01T12:00:00Z, 2024-06-01, 2024-06-01/2024-06-30, 2024-06-01/P30D, 2024-06-01T00:00:00Z/.. with an open end.',
    },
  )
