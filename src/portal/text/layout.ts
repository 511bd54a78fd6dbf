import type { Texts } from './speak.ts'

export const layoutTexts = {
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  menu: { fr: 'Menu principal', en: 'Main menu' },
  datasets: { fr: 'Données', en: 'Datasets' },
  map: { fr: 'Carte', en: 'Map' },
  useCases: { fr: 'Usages', en: 'Use cases' },
  chain: { fr: 'La chaîne', en: 'The chain' },
  account: { fr: 'Compte', en: 'Account' },
  otherLanguage: { fr: 'English', en: 'Français' },
  otherLanguageLabel: { fr: 'Read this page in English', en: 'Lire cette page en français' },
  synthetic: {
    fr: 'Ville imaginaire : toutes les données de ce site sont inventées, pour la démonstration.',
    en: 'Imaginary town: all the data on this site is invented, for demonstration.',
  },
  tagline: { fr: 'Chaîne de valeur des données ouvertes', en: 'Open data value chain' },
  publishedBy: { fr: 'Publié par', en: 'Published by' },
  openapi: { fr: 'Description OpenAPI', en: 'OpenAPI description' },
  health: { fr: 'État du service', en: 'Service health' },
  software: { fr: 'Logiciel libre City Orchestra', en: 'City Orchestra, free software' },
  path: { fr: 'Fil d’Ariane', en: 'Breadcrumb' },
  home: { fr: 'Accueil', en: 'Home' },
  notFoundTitle: { fr: 'Page introuvable', en: 'Page not found' },
  notFoundBody: {
    fr: 'Cette adresse ne mène à rien ici : elle a pu changer, ou contenir une faute de frappe.',
    en: 'Nothing lives at this address: it may have changed, or be mistyped.',
  },
  errorTitle: { fr: 'Cette page n’a pas pu être préparée', en: 'This page could not be prepared' },
  errorBody: {
    fr: 'Ce n’est pas votre faute. Réessayez dans un moment.',
    en: 'It is not your fault. Try again in a moment.',
  },
  wayOut: { fr: 'Où aller ensuite', en: 'Where to go next' },
  toHome: { fr: 'Revenir à l’accueil', en: 'Back to the home page' },
  toDatasets: { fr: 'Voir tous les jeux de données', en: 'See all the datasets' },
  toHealth: { fr: 'Consulter l’état du service', en: 'See the health of the service' },
  errorCode: (code: string) => ({ fr: `Code : ${code}`, en: `Code: ${code}` }),
} satisfies Texts
