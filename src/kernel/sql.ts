/** Something that stands for a table in a query: an input of a `make`. */
export interface Relation {
  readonly relation: string
}

export type SqlValue = string | number | boolean | Date | null

/**
 * A query run by DuckDB over the Parquet files of the inputs. Values are bound, never spliced;
 * relations become views of that name.
 */
export interface Sql {
  readonly sql: readonly string[]
  readonly values: readonly (SqlValue | Relation | Sql)[]
}

/** Writes a query: sql`select avg(speed) from ${traffic} where speed < ${limit}`. */
export function sql(parts: TemplateStringsArray, ...values: (SqlValue | Relation | Sql)[]): Sql {
  return { sql: [...parts], values }
}

export const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && 'sql' in value

/** The text of a query with `$1…` for its values and quoted names for its relations. */
export function renderSql(query: Sql): { text: string; values: SqlValue[]; relations: Set<string> } {
  const values: SqlValue[] = []
  const relations = new Set<string>()
  const render = ({ sql: parts, values: slots }: Sql): string =>
    parts.reduce((text, part, i) => {
      if (i === 0) return part
      const slot = slots[i - 1]!
      if (isSql(slot)) return text + render(slot) + part
      if (typeof slot === 'object' && slot !== null && 'relation' in slot) {
        relations.add(slot.relation)
        return `${text}${quoteName(slot.relation)}${part}`
      }
      values.push(slot)
      return `${text}$${values.length}${part}`
    }, '')
  return { text: render(query), values, relations }
}

/** An SQL identifier, quoted. */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`
/** An SQL text literal, for the few places that take no parameter. */
export const quoteText = (value: string) => `'${value.replaceAll("'", "''")}'`
