// A district seen as streets between rows of buildings, of one height and width: what the total of walls and of open ground says
// of its form when its streets are not measured one by one.

/**
 * Mean height of the walls ÷ width of the streets. A street of width w between walls of height h has 2 h of wall for w of
 * ground: h ÷ w is walls ÷ (2 × open ground). Masson (2000), Boundary-Layer Meteorology 94, 357–397 (the canyon of TEB).
 * `walls` and `open` in m² of the same place; `undefined` without open ground.
 */
export const aspectRatio = (walls: number, open: number): number | undefined =>
  open > 0 ? walls / (2 * open) : undefined

/**
 * Share of the sky seen from the ground of an endless street, averaged over its width, trees and relief apart:
 * √((h/w)² + 1) − h/w. Noilhan (1981), Building and Environment 16; Masson (2000).
 */
export const canyonSkyView = (ratio: number): number => Math.sqrt(ratio ** 2 + 1) - ratio

/**
 * Area of walls that faces the wind per area of ground, averaged over its directions: by Cauchy's formula, walls ÷ (π × area).
 * Walls that others shelter count.
 */
export const frontalDensity = (walls: number, area: number): number => walls / (Math.PI * area)
