import { quoteName, type Sql, sql } from '../../../kernel/index.ts'

/** A column, quoted: its name comes from the shape, never from the filter. */
export const column = (name: string): Sql => ({ sql: [quoteName(name)], values: [] })

/** Text of ours as a query: an operator, a type. Never what a filter says. */
export const verbatim = (text: string): Sql => ({ sql: [text], values: [] })

/** Fragments with a separator of ours between them. */
export const joined = (parts: readonly Sql[], separator: string): Sql => ({
  sql: ['', ...parts.map((_, i) => (i < parts.length - 1 ? separator : ''))],
  values: parts,
})

export const yes = sql`true`
export const no = sql`false`

/** All of them, in three-valued logic. */
export const allOf = (parts: readonly Sql[]): Sql => (parts.length === 1 ? parts[0]! : sql`(${joined(parts, ' and ')})`)
export const anyOf = (parts: readonly Sql[]): Sql => (parts.length === 1 ? parts[0]! : sql`(${joined(parts, ' or ')})`)
export const notOf = (part: Sql): Sql => sql`(not ${part})`
