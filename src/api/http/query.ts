import Type, { type Static, type TObject, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { badParameter, unknownName } from './faults.ts'

/** Accepted everywhere: the language of the texts that come in one language. */
const everywhere = ['lang']

/** The facts of a parameter's schema that reading it needs. */
interface Facts {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

/**
 * Reads the query of an address as its schema says: unknown, repeated, malformed and out-of-range parameters are refused
 * (`api.bad-parameter`) with the name and what would do. Arrays are repeated parameters.
 */
export function readQuery<Q extends TObject>(schema: Q, query: URLSearchParams): Static<Q> {
  const known = Object.keys(schema.properties)
  for (const name of query.keys()) if (!known.includes(name) && !everywhere.includes(name)) throw unknown(name, known)
  const values: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const given = query.getAll(name)
    const value = readValue(name, property as TSchema & Facts, given)
    if (value !== undefined) values[name] = value
    else if (schema.required?.includes(name))
      throw badParameter(name, 'il manque', 'it is missing', wanted(name, property as Facts))
  }
  return values as Static<Q>
}

function readValue(name: string, schema: TSchema & Facts, given: readonly string[]): unknown {
  // Neither PostgreSQL nor any text of ours holds one.
  if (given.some((text) => text.includes('\0')))
    throw badParameter(name, 'il contient un caractère nul', 'it holds a null character', wanted(name, schema))
  if (schema.type === 'array') {
    if (given.length > 0 && !Value.Check(schema, given))
      throw badParameter(name, 'trop de valeurs, ou trop longues', 'too many values, or too long', wanted(name, schema))
    return given
  }
  if (given.length > 1) throw badParameter(name, 'donné plusieurs fois', 'given several times', wanted(name, schema))
  const [text] = given
  if (text === undefined || text === '') return schema.default
  const value = schema.type === 'integer' || schema.type === 'number' ? asNumber(text) : text
  if (Value.Check(schema, value)) return value
  throw badParameter(name, `« ${cut(text)} » ne convient pas`, `'${cut(text)}' will not do`, wanted(name, schema))
}

const asNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN)
const cut = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text)

/** What a parameter takes, in words. */
function wanted(name: string, s: Facts): { fr: string; en: string } {
  if (s.enum) return { fr: `Valeurs possibles : ${s.enum.join(', ')}.`, en: `Possible values: ${s.enum.join(', ')}.` }
  const whole = s.type === 'integer'
  if (whole || s.type === 'number') {
    const [fr, en] = rangeOf(s)
    return { fr: `Donnez un nombre${whole ? ' entier' : ''}${fr}.`, en: `Give a ${whole ? 'whole ' : ''}number${en}.` }
  }
  if (s.type === 'array') return { fr: 'Donnez-en moins, ou de plus courtes.', en: 'Give fewer, or shorter ones.' }
  const most = s.maxLength ?? 200
  return {
    fr: `Donnez « ${name} » une fois, en ${most} caractères au plus.`,
    en: `Give '${name}' once, in at most ${most} characters.`,
  }
}

function rangeOf({ minimum: min, maximum: max }: Facts): [fr: string, en: string] {
  if (min !== undefined && max !== undefined) return [` de ${min} à ${max}`, ` from ${min} to ${max}`]
  if (min !== undefined) return [` d’au moins ${min}`, ` of ${min} or more`]
  return max === undefined ? ['', ''] : [` d’au plus ${max}`, ` of ${max} or less`]
}

function unknown(name: string, known: readonly string[]): Error {
  if (known.length) {
    const { remedy } = unknownName('api.unknown-parameter', name, '', '', known)
    return badParameter(cut(name), 'inconnu ici', 'unknown here', remedy!)
  }
  return badParameter(cut(name), 'inconnu ici', 'unknown here', {
    fr: 'Cette adresse ne prend aucun paramètre.',
    en: 'This address takes no parameter.',
  })
}

/** An optional text of a query. */
export const textParameter = (description: string, maxLength = 200) =>
  Type.Optional(Type.String({ description, maxLength }))

/** The page of a list: `limit` items from `offset`. */
export const pageParameters = (most: number, usual = Math.min(50, most)) => ({
  limit: Type.Integer({ minimum: 1, maximum: most, default: usual, description: 'How many items.' }),
  offset: Type.Integer({ minimum: 0, maximum: 1e12, default: 0, description: 'How many items to skip.' }),
})
