/** Any value of a document in JSON. */
type Fields = Readonly<Record<string, unknown>>

/** The values at a path of a document, through lists: `producer.organization_name`, `contacts.email`. */
export function valuesAt(document: unknown, path: string): unknown[] {
  let found: unknown[] = [document]
  for (const name of path.split('.')) {
    found = found.flatMap((one) => {
      const value =
        typeof one === 'object' && one !== null && Object.hasOwn(one, name) ? (one as Fields)[name] : undefined
      return Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]
    })
  }
  return found
}

/** A value as a parameter would say it. */
export const told = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** The members of a document that are at some paths. */
export function pick(document: Fields, paths: readonly string[]): Fields {
  const picked: Record<string, unknown> = {}
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.')
    const value = document[name]
    if (value === undefined) continue
    picked[name] = rest.length === 0 ? value : merged(picked[name], under(value, rest.join('.')))
  }
  return picked
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const under = (value: unknown, path: string): unknown =>
  Array.isArray(value) ? value.map((one) => under(one, path)) : isFields(value) ? pick(value, [path]) : value

function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return b.map((one, i) => merged(a[i], one))
  if (!isFields(a) || !isFields(b)) return b
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return Object.fromEntries(names.map((name) => [name, name in b ? merged(a[name], b[name]) : a[name]]))
}

/** The order of two values: numbers as numbers, the rest as words; what is not there comes first. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  const [x, y] = [told(a), told(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
