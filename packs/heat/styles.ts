import type { BandStyle } from '../../src/kernel/index.ts'
import { stressCategories } from '../../src/models/comfort/index.ts'
import { GroundClass, surfaceKinds } from '../../src/models/radiation/index.ts'

/** Categories of UTCI from no stress up: a hot day has no cold one. */
const warm = stressCategories.filter(({ above }) => above >= 9)

/** UTCI by categories of heat stress. */
export const stressStyle: BandStyle = {
  limits: warm.slice(1).map(({ above }) => above),
  titles: warm.map(({ title }) => title),
}

/** Radiant temperature, °C: every ten degrees, for shade at noon and sun at dusk are thirty apart. */
export const radiantStyle: BandStyle = { limits: [20, 30, 40, 50, 60, 70] }

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
