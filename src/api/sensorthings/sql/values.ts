import { badFilter, shown } from '../faults.ts'
import type { Literal } from '../parse/ast.ts'
import { readInstant } from '../times.ts'
import { type Fragment, q, raw } from './fragment.ts'

/**
 * An expression as SQL, with what it holds. `period`: from a start to an end, which are the same for an instant; `span` says
 * whether it is an interval. `value`: the result of an observation. `geometry` only stands as an argument.
 */
export type Value =
  | {
      readonly type: 'number' | 'id' | 'text' | 'boolean' | 'date' | 'time' | 'duration' | 'json'
      readonly sql: Fragment
      readonly literal?: Literal
    }
  | { readonly type: 'period'; readonly start: Fragment; readonly end: Fragment; readonly span: Fragment | boolean }
  | { readonly type: 'value'; readonly number: Fragment; readonly json: Fragment }
  | { readonly type: 'null' }
  | { readonly type: 'geometry' }

export type Period = Extract<Value, { type: 'period' }>

const words: Record<Value['type'], readonly [fr: string, en: string]> = {
  number: ['un nombre', 'a number'],
  id: ['un identifiant', 'an identifier'],
  text: ['un texte', 'a text'],
  boolean: ['un booléen', 'a boolean'],
  date: ['un jour', 'a day'],
  time: ['une heure', 'a time of day'],
  duration: ['une durée', 'a duration'],
  json: ['du JSON', 'JSON'],
  period: ['une date', 'a date'],
  value: ['un résultat', 'a result'],
  null: ['null', 'null'],
  geometry: ['une géométrie', 'a geometry'],
}

const wrong = (value: Value, wanted: Value['type'], place: number) =>
  badFilter(
    place,
    `${words[wanted][0]} est attendu, et non ${words[value.type][0]}`,
    `${words[wanted][1]} is expected, not ${words[value.type][1]}`,
  )

const isKind = (json: Fragment, kind: string) => q`jsonb_typeof(${json}) = ${kind}::text`
const textOf = (json: Fragment) => q`(${json} #>> '{}')`

export function asNumber(value: Value, place: number): Fragment {
  switch (value.type) {
    case 'number':
    case 'id':
      return value.sql
    case 'value':
      return value.number
    case 'json':
      return q`(case when ${isKind(value.sql, 'number')} then ${textOf(value.sql)}::float8 end)`
    case 'null':
      return raw('null::float8')
    case 'text':
      if (value.literal?.type === 'text' && /^-?\d{1,15}(\.\d+)?$/.test(value.literal.value))
        return q`${Number(value.literal.value)}::float8`
  }
  throw wrong(value, 'number', place)
}

export function asText(value: Value, place: number): Fragment {
  switch (value.type) {
    case 'text':
      return value.sql
    case 'value':
      return q`coalesce(${textOf(value.json)}, ${value.number}::text)`
    case 'json':
      return textOf(value.sql)
    case 'null':
      return raw('null::text')
  }
  throw wrong(value, 'text', place)
}

export function asBoolean(value: Value, place: number): Fragment {
  switch (value.type) {
    case 'boolean':
      return value.sql
    case 'json':
    case 'value': {
      const json = 'json' in value ? value.json : value.sql
      return q`(case when ${isKind(json, 'boolean')} then ${textOf(json)}::boolean end)`
    }
    case 'null':
      return raw('null::boolean')
  }
  throw wrong(value, 'boolean', place)
}

// Texts of JSON that are surely instants: no cast can fail on them but for the last days of a month.
const instantText = String.raw`^\d{4}-(0[1-9]|1[0-2])-([0-2]\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$`

export function asPeriod(value: Value, place: number): Period {
  const at = (sql: Fragment): Period => ({ type: 'period', start: sql, end: sql, span: false })
  switch (value.type) {
    case 'period':
      return value
    case 'date':
      return at(q`(${value.sql})::timestamp at time zone 'UTC'`)
    case 'text': {
      const read = value.literal?.type === 'text' ? readInstant(value.literal.value) : undefined
      if (read) return at(q`${read}::timestamptz`)
      break
    }
    case 'json':
    case 'value': {
      const text = textOf('json' in value ? value.json : value.sql)
      return at(q`(case when ${text} ~ ${instantText}::text then ${text}::timestamptz end)`)
    }
    case 'null':
      return at(raw('null::timestamptz'))
  }
  throw wrong(value, 'period', place)
}

/** A value as jsonb: to compare two of which nothing is known. */
export function asJson(value: Value, place: number): Fragment {
  if (value.type === 'json') return value.sql
  if (value.type === 'value') return q`coalesce(${value.json}, to_jsonb(${value.number}))`
  throw wrong(value, 'json', place)
}

export function literalValue(literal: Literal, place: number): Value {
  switch (literal.type) {
    case 'number':
      return { type: 'number', sql: q`${literal.value}::float8`, literal }
    case 'text':
      return { type: 'text', sql: q`${literal.value.replaceAll('\0', '')}::text`, literal }
    case 'boolean':
      return { type: 'boolean', sql: q`${literal.value}::boolean` }
    case 'null':
      return { type: 'null' }
    case 'instant': {
      const sql = q`${literal.value}::timestamptz`
      return { type: 'period', start: sql, end: sql, span: false }
    }
    case 'interval':
      return {
        type: 'period',
        start: q`${literal.value[0]}::timestamptz`,
        end: q`${literal.value[1]}::timestamptz`,
        span: true,
      }
    case 'date': {
      if (new Date(`${literal.value}T00:00:00Z`).toJSON()?.slice(0, 10) !== literal.value)
        throw badFilter(place, `« ${shown(literal.value)} » n’est pas un jour`, `"${shown(literal.value)}" is no day`)
      return { type: 'date', sql: q`${literal.value}::date` }
    }
    case 'time':
      if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/.test(literal.value))
        throw badFilter(
          place,
          `« ${shown(literal.value)} » n’est pas une heure`,
          `"${shown(literal.value)}" is no time`,
        )
      return { type: 'time', sql: q`${literal.value}::time` }
    case 'duration':
      return { type: 'duration', sql: q`${literal.value.replace(/^\+/, '')}::interval` }
    case 'geometry':
      return { type: 'geometry' }
  }
}
