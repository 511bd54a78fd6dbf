import { type CategoryStyle, type NumberStyle, quoteName, sql } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import type { Statistics } from '../../json/shapes.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { jenksLimits, quantileLimits, readable } from './classes.ts'
import { categoryLabel, classLabels } from './labels.ts'
import { categoryColour, MOST_CATEGORIES, scale } from './palettes.ts'
import type { Colouring, LegendClass } from './symbology.ts'

type ColumnStatistics = Statistics['columns'][number]

export interface Classified {
  readonly colouring: Colouring
  readonly legend: readonly LegendClass[]
}

const USUAL_CLASSES = 5
/** Values that stand for all those of a column: as many of them lie between each and the next. */
const SAMPLE = 256
/** Rows above which they are estimated: sorting more takes memory with their number. */
const EXACT_ROWS = 1_000_000

/**
 * Classes of a column of numbers, chosen from its values where the territory says nothing; undefined when they hardly differ.
 * @param spread asked for when they are: some of its values, as `spreadsOf` gives them
 */
export async function classifyNumbers(
  spread: () => Promise<readonly number[]>,
  { name, min, max }: Pick<ColumnStatistics, 'name' | 'min' | 'max'>,
  wanted: Omit<NumberStyle, 'column'> = {},
): Promise<Classified | undefined> {
  const count = wanted.classes ?? wanted.colours?.length ?? USUAL_CLASSES
  const limits = wanted.limits ?? chosenLimits(await spread(), [Number(min), Number(max)], count, wanted)
  if (limits.length === 0) return undefined
  const given = wanted.colours?.length === limits.length + 1 ? wanted.colours : undefined
  const colours = [...(given ?? scale(limits.length + 1))]
  return { colouring: { by: 'number', column: name, limits, colours }, legend: classLabels(limits, colours) }
}

function chosenLimits(
  sorted: readonly number[],
  range: readonly [number, number],
  count: number,
  { method = 'quantile' }: Pick<NumberStyle, 'method'>,
): number[] {
  if (sorted.length === 0) return []
  const limits = method === 'quantile' ? quantileLimits(sorted, count) : jenksLimits(sorted, count)
  // Where one value fills several classes, those of as many objects tell less than those of near values.
  const told = limits.length < count / 2 ? jenksLimits(sorted, count) : limits
  return readable(told, range)
}

/** Some values of each of these columns, from the lowest, spaced as all of them are. */
export async function spreadsOf(
  lake: Lake,
  { table, rows }: Snapshot,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const shares = Array.from({ length: SAMPLE }, (_, i) => (i / (SAMPLE - 1)).toFixed(6)).join(', ')
  const quantile = rows > EXACT_ROWS ? 'approx_quantile' : 'quantile_disc'
  const outputs = names.map((name, i) => {
    const column = `${quoteName(name)}::DOUBLE`
    return `${quantile}(${column}, [${shares}]) filter (where isfinite(${column})) as values${i}`
  })
  const [row = {}] = await lake.query<Record<string, number[] | null>>(
    sql`select ${splice(outputs.join(', '))} from ${{ relation: 'data' }}`,
    new Map([['data', table]]),
  )
  return new Map(names.map((name, i) => [name, (row[`values${i}`] ?? []).filter(Number.isFinite)]))
}

/** Categories of a column: those of the territory, else the most frequent values. */
export function classifyCategories(
  { name, type, distinct, top }: ColumnStatistics,
  wanted?: Pick<CategoryStyle, 'categories'>,
): Classified {
  const isBoolean = type === 'boolean'
  const values = valuesOf(type, top)
  // Numbers have an order, which their colours show.
  const ordered = type === 'integer' ? scale(values.length) : undefined
  const categories = wanted
    ? wanted.categories.map(({ value, title, colour }) => ({ value: String(value), label: title, colour: `${colour}` }))
    : values.map((value, rank) => ({
        value,
        label: categoryLabel(value, isBoolean),
        colour: ordered?.[rank] ?? categoryColour(rank),
      }))
  return {
    colouring: { by: 'category', column: name, categories, others: (distinct ?? 0) > categories.length },
    legend: categories,
  }
}

/** A text cut short in the statistics names no value of the data. */
const CUT = '…'

function valuesOf(type: ColumnStatistics['type'], top: ColumnStatistics['top']): string[] {
  if (type === 'boolean') return ['true', 'false']
  const values = top.map(({ value }) => String(value)).filter((value) => !value.endsWith(CUT))
  const most = values.slice(0, MOST_CATEGORIES)
  return type === 'integer' ? most.toSorted((a, b) => Number(a) - Number(b)) : most
}
