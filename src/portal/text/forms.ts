import type { Texts } from './speak.ts'

export const formTexts = {
  wrong: { fr: 'Cela n’a pas pu se faire', en: 'This could not be done' },
  optional: { fr: '(facultatif)', en: '(optional)' },
  save: { fr: 'Enregistrer', en: 'Save' },
  apply: { fr: 'Afficher', en: 'Show' },
  search: { fr: 'Rechercher', en: 'Search' },
  all: { fr: 'Tous', en: 'All' },
  download: { fr: 'Télécharger cette liste (CSV)', en: 'Download this list (CSV)' },
} satisfies Texts
