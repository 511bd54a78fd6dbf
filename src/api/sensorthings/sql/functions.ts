import { type Fragment, q, raw } from './fragment.ts'
import type { Value } from './values.ts'
import { asNumber, asPeriod, asText } from './values.ts'

interface FilterFunction {
  /** Least and most arguments. */
  readonly takes: readonly [number, number]
  call(args: readonly Value[], place: number, now: Date): Value
}

const text = (sql: Fragment): Value => ({ type: 'text', sql })
const number = (sql: Fragment): Value => ({ type: 'number', sql: q`(${sql})::float8` })
const boolean = (sql: Fragment): Value => ({ type: 'boolean', sql })
const instant = (sql: Fragment): Value => ({ type: 'period', start: sql, end: sql, span: false })

/** A function of texts. */
const texts = (count: number, make: (...args: Fragment[]) => Value): FilterFunction => ({
  takes: [count, count],
  call: (args, place) => make(...args.map((arg) => asText(arg, place))),
})
const numeric = (make: (arg: Fragment) => Fragment): FilterFunction => ({
  takes: [1, 1],
  call: ([arg], place) => number(make(asNumber(arg!, place))),
})
/** A part of an instant, in UTC; of an interval, of its start. */
const part = (make: (local: Fragment) => Value, ofDay = false): FilterFunction => ({
  takes: [1, 1],
  call: ([arg], place) =>
    make(
      arg!.type === 'time' || (arg!.type === 'date' && ofDay)
        ? arg!.sql
        : q`(${asPeriod(arg!, place).start} at time zone 'UTC')`,
    ),
})
const extract = (field: string, ofDay = false) =>
  part((local) => number(q`extract(${raw(field)} from ${local})`), ofDay)
const constant = (make: (now: Date) => Value): FilterFunction => ({ takes: [0, 0], call: (_, __, now) => make(now) })

/** A place in a text, from 0, as the database wants it: whole, and not before the start. */
const index = (value: Value, place: number) => q`greatest(0, least(1000000, ${asNumber(value, place)}))::int`

/** The functions of OGC 18-088 (tables 21 to 23) that need nothing but their arguments. */
export const functions: Readonly<Record<string, FilterFunction>> = {
  substringof: texts(2, (a, b) => boolean(q`(position(${a} in ${b}) > 0)`)),
  contains: texts(2, (a, b) => boolean(q`(position(${b} in ${a}) > 0)`)),
  endswith: texts(2, (a, b) => boolean(q`(right(${a}, length(${b})) = ${b})`)),
  startswith: texts(2, (a, b) => boolean(q`starts_with(${a}, ${b})`)),
  length: texts(1, (a) => number(q`length(${a})`)),
  indexof: texts(2, (a, b) => number(q`position(${b} in ${a}) - 1`)),
  substring: {
    takes: [2, 3],
    call([value, from, count], place) {
      const source = asText(value!, place)
      const start = q`${index(from!, place)} + 1`
      return text(count ? q`substr(${source}, ${start}, ${index(count, place)})` : q`substr(${source}, ${start})`)
    },
  },
  tolower: texts(1, (a) => text(q`lower(${a})`)),
  toupper: texts(1, (a) => text(q`upper(${a})`)),
  trim: texts(1, (a) => text(q`btrim(${a}, e' \\t\\r\\n')`)),
  concat: texts(2, (a, b) => text(q`(${a} || ${b})`)),
  year: extract('year', true),
  month: extract('month', true),
  day: extract('day', true),
  hour: extract('hour'),
  minute: extract('minute'),
  second: part((local) => number(q`floor(extract(second from ${local}))`)),
  fractionalseconds: part((local) => number(q`extract(second from ${local}) - floor(extract(second from ${local}))`)),
  date: part((local) => ({ type: 'date', sql: q`(${local})::date` })),
  time: part((local) => ({ type: 'time', sql: q`(${local})::time` })),
  // Instants are kept in UTC.
  totaloffsetminutes: {
    takes: [1, 1],
    call: ([arg], place) => number(q`extract(epoch from ${asPeriod(arg!, place).start}) * 0`),
  },
  now: constant((now) => instant(q`${now}::timestamptz`)),
  mindatetime: constant(() => instant(raw("'-infinity'::timestamptz"))),
  maxdatetime: constant(() => instant(raw("'infinity'::timestamptz"))),
  // Halves go away from zero, as OData says; float8 would round them to the even neighbour.
  round: numeric((a) => q`round((${a})::numeric)`),
  floor: numeric((a) => q`floor(${a})`),
  ceiling: numeric((a) => q`ceil(${a})`),
}
