import type { BandStyle } from '../../src/kernel/index.ts'
import { stressCategories } from '../../src/models/comfort/index.ts'
import { GroundClass, surfaceKinds } from '../../src/models/radiation/index.ts'

/** Where the categories of heat stress begin, °C, cut finer: on a hot afternoon a whole town is in one or two of them. */
const utciLimits = [26, 29, 32, 35, 38, 40, 42, 46]
/** Darker is hotter, in even steps of lightness: told apart by everybody, and in print. */
const utciColours = [
  '#e4eff1',
  '#fff1bf',
  '#fdd980',
  '#fab255',
  '#f18546',
  '#d95a4b',
  '#ae3a60',
  '#78296c',
  '#38134d',
] as const

/** The category of stress of a temperature. */
const categoryOf = (value: number) => stressCategories.findLast(({ above }) => value > above)!.title

/** UTCI by categories of heat stress. A hot day has no cold one. */
export const stressStyle: BandStyle = {
  limits: utciLimits,
  titles: [...utciLimits.map((limit) => categoryOf(limit - 1)), categoryOf(utciLimits.at(-1)! + 1)],
  colours: utciColours,
}

/** Radiant temperature, °C: every ten degrees, for shade at noon and sun at dusk are thirty apart. */
export const radiantStyle: BandStyle = { limits: [20, 30, 40, 50, 60, 70] }

/** The share of the sky that is seen. */
export const skyStyle: BandStyle = { limits: [0.2, 0.4, 0.6, 0.8] }

/** Hours of sun of a summer day. */
export const sunStyle: BandStyle = { limits: [2, 4, 6, 8, 10, 12] }

/** The share of the direct sun: in the shade of ground and buildings, through crowns, in the sun. */
export const shadeStyle: BandStyle = {
  limits: [0.01, 0.75],
  titles: [
    { fr: 'ombre ou nuit', en: 'shade or night' },
    { fr: 'sous les arbres', en: 'under trees' },
    { fr: 'soleil', en: 'sun' },
  ],
  colours: ['#3d4a66', '#5f8f5a', '#fbe6a1'],
}

/** Heights in metres, of buildings and of crowns. */
export const heightStyle: BandStyle = { limits: [0.5, 3, 6, 9, 12, 18] }

/** What the ground is made of, in colours that recall it. */
export const groundStyle: BandStyle = {
  codes: [
    { value: GroundClass.asphalt, title: surfaceKinds.asphalt.title, colour: '#4a4e57' },
    { value: GroundClass.paving, title: surfaceKinds.paving.title, colour: '#c9bfa8' },
    { value: GroundClass.roof, title: surfaceKinds.roof.title, colour: '#a3513b' },
    { value: GroundClass.grass, title: surfaceKinds.grass.title, colour: '#b7d07f' },
    { value: GroundClass.soil, title: surfaceKinds.soil.title, colour: '#d9a066' },
    { value: GroundClass.water, title: surfaceKinds.water.title, colour: '#4f8fc0' },
    { value: GroundClass.underTrees, title: surfaceKinds.underTrees.title, colour: '#2f6b3c' },
  ],
}
