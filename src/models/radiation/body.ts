/** A standing person, as radiation sees one: VDI 3787 part 2 (2008); Höppe, Wetter und Leben 44 (1992) 147–151; Fanger (1972) for the factors. */
export const body = {
  /** Share of the sun's radiation absorbed by skin and clothes, 0 to 1. */
  absorbs: 0.7,
  /** Share of thermal radiation absorbed, and emitted. */
  emits: 0.97,
  /** Share of a person's radiation that goes up, and down; and to each of the four sides. They sum to 1. */
  upward: 0.06,
  sideward: 0.22,
} as const

/**
 * Area that a standing person shows the sun at `elevation` degrees, over their radiating area:
 * Jendritzky et al. (1990), Akademie für Raumforschung und Landesplanung, Beiträge 114; VDI 3787 part 2 (2008).
 */
export const projectedArea = (elevation: number): number =>
  0.308 * Math.cos((elevation * (1 - elevation ** 2 / 48_402) * Math.PI) / 180)
