import { drawn, type StyleBinding } from '../../src/kernel/index.ts'
import { segmentIn, WalkabilityCell } from './tables.ts'

/** The index by twenties: even steps that mean the same in every town. Brown is bad, green is good, told apart by the colour-blind; no grey, which is for what is not known. */
const style = {
  title: { fr: 'Indice de marchabilité, 0 à 100', en: 'Walkability index, 0 to 100' },
  column: 'index',
  limits: [20, 40, 60, 80],
  colours: ['#8c510a', '#d89b4a', '#e9dc7a', '#5ab4ac', '#01665e'],
} as const

/** How the maps of the pack are drawn, for a territory whose segments are in a CRS. */
export const walkabilityStyles = (crs: string): readonly StyleBinding[] => [
  drawn({ name: 'walkability_segments', rows: segmentIn(crs) }, style),
  drawn({ name: 'walkability_cells', rows: WalkabilityCell }, style),
]
