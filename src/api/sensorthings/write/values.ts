import type { ObservationInput, Result } from '../../../observe/index.ts'
import { badBody, shown } from '../faults.ts'
import { type EntityType, type Property, propertyOf } from '../model.ts'
import { readInstant, readInterval } from '../times.ts'
import { type Body, inside, isObject } from './body.ts'
import { checkGeoJson, isGeoJson } from './geometry.ts'

/** How a body is read: all of an entity, all of it again (absent is none), or a part of it. */
export type Mode = 'create' | 'replace' | 'change'

/** The fields of the registry named otherwise than the property. */
const fieldNames: Readonly<Record<string, string>> = { unitOfMeasurement: 'unit' }

/**
 * The fields of an entity from a body, checked; those absent are left out, or null when replacing. Names that are no property,
 * no relation and no annotation are refused. Throws `sensorthings.bad-body`.
 */
export function fieldsOf(type: EntityType, body: Body, place: string, mode: Mode): Record<string, unknown> {
  checkNames(type, body, place)
  const fields: Record<string, unknown> = {}
  for (const property of type.properties) {
    const { name, rule } = property
    if (property.in === 'state') continue
    const given = body[name]
    const isNone = given === undefined || given === null
    if (isNone && rule === 'required' && (mode !== 'change' || given === null) && property.kind !== 'value')
      throw missing(type, name, place)
    if (given === undefined && mode !== 'replace') continue
    if (given === undefined && rule === 'kept') continue
    fields[fieldNames[name] ?? name] = isNone ? null : checked(property, given, body, inside(place, name))
  }
  return fields
}

function checked(property: Property, value: unknown, body: Body, place: string): unknown {
  switch (property.kind) {
    case 'text':
      if (typeof value !== 'string') throw badBody(place, 'Un texte est attendu', 'A text is expected')
      checkText(value, place)
      return value
    case 'geometry':
      if (isGeoJson(body.encodingType) || property.name === 'observedArea') checkGeoJson(value, place)
      else checkText(JSON.stringify(value), place)
      return value
    case 'instant':
      return instantOf(value, place)
    default:
      if (property.name !== 'metadata' && !isObject(value))
        throw badBody(place, 'Un objet JSON est attendu', 'A JSON object is expected')
      checkText(JSON.stringify(value), place)
      return value
  }
}

/** The database cannot keep the null character. */
function checkText(text: string, place: string): void {
  if (text.includes('\0') || text.includes('\\u0000'))
    throw badBody(place, 'Un texte contient le caractère nul', 'A text contains the null character')
}

function checkNames(type: EntityType, body: Body, place: string): void {
  for (const name of Object.keys(body)) {
    const isKnown =
      name.includes('@') ||
      name === 'id' ||
      propertyOf(type, name) !== undefined ||
      type.navigations.some((navigation) => navigation.name === name)
    if (!isKnown)
      throw badBody(
        inside(place, shown(name)),
        `${type.name} n’a pas de « ${shown(name)} »`,
        `${type.name} has no "${shown(name)}"`,
        {
          fr: `Propriétés : ${type.properties.map((p) => p.name).join(', ')}. Le reste va dans properties ou parameters.`,
          en: `Properties: ${type.properties.map((p) => p.name).join(', ')}. The rest goes in properties or parameters.`,
        },
      )
  }
}

export const missing = (type: EntityType, name: string, place: string) =>
  badBody(inside(place, name), `${type.name} : il manque ${name}`, `${type.name}: ${name} is missing`)

function instantOf(value: unknown, place: string): Date {
  const read = typeof value === 'string' ? readInstant(value) : undefined
  if (read) return new Date(read)
  throw badBody(place, `« ${shown(value)} » n’est pas un instant`, `"${shown(value)}" is not an instant`, {
    fr: 'Écrivez la date, l’heure et le décalage : 2025-01-31T12:00:00Z.',
    en: 'Write the date, the time and the offset: 2025-01-31T12:00:00Z.',
  })
}

function periodOf(value: unknown, place: string): readonly [Date, Date | null] {
  const interval = typeof value === 'string' ? readInterval(value) : undefined
  return interval ? [new Date(interval[0]), new Date(interval[1])] : [instantOf(value, place), null]
}

type ObservationFields = Partial<Omit<ObservationInput, 'datastream' | 'foi' | 'source' | 'frame'>>

/** The fields of an observation from a body, checked. Throws `sensorthings.bad-body`. */
export function observationFields(type: EntityType, body: Body, place: string, mode: Mode): ObservationFields {
  checkNames(type, body, place)
  const at = (name: string) => inside(place, name)
  const isGiven = (name: string) => body[name] !== undefined || mode === 'replace'
  const orNull = <T>(name: string, read: (value: unknown, place: string) => T): T | null =>
    body[name] === undefined || body[name] === null ? null : read(body[name], at(name))
  const object = (value: unknown, where: string) => {
    if (isObject(value)) return value
    throw badBody(where, 'Un objet JSON est attendu', 'A JSON object is expected')
  }
  if (body.result === undefined && mode !== 'change') throw missing(type, 'result', place)
  const time =
    body.phenomenonTime === undefined || body.phenomenonTime === null
      ? undefined
      : periodOf(body.phenomenonTime, at('phenomenonTime'))
  const valid = orNull('validTime', periodOf)
  return {
    ...(time && { phenomenonStart: time[0], phenomenonEnd: time[1] }),
    ...(body.result !== undefined && { result: body.result as Result }),
    ...(isGiven('resultTime') && { resultTime: orNull('resultTime', instantOf) }),
    ...(isGiven('validTime') && { validStart: valid?.[0] ?? null, validEnd: valid?.[1] ?? null }),
    ...(isGiven('resultQuality') && { quality: body.resultQuality ?? null }),
    ...(isGiven('parameters') && { parameters: orNull('parameters', object) }),
  }
}
