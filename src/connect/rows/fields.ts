import type { Kind } from '../bytes/problem.ts'
import type { Access } from './map.ts'
import { missingField } from './missing.ts'

export type Fields = Readonly<Record<string, unknown>>

/**
 * Looks into records whose fields have names. A single record may lack a field: only at the end (`verify`) is it known
 * that no record had it, and that it was renamed or never there.
 */
export function fieldAccess<R, P>(
  kind: Kind,
  fieldsOf: (record: R) => Fields,
  expose: (record: R) => P,
  geometry?: (record: R) => unknown,
): { access: Access<R, P>; verify(place: string): void } {
  const wanted = new Map<string, { seen: boolean; reads: number }>()
  const known = new Set<string>()
  const access: Access<R, P> = {
    expose,
    ...(geometry && { geometry }),
    field(name, optional) {
      const path = name.split('.')
      const state = { seen: optional, reads: 0 }
      wanted.set(name, state)
      return (record) => {
        const fields = fieldsOf(record)
        if (state.seen) return reach(fields, name, path)
        // Until it is seen once, remember what is there, to say it.
        if (state.reads++ < 10_000)
          for (const key of Object.keys(fields).slice(0, 200)) if (known.size < 200) known.add(key)
        const value = reach(fields, name, path)
        if (value !== undefined) state.seen = true
        return value
      }
    },
  }
  return {
    access,
    verify(place) {
      for (const [name, { seen, reads }] of wanted)
        if (!seen && reads > 0) throw missingField(kind, place, name, [...known])
    },
  }
}

function reach(fields: Fields, name: string, path: readonly string[]): unknown {
  if (Object.hasOwn(fields, name)) return fields[name]
  if (path.length === 1) return undefined
  let value: unknown = fields
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Fields)[key]
  }
  return value
}
