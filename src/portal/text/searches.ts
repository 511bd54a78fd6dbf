import type { Texts } from './speak.ts'

/** Searches of the catalogue that people follow. */
export const searchTexts = {
  title: { fr: 'Recherches suivies', en: 'Searches followed' },
  lead: {
    fr: 'Les recherches de jeux de données que vous suivez. Une lettre par jour au plus, quand une fiche nouvelle ou changée y répond.',
    en: 'The searches for datasets that you follow. One letter a day at most, when a new or changed record answers one.',
  },
  none: { fr: 'Vous ne suivez aucune recherche.', en: 'You follow no search.' },
  how: {
    fr: 'Cherchez un jeu de données, puis « Suivre cette recherche ».',
    en: 'Search for a dataset, then “Follow this search”.',
  },
  toSearch: { fr: 'Chercher', en: 'Search' },
  follow: { fr: 'Suivre cette recherche', en: 'Follow this search' },
  name: { fr: 'Nom de la recherche', en: 'Name of the search' },
  mails: {
    fr: 'M’écrire quand une fiche nouvelle ou changée y répond',
    en: 'Write to me when a new or changed record answers it',
  },
  save: { fr: 'Enregistrer', en: 'Save' },
  signIn: { fr: 'Connectez-vous pour suivre cette recherche', en: 'Sign in to follow this search' },
  feed: { fr: 'Fil Atom', en: 'Atom feed' },
  withMail: { fr: 'avec des lettres', en: 'with letters' },
  withoutMail: { fr: 'sans lettre', en: 'without letters' },
  forget: { fr: 'Ne plus suivre', en: 'Stop following' },
  saved: { fr: 'La recherche est suivie.', en: 'The search is followed.' },
  forgotten: { fr: 'La recherche n’est plus suivie.', en: 'The search is no longer followed.' },
  all: { fr: 'Tout le catalogue', en: 'The whole catalogue' },
} satisfies Texts
