import type { Bilingual } from '../../kernel/index.ts'

export interface StressCategory {
  readonly id: string
  /** UTCI above which the category begins, °C; the next one's is where it ends, included. */
  readonly above: number
  readonly title: Bilingual
}

/** The ten categories of the assessment scale of UTCI, from the coldest: Błażejczyk et al., Geographia Polonica 86 (2013) 5–10, table 1. */
export const stressCategories: readonly StressCategory[] = [
  {
    id: 'extreme-cold',
    above: Number.NEGATIVE_INFINITY,
    title: { fr: 'Stress froid extrême', en: 'Extreme cold stress' },
  },
  { id: 'very-strong-cold', above: -40, title: { fr: 'Stress froid très fort', en: 'Very strong cold stress' } },
  { id: 'strong-cold', above: -27, title: { fr: 'Stress froid fort', en: 'Strong cold stress' } },
  { id: 'moderate-cold', above: -13, title: { fr: 'Stress froid modéré', en: 'Moderate cold stress' } },
  { id: 'slight-cold', above: 0, title: { fr: 'Stress froid léger', en: 'Slight cold stress' } },
  { id: 'none', above: 9, title: { fr: 'Aucun stress thermique', en: 'No thermal stress' } },
  { id: 'moderate-heat', above: 26, title: { fr: 'Stress chaud modéré', en: 'Moderate heat stress' } },
  { id: 'strong-heat', above: 32, title: { fr: 'Stress chaud fort', en: 'Strong heat stress' } },
  { id: 'very-strong-heat', above: 38, title: { fr: 'Stress chaud très fort', en: 'Very strong heat stress' } },
  { id: 'extreme-heat', above: 46, title: { fr: 'Stress chaud extrême', en: 'Extreme heat stress' } },
]

/** The category of a UTCI in °C; undefined where it is not known. */
export const stressOf = (utci: number): StressCategory | undefined =>
  stressCategories.findLast(({ above }) => utci > above)
