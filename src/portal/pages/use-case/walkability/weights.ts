import type { SurveyTold } from '../../../../api/json/shapes.ts'
import { knownShare, weightedMean } from '../../../../kernel/index.ts'
import { type Page, pick } from '../../../page.ts'

/** A part of the index, with the weight that the reader gives it. */
export interface Part {
  readonly column: string
  readonly title: string
  readonly usual: number
  readonly weight: number
}

export interface Weighing {
  readonly parts: readonly Part[]
  readonly isChanged: boolean
  /** The share of the index that must be known. */
  readonly fewest: number
}

const PACK = 'walkability'
const MOST_WEIGHT = 100

/** The parts of the index of the survey, weighed as the address of the page asks, else as the territory does. */
export function weighingOf(page: Page, components: SurveyTold['components'], query: URLSearchParams): Weighing {
  const parameters = page.territory.packs.find(({ id }) => id === PACK)?.parameters ?? []
  const tuned = (name: string) => parameters.find((one) => one.name === name)?.value
  const parts = components.map(({ column, title, weight }) => {
    const usual = tuned(`weight_${column}`) ?? weight
    return { column, title: pick(page, title), usual, weight: readWeight(query.get(column), usual) }
  })
  return {
    parts,
    isChanged: parts.some(({ usual, weight }) => usual !== weight),
    fewest: tuned('known_share') ?? 0,
  }
}

/** What is no weight is the usual one: a page for people does not stumble over a comma. */
function readWeight(text: string | null, usual: number): number {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
  return Number.isFinite(value) && value >= 0 ? Math.min(value, MOST_WEIGHT) : usual
}

/** The weights as they stand in addresses; nothing where they are the usual ones. */
export const weightQuery = ({ parts, isChanged }: Weighing): Readonly<Record<string, number>> =>
  isChanged ? Object.fromEntries(parts.map(({ column, weight }) => [column, weight])) : {}

/** The index of a row, 0 to 100. */
export function indexIn(row: Readonly<Record<string, unknown>>, { parts, fewest }: Weighing): number | null {
  const pairs = parts.map(({ column, weight }) => [(row[column] as number | null) ?? null, weight] as const)
  const mean = weightedMean(pairs)
  return mean === null || knownShare(pairs) < fewest ? null : mean * 100
}

/** The same, as expressions that a map in the browser evaluates: whether there is an index, and the index. */
export function indexExpressions({ parts, fewest }: Weighing): { readonly isKnown: unknown; readonly index: unknown } {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  const known = [
    '+',
    ...parts.map(({ column, weight }) => ['case', ['==', ['typeof', ['get', column]], 'number'], weight, 0]),
  ]
  const sum = ['+', ...parts.map(({ column, weight }) => ['*', weight, ['coalesce', ['get', column], 0]])]
  return {
    isKnown: ['all', ['>', known, 0], ['>=', known, fewest * whole]],
    index: ['/', ['*', 100, sum], ['max', known, 1e-9]],
  }
}
