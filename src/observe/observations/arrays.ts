/**
 * Array literals of PostgreSQL, one a column: `unnest` makes rows of them. A column without any value is the empty array, which
 * `unnest` completes with nulls.
 */

/** Of whole numbers, finite numbers and UUIDs: what needs no quotes. */
export function plainArray<T>(rows: readonly T[], value: (row: T) => number | string | null): string {
  return literal(rows, value, String)
}

/** Of any text. */
export function textArray<T>(rows: readonly T[], value: (row: T) => string | null): string {
  return literal(rows, value, (text) => `"${text.replace(/["\\]/g, '\\$&')}"`)
}

function literal<T, V extends number | string>(
  rows: readonly T[],
  value: (row: T) => V | null,
  write: (value: V) => string,
): string {
  let filled = false
  const parts = rows.map((row) => {
    const one = value(row)
    if (one === null) return 'NULL'
    filled = true
    return write(one)
  })
  return filled ? `{${parts.join(',')}}` : '{}'
}
