/** Cividis at five even steps (Nuñez, Anderton and Renslow, 2018): even in lightness, the same for colour-blind readers. */
export const cividis = ['#00224e', '#35456c', '#666970', '#a69d75', '#fee838'] as const

/** Three line colours of Okabe and Ito (2008), told apart without red-green vision; also told apart by dashes. */
export const series = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)'] as const

/** Limits between classes of about the same number of values: `classes` − 1 of them, rising, without repeats. */
export function quantiles(values: readonly number[], classes = cividis.length): number[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b)
  if (sorted.length === 0) return []
  const limits = Array.from({ length: classes - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / classes)]!)
  return [...new Set(limits)].filter((limit) => limit > sorted[0]!)
}

/** The class of a value: 0 below the first limit. */
export function classOf(limits: readonly number[], value: number): number {
  let n = 0
  while (n < limits.length && value >= limits[n]!) n++
  return n
}

/** The colour of a class among `count` classes, spread over the whole scale. */
export function classColour(index: number, count: number): string {
  return cividis[count <= 1 ? 2 : Math.round((index * (cividis.length - 1)) / (count - 1))]!
}
