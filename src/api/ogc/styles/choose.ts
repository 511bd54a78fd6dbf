import type { Table } from '../../../kernel/index.ts'
import type { Statistics } from '../../json/shapes.ts'

type ColumnStatistics = Statistics['columns'][number]

/** Different values that a column of categories may have: a legend of more is not read. */
const MOST_DISTINCT = 12
/** Different values from which a number is worth classes. */
const LEAST_DISTINCT = 4

/** Where the data lies along the axes of the CRS it is known by. */
export type Span = readonly [low: number, high: number]

/** A column that can colour a map, and how. */
export interface Colourable {
  readonly column: ColumnStatistics
  readonly as: 'number' | 'category'
}

/**
 * The columns that can colour a map, the most telling first: those of few values, and numbers with a unit, in the order of the
 * table, for it is written from what matters. Coordinates colour nothing that the map does not show: numbers that go from one
 * end of a span to the other are left out. How many readings there are of something comes last.
 */
export function colourable(
  shape: Table,
  { columns }: Pick<Statistics, 'columns'>,
  spans: readonly Span[] = [],
): Colourable[] {
  return columns
    .flatMap((column): Colourable[] => {
      const as = kindOf(shape, column)
      return as && !isCoordinate(column, spans) ? [{ column, as }] : []
    })
    .toSorted((a, b) => Number(a.column.unit === '{reading}') - Number(b.column.unit === '{reading}'))
}

function kindOf({ key }: Table, column: ColumnStatistics): Colourable['as'] | undefined {
  const { name, type, role, unit, min, max, distinct } = column
  if (role !== undefined || key.includes(name) || distinct === null || distinct < 2) return undefined
  if (type === 'boolean') return 'category'
  if (type === 'text') return distinct <= MOST_DISTINCT ? 'category' : undefined
  if (type !== 'integer' && type !== 'number') return undefined
  if (unit !== undefined && typeof min === 'number' && typeof max === 'number' && distinct >= LEAST_DISTINCT)
    return 'number'
  // Whole numbers without a unit are codes when they are few, and names or years when they are many.
  return type === 'integer' && distinct <= MOST_DISTINCT ? 'category' : undefined
}

/** Share of a span that the ends of a column of coordinates may be from its own. */
const NEAR = 0.03

function isCoordinate({ min, max }: ColumnStatistics, spans: readonly Span[]): boolean {
  if (typeof min !== 'number' || typeof max !== 'number') return false
  return spans.some(([low, high]) => {
    const most = (high - low) * NEAR
    return high > low && Math.abs(min - low) < most && Math.abs(max - high) < most
  })
}
