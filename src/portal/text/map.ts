import type { Texts } from './speak.ts'

export const mapTexts = {
  title: { fr: 'Carte', en: 'Map' },
  lead: {
    fr: 'Les jeux de données ouverts qui ont un lieu. Choisissez ce qui s’affiche ; touchez un objet pour lire ses attributs.',
    en: 'The open datasets that have a place. Choose what is shown; touch an object to read its attributes.',
  },
  label: {
    fr: 'Carte à explorer : flèches pour se déplacer, + et − pour changer d’échelle',
    en: 'Map to explore: arrows to move, + and − to zoom',
  },
  loading: { fr: 'Chargement des objets…', en: 'Loading objects…' },
  partial: {
    fr: 'Trop d’objets ici pour tout montrer : rapprochez-vous.',
    en: 'Too many objects here to show them all: zoom in.',
  },
  failed: { fr: 'Les objets n’ont pas pu être lus.', en: 'The objects could not be read.' },
  close: { fr: 'Fermer', en: 'Close' },
  noName: { fr: 'Objet', en: 'Object' },
  zoomIn: { fr: 'Rapprocher', en: 'Zoom in' },
  zoomOut: { fr: 'Éloigner', en: 'Zoom out' },
  layers: { fr: 'Couches', en: 'Layers' },
  legend: { fr: 'Légende', en: 'Legend' },
  show: { fr: 'Afficher', en: 'Show' },
  alt: (titles: string) => ({ fr: `Carte des couches : ${titles}.`, en: `Map of the layers: ${titles}.` }),
  noLayer: { fr: 'Aucune couche choisie.', en: 'No layer chosen.' },
  none: {
    fr: 'Aucun jeu de données ouvert n’a de lieu pour l’instant.',
    en: 'No open dataset has a place for now.',
  },
  most: (n: string) => ({ fr: `Au plus ${n} couches à la fois.`, en: `At most ${n} layers at a time.` }),
  about: { fr: 'fiche', en: 'details' },
} satisfies Texts
