import { parseJson } from '../../../kernel/index.ts'
import { badBody, shown, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'

export type Body = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON document within bounds. Throws `sensorthings.bad-body`, `sensorthings.too-costly`. */
export function readJson(text: string): unknown {
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    throw badBody('body', 'Le corps n’est pas du JSON', 'The body is not JSON', {
      fr: `Le lecteur dit : ${shown((error as Error).message)}`,
      en: `The reader says: ${shown((error as Error).message)}`,
    })
  }
  if (deeperThan(value, limits.bodyDepth))
    throw tooMuch('body', 'Niveaux d’imbrication du corps', 'Levels of nesting of the body', limits.bodyDepth)
  return value
}

/** Whether a document nests beyond a depth, without recursion. */
function deeperThan(value: unknown, depth: number): boolean {
  let level: unknown[] = [value]
  for (let i = 0; i <= depth; i++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}

/** A body that must be an object. */
export function objectOf(value: unknown, place: string): Body {
  if (isObject(value)) return value
  throw badBody(place, 'Un objet JSON est attendu', 'A JSON object is expected')
}

/** The path of a name in a body. */
export const inside = (place: string, name: string | number): string =>
  place === '' ? String(name) : `${place}/${name}`
