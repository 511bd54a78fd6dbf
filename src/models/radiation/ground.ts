import type { Bilingual } from '../../kernel/index.ts'

/** Codes of what the ground is made of, as written in rasters. */
export const GroundClass = {
  none: 0,
  asphalt: 1,
  paving: 2,
  roof: 3,
  grass: 4,
  soil: 5,
  water: 6,
  underTrees: 7,
} as const

export type GroundCode = (typeof GroundClass)[keyof typeof GroundClass]

/** How a surface reflects, emits and warms up. */
export interface SurfaceKind {
  readonly title: Bilingual
  /** Share of the sun's radiation sent back, 0 to 1. */
  readonly albedo: number
  /** Share of a black body's thermal radiation, 0 to 1. */
  readonly emissivity: number
  /** Excess over the air at its highest, in full sun on a clear day: K for each degree of the sun's highest elevation, and K at none. */
  readonly warming: readonly [perDegree: number, start: number]
  /** Hour when the excess is highest, true solar time. */
  readonly warmest: number
  /** What is left of the highest excess at sunset, 0 to 1, and hours in which that falls to 37 % of itself. */
  readonly keeps: readonly [share: number, hours: number]
}

/**
 * Albedo, emissivity, warming and hour: table 1 of Lindberg, Onomura and Grimmond, "Influence of ground surface characteristics on the mean
 * radiant temperature in urban areas", Int. J. Biometeorol. 60 (2016) 1439–1452, as `landcoverclasses_2016a` of SOLWEIG has them
 * (measured at Göteborg, London and Kassel). Light paving is its cobble stone; under trees is its grass.
 *
 * `keeps`: City Orchestra (2026-11), from the conduction of heat into each material on a heat-wave day; the test of `surface.ts` does it again. A
 * thin insulated roof keeps nothing (it even falls below the air, which is left out).
 */
export const surfaceKinds = {
  asphalt: {
    title: { fr: 'Enrobé', en: 'Asphalt' },
    albedo: 0.18,
    emissivity: 0.95,
    warming: [0.58, -9.78],
    warmest: 15,
    keeps: [0.21, 7],
  },
  paving: {
    title: { fr: 'Pavage clair', en: 'Light paving' },
    albedo: 0.2,
    emissivity: 0.95,
    warming: [0.37, -3.41],
    warmest: 15,
    keeps: [0.36, 13],
  },
  roof: {
    title: { fr: 'Toit', en: 'Roof' },
    albedo: 0.18,
    emissivity: 0.95,
    warming: [0.58, -9.78],
    warmest: 15,
    keeps: [0, 1],
  },
  grass: {
    title: { fr: 'Herbe', en: 'Grass' },
    albedo: 0.16,
    emissivity: 0.94,
    warming: [0.21, -3.38],
    warmest: 14,
    keeps: [0, 1],
  },
  soil: {
    title: { fr: 'Sol nu', en: 'Bare soil' },
    albedo: 0.25,
    emissivity: 0.94,
    warming: [0.33, -3.01],
    warmest: 14,
    keeps: [0.03, 2],
  },
  water: {
    title: { fr: 'Eau', en: 'Water' },
    albedo: 0.05,
    emissivity: 0.98,
    warming: [0, 0],
    warmest: 12,
    keeps: [0, 1],
  },
  underTrees: {
    title: { fr: 'Sous les arbres', en: 'Under trees' },
    albedo: 0.16,
    emissivity: 0.94,
    warming: [0.21, -3.38],
    warmest: 14,
    keeps: [0, 1],
  },
} as const satisfies Readonly<Record<Exclude<keyof typeof GroundClass, 'none'>, SurfaceKind>>

/** Walls of buildings: same table. */
export const wallKind: SurfaceKind = {
  title: { fr: 'Mur', en: 'Wall' },
  albedo: 0.2,
  emissivity: 0.9,
  warming: [0.37, -3.41],
  warmest: 15,
  keeps: [0.18, 7],
}
