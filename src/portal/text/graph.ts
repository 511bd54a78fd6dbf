import type { Texts } from './speak.ts'

export const graphTexts = {
  source: { fr: 'source', en: 'source' },
  step: { fr: 'étape', en: 'step' },
  published: { fr: 'publié', en: 'published' },
  sourceLong: { fr: 'Source (bords ronds)', en: 'Source (round ends)' },
  stepLong: { fr: 'Étape de calcul (coins droits)', en: 'Computed step (square corners)' },
  publishedLong: { fr: 'Jeu de données publié (trait épais)', en: 'Published dataset (thick line)' },
  legend: { fr: 'Légende', en: 'Legend' },
} satisfies Texts
