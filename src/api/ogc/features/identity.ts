import type { Table } from '../../../kernel/index.ts'

// The id of a feature is the key of its row. Keys of several columns are joined by commas, those in the values written %2C; a
// table without key has none but the place of the row, which lasts as long as the version.

const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll(',', '%2C')
const unescaped = (text: string) => text.replaceAll('%2C', ',').replaceAll('%25', '%')

/** The id of a row from the texts of its key; undefined where one of them is missing. */
export function featureId(parts: readonly (string | null)[]): string | undefined {
  if (parts.length === 0 || parts.includes(null)) return undefined
  return parts.length === 1 ? parts[0]! : parts.map((part) => escaped(part!)).join(',')
}

/** The texts of the key that an id is made of; undefined when it is no id of such a table. */
export function keyOfFeature({ key }: Table, id: string): string[] | undefined {
  if (key.length === 1) return [id]
  const parts = id.split(',').map(unescaped)
  return parts.length === key.length ? parts : undefined
}

/** The place of a row from the id of its feature, in a table without key. */
export const placeOfFeature = (id: string): number | undefined => (/^\d{1,15}$/.test(id) ? Number(id) : undefined)
