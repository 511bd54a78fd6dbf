import { agree, type Texts } from './speak.ts'

export const datasetsTexts = {
  title: { fr: 'Jeux de données', en: 'Datasets' },
  lead: {
    fr: 'Tout ce que ce territoire publie : à consulter, à télécharger, à réutiliser.',
    en: 'All that this territory publishes: to read, download and reuse.',
  },
  filter: { fr: 'Filtrer', en: 'Filter' },
  words: { fr: 'Mots', en: 'Words' },
  theme: { fr: 'Thème', en: 'Theme' },
  access: { fr: 'Accès', en: 'Access' },
  any: { fr: 'Tous', en: 'All' },
  apply: { fr: 'Chercher', en: 'Search' },
  clear: { fr: 'Effacer les filtres', en: 'Clear the filters' },
  found: (n: number, shown: string) => agree(n, shown, ['jeu de données', 'jeux de données'], ['dataset', 'datasets']),
  nothing: {
    fr: 'Aucun jeu de données ne correspond. Essayez un mot plus court, ou effacez les filtres.',
    en: 'No dataset matches. Try a shorter word, or clear the filters.',
  },
  noneYet: {
    fr: 'Aucun jeu de données n’est encore publié : la chaîne n’a pas encore tourné.',
    en: 'No dataset is published yet: the chain has not run.',
  },
} satisfies Texts
