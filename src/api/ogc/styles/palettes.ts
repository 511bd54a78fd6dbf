// Colours that people who tell red from green badly, or not at all, tell apart. They were made for it, and published:
// · cividis: Nuñez, Anderton & Renslow, "Optimizing colormaps with consideration for color vision deficiency", PLOS ONE 13(7), 2018;
// · muted: P. Tol, "Colour schemes", SRON/EPS/TN/09-002, issue 3.2, 2021.

/** A scale from low to high: dark blue to yellow, its lightness rising evenly. Ten steps of cividis. */
const cividis = [
  ...['#00224e', '#123570', '#3b496c', '#575d6d', '#707173'],
  ...['#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838'],
]

/** Colours without order, the ones most unlike first. Tol's muted scheme, its palest yellow left out: it vanishes on a light ground. */
const muted = ['#332288', '#cc6677', '#117733', '#88ccee', '#882255', '#999933', '#aa4499', '#44aa99'] as const

/** The most categories that have a colour of their own. */
export const MOST_CATEGORIES = muted.length

/** One colour: the blue of Okabe & Ito (2008), darkened to stand out on a light ground. */
export const PLAIN = '#005c8f'
/** Values that share a colour because there are too many of them. */
export const OTHERS = '#77736a'
/** Objects without a value. */
export const NO_VALUE = '#b9b4a6'
/** What lies between areas that are painted full: the ground of the map. */
export const GROUND = '#f1efe8'

/** `count` colours from low to high, spread over the whole scale. */
export function scale(count: number): string[] {
  const last = cividis.length - 1
  return Array.from(
    { length: count },
    (_, i) => cividis[count === 1 ? last >> 1 : Math.round((i * last) / (count - 1))]!,
  )
}

/** The colour of a category by its rank. */
export const categoryColour = (rank: number): string => muted[rank % muted.length]!
