import type { WhatIfGrid } from './ask-what-if.ts'

/** What a difference of UTCI looks like: from the first that is at least as low. Blues of ColorBrewer, told apart by the colour-blind. */
export const differenceColours = [
  { below: -6, colour: '#08306b' },
  { below: -4, colour: '#2171b5' },
  { below: -2, colour: '#6baed6' },
  { below: -0.5, colour: '#c6dbef' },
] as const
export const WARMER = '#fdae6b'
const SAME = '#f7f5ee'
const UNKNOWN = '#d8d3c4'

/** Differences from this one on show as warmer, °C. */
const WARMER_FROM = 0.5

export function colourOfDifference(before: number | null, after: number | null): string {
  if (before === null || after === null) return UNKNOWN
  const change = after - before
  return differenceColours.find(({ below }) => change <= below)?.colour ?? (change >= WARMER_FROM ? WARMER : SAME)
}

/** The difference cell by cell: stretches of one colour are one rectangle. */
export function DifferencePicture({ grid, alt }: { readonly grid: WhatIfGrid; readonly alt: string }) {
  const { width, height, before, after } = grid
  const paths = new Map<string, string>()
  for (let row = 0; row < height; row++) {
    let from = 0
    for (let column = 1; column <= width; column++) {
      const colour = at(row, from)
      if (column < width && at(row, column) === colour) continue
      if (colour !== SAME)
        paths.set(colour, `${paths.get(colour) ?? ''}M${from} ${row}h${column - from}v1h${from - column}z`)
      from = column
    }
  }
  return (
    <svg class="difference" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alt} shape-rendering="crispEdges">
      <rect width={width} height={height} fill={SAME} />
      {[...paths].map(([colour, path]) => (
        <path fill={colour} d={path} />
      ))}
    </svg>
  )

  function at(row: number, column: number): string {
    const i = row * width + column
    return colourOfDifference(before[i] ?? null, after[i] ?? null)
  }
}
