import type { ColumnType } from '../../kernel/index.ts'
import { dayText } from '../days.ts'
import type { Batch } from '../types.ts'
import type { Value } from './plain.ts'

/** Values of a file as a streamed query gives them: instants in milliseconds, days as `YYYY-MM-DD`. */
export const batchOf = (
  count: number,
  types: readonly ColumnType[],
  values: readonly (readonly (Value | null)[])[],
): Batch => ({
  count,
  number(column, row) {
    const value = values[column]![row] as number | null
    // Files have microseconds; DuckDB's epoch_ms cuts what is beyond the millisecond off as well.
    return value !== null && types[column] === 'instant' ? Math.trunc(value / 1000) : value
  },
  text(column, row) {
    const value = values[column]![row] as Value | null
    if (value === null) return null
    return typeof value === 'number' ? dayText(value) : (value as Buffer).toString('utf8')
  },
  bytes: (column, row) => values[column]![row] as Uint8Array | null,
})
