import type { IndexRange } from '../kernel/index.ts'

/** The text of an int8multirange, as PostgreSQL writes it: `{[0,3),[5,9)}`. */
export function parseMultirange(text: string): IndexRange[] {
  return [...text.matchAll(/\[(-?\d+),(-?\d+)\)/g)].map((m) => [Number(m[1]), Number(m[2])] as const)
}

/** One int8range in PostgreSQL's text form. */
export const formatRange = ([from, to]: IndexRange) => `[${from},${to})`
export const formatMultirange = (ranges: readonly IndexRange[]) => `{${ranges.map(formatRange).join(',')}}`

/** How many numbers the ranges hold. */
export const countIn = (ranges: readonly IndexRange[]) => ranges.reduce((sum, [from, to]) => sum + (to - from), 0)

/** What is in `all` and in none of `taken`. Ranges of `taken` are sorted and apart, as PostgreSQL gives them. */
export function subtract(all: IndexRange, taken: readonly IndexRange[]): IndexRange[] {
  const left: IndexRange[] = []
  let at = all[0]
  for (const [from, to] of taken) {
    if (from > at) left.push([at, Math.min(from, all[1])])
    at = Math.max(at, to)
    if (at >= all[1]) break
  }
  if (at < all[1]) left.push([at, all[1]])
  return left.filter(([from, to]) => from < to)
}

/** Cuts ranges into pieces of at most `size` numbers. */
export function chunks(ranges: readonly IndexRange[], size: number): IndexRange[] {
  return ranges.flatMap(([from, to]) =>
    Array.from(
      { length: Math.ceil((to - from) / size) },
      (_, i) => [from + i * size, Math.min(to, from + (i + 1) * size)] as const,
    ),
  )
}
