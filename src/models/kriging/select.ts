import { aicc, type Basis, dot, extend, type Predictor, remainder, standardised } from './regression.ts'

export interface SelectionRules {
  /** Most predictors that may enter, whatever they bring. */
  readonly most: number
  /** Most that a predictor may owe to those already in: its variance inflation factor, 1 / (1 − R²). */
  readonly inflation: number
  /** Least fall of the criterion for one more predictor. */
  readonly gain: number
}

export const selectionRules = {
  /** Observations a predictor needs: Harrell, Regression Modeling Strategies, 2nd ed., 2015, section 4.4 (10 to 20). */
  observationsPerPredictor: 10,
  /** Variance inflation beyond which a coefficient no longer means anything: Kutner et al., Applied Linear Statistical Models, 5th ed., 2005. */
  inflation: 10,
  /** A difference below 2 is no evidence for the larger model: Burnham and Anderson, Model Selection, 2nd ed., 2002. */
  gain: 2,
} as const

export interface Refusal {
  readonly name: string
  /** `collinear`: those already in say nearly the same; `constant`: the same everywhere; `missing`: unknown somewhere. */
  readonly reason: 'collinear' | 'constant' | 'missing'
  /** The predictor already in that it resembles most. */
  readonly with?: string
  readonly inflation?: number
}

export interface Selection {
  /** Names, in the order they entered. */
  readonly chosen: readonly string[]
  readonly refused: readonly Refusal[]
  /** Criterion with the constant alone, then after each entry. */
  readonly criterion: readonly number[]
}

interface Candidate {
  readonly name: string
  readonly group: string
  readonly column: Float64Array
}

/**
 * Forward selection of a linear model by AICc: at each step enters the predictor that lowers it most, until none lowers it by
 * `gain`. One predictor a group. A predictor nearly explained by those already in is refused by name, as is one without variation or
 * with a missing value. Values must not be missing.
 */
export function selectPredictors(
  values: ArrayLike<number>,
  predictors: readonly Predictor[],
  {
    most = Math.floor(values.length / selectionRules.observationsPerPredictor),
    inflation = selectionRules.inflation,
    gain = selectionRules.gain,
  }: Partial<SelectionRules> = {},
): Selection {
  const n = values.length
  const refused: Refusal[] = []
  const open = new Map<string, Candidate>()
  for (const { name, values: column, group = name } of predictors) {
    const scaled = standardised(column)
    if (scaled) open.set(name, { name, group, column: scaled })
    else refused.push({ name, reason: Array.from(column).every(Number.isFinite) ? 'constant' : 'missing' })
  }
  let basis: Basis = { columns: [new Float64Array(n).fill(1 / Math.sqrt(n))] }
  let left = remainder(basis, values)
  const chosen: Candidate[] = []
  const criterion = [aicc(dot(left, left), n, 1)]
  while (chosen.length < most) {
    let best: { candidate: Candidate; rest: Float64Array; criterion: number } | undefined
    for (const candidate of [...open.values()]) {
      const rest = remainder(basis, candidate.column)
      const own = dot(rest, rest)
      if (1 / own > inflation) {
        open.delete(candidate.name)
        const like = chosen.reduce((a, b) => (resemblance(b, candidate) > resemblance(a, candidate) ? b : a))
        refused.push({ name: candidate.name, reason: 'collinear', with: like.name, inflation: 1 / own })
        continue
      }
      const squares = dot(left, left) - dot(rest, left) ** 2 / own
      const found = aicc(squares, n, chosen.length + 2)
      if (!best || found < best.criterion) best = { candidate, rest, criterion: found }
    }
    if (!best || best.criterion > criterion.at(-1)! - gain) break
    basis = extend(basis, best.rest)
    left = remainder(basis, values)
    chosen.push(best.candidate)
    criterion.push(best.criterion)
    for (const { name, group } of [...open.values()]) if (group === best.candidate.group) open.delete(name)
  }
  return { chosen: chosen.map(({ name }) => name), refused, criterion }
}

const resemblance = (a: Candidate, b: Candidate) => Math.abs(dot(a.column, b.column))
