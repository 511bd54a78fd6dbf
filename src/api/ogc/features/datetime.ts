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
  const ends = text.trim().replaceAll(' ', '+').split('/').map(readEnd)
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
      fr: 'Par exemple : 2024-06-01T12:00:00Z, 2024-06-01, 2024-06-01/2024-06-30, 2024-06-01T00:00:00Z/…, les bouts ouverts étant notés « .. ».',
      en: 'For example: 2024-06-01T12:00:00Z, 2024-06-01, 2024-06-01/2024-06-30, 2024-06-01T00:00:00Z/.. with an open end.',
    },
  )
