import { agree, type Texts } from './speak.ts'

export const homeTexts = {
  figures: { fr: 'En chiffres', en: 'In figures' },
  datasets: (n: number, shown: string) =>
    agree(n, shown, ['jeu de données', 'jeux de données'], ['dataset', 'datasets']),
  rows: (n: number, shown: string) =>
    agree(n, shown, ['ligne publiée', 'lignes publiées'], ['published row', 'published rows']),
  sources: (n: number, shown: string) => agree(n, shown, ['source', 'sources'], ['source', 'sources']),
  byTheme: { fr: 'Les données par thème', en: 'Datasets by theme' },
  allDatasets: { fr: 'Chercher dans toutes les données', en: 'Search all the datasets' },
  more: (n: string) => ({ fr: `Voir les ${n}`, en: `See all ${n}` }),
  useCases: { fr: 'Ce que ces données permettent', en: 'What this data is used for' },
  chain: { fr: 'La chaîne de données', en: 'The data chain' },
  chainLead: {
    fr: 'Chaque jeu de données est produit par une suite d’étapes publiques, de la source au téléchargement. Chacune est vérifiée, versionnée et mesurée.',
    en: 'Every dataset is made by a series of public steps, from the source to the download. Each one is checked, versioned and measured.',
  },
  seeChain: { fr: 'Voir toute la chaîne', en: 'See the whole chain' },
  states: { fr: 'État des étapes', en: 'State of the steps' },
  lastRun: { fr: 'Dernière exécution', en: 'Last run' },
  noRun: {
    fr: 'La chaîne n’a pas encore tourné : aucune donnée n’est publiée pour l’instant.',
    en: 'The chain has not run yet: no data is published for now.',
  },
  quarantined: (n: number, shown: string) => ({
    fr:
      n === 0
        ? 'Aucune ligne écartée.'
        : `${agree(n, shown, ['ligne écartée', 'lignes écartées'], ['', '']).fr}, avec le motif.`,
    en:
      n === 0
        ? 'No row set aside.'
        : `${agree(n, shown, ['', ''], ['row set aside', 'rows set aside']).en}, with the reason.`,
  }),
  footprint: { fr: 'Ce que la chaîne a consommé', en: 'What the chain has used' },
  onMap: { fr: 'Voir les données sur la carte', en: 'See the data on the map' },
} satisfies Texts
