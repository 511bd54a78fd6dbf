import { expect, test } from 'vitest'
import { correlate, FEWEST_PAIRS, ranksOf } from './correlate.ts'

// Anscombe, The American Statistician 27 (1973), 17-21: r = 0.816 in each of his four sets.
const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
const y1 = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
const y2 = [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74]

test('the correlations of Anscombe’s sets', () => {
  for (const y of [y1, y2]) expect(correlate(x, y).pearson!.value).toBeCloseTo(0.816, 3)
  // Spearman, of ranks without ties: 1 − 6 Σ d² / n(n² − 1).
  const d2 = ranksOf(x).reduce((sum, rank, i) => sum + (rank - ranksOf(y1)[i]!) ** 2, 0)
  expect(correlate(x, y1).spearman!.value).toBeCloseTo(1 - (6 * d2) / (11 * 120), 12)
})

test('the interval is that of Fisher', () => {
  // tanh(atanh(0.8164) ± 1.96 / √8)
  const { low, high } = correlate(x, y1).pearson!
  expect([low, high].map((one) => Math.round(one * 1000) / 1000)).toEqual([0.424, 0.951])
})

test('ranks see what is not a straight line; equal values share theirs', () => {
  const curve = x.map((value) => Math.exp(value))
  const { pearson, spearman } = correlate(x, curve)
  expect([spearman!.value, spearman!.low, pearson!.value < 0.9]).toEqual([1, 1, true])
  expect(ranksOf([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2])
})

test('too few pairs, or a side that does not vary: nothing is said', () => {
  expect(correlate(x.slice(0, FEWEST_PAIRS - 1), y1)).toEqual({ pairs: 9, pearson: null, spearman: null })
  expect(
    correlate(
      x,
      x.map(() => 3),
    ),
  ).toEqual({ pairs: 11, pearson: null, spearman: null })
})
