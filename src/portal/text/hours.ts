import type { Texts } from './speak.ts'

export const hoursTexts = {
  layers: { fr: 'Ce que montre la carte', en: 'What the map shows' },
  hour: { fr: 'Heure', en: 'Hour' },
  show: { fr: 'Afficher', en: 'Show' },
  clock: (hour: string) => ({ fr: `${hour} h`, en: `${hour}:00` }),
  alt: (title: string, hour: string) => ({ fr: `${title}, à ${hour} h : carte.`, en: `${title}, at ${hour}:00: map.` }),
  legend: (title: string) => ({ fr: `Légende : ${title}`, en: `Legend: ${title}` }),
  loading: { fr: 'Chargement…', en: 'Loading…' },
  failed: { fr: 'Les valeurs n’ont pas pu être lues.', en: 'The values could not be read.' },
  outside: {
    fr: 'Rien n’est calculé ici : bâtiment, ou hors de la zone.',
    en: 'Nothing is computed here: a building, or outside the area.',
  },
  play: { fr: 'Faire défiler la journée', en: 'Play the day' },
  pause: { fr: 'Arrêter', en: 'Stop' },
  at: { fr: 'à', en: 'at' },
  highest: { fr: 'Le plus haut de la journée', en: 'Highest of the day' },
} satisfies Texts
