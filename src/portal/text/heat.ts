import type { Texts } from './speak.ts'

export const heatTexts = {
  hours: { fr: 'Heure par heure, un jour de canicule', en: 'Hour by hour, on a heat-wave day' },
  hoursLead: {
    fr: 'Choisissez ce que montre la carte et l’heure ; touchez un lieu pour lire sa journée. Ce sont des calculs, pas des mesures : bons pour comparer des lieux et des heures.',
    en: 'Choose what the map shows and the hour; touch a place to read its day. These are computations, not measurements: good to compare places and hours.',
  },
  whatIf: { fr: 'Et si l’on plantait, ou ombrait ?', en: 'What if trees were planted, or shade hung?' },
  whatIfLead: {
    fr: 'Plantez des arbres ou tendez des ombrières : le calcul des cartes est refait autour d’eux, pour la même journée.',
    en: 'Plant trees or hang awnings: the computation of the maps is done again around them, for the same day.',
  },
  trees: { fr: 'Arbres : longitude,latitude séparés par ;', en: 'Trees: longitude,latitude separated by ;' },
  awnings: {
    fr: 'Ombrières : une ligne de lieux séparés par ; — plusieurs lignes séparées par |',
    en: 'Awnings: a line of places separated by ; — several lines separated by |',
  },
  height: { fr: 'Hauteur des arbres (m)', en: 'Height of the trees (m)' },
  crown: { fr: 'Diamètre des houppiers (m)', en: 'Diameter of the crowns (m)' },
  hour: { fr: 'Heure', en: 'Hour' },
  clock: (hour: string) => ({ fr: `${hour} h`, en: `${hour}:00` }),
  compute: { fr: 'Calculer', en: 'Compute' },
  plant: { fr: 'Planter', en: 'Plant' },
  shade: { fr: 'Ombrer une rue', en: 'Shade a street' },
  undo: { fr: 'Annuler le dernier', en: 'Undo the last' },
  clear: { fr: 'Tout enlever', en: 'Remove all' },
  counted: { fr: 'arbres, ombrières :', en: 'trees, awnings:' },
  how: {
    fr: 'Touchez la carte : un arbre, ou les points d’une ombrière. Puis « Calculer ».',
    en: 'Touch the map: a tree, or the points of an awning. Then “Compute”.',
  },
  planted: { fr: 'Arbres plantés', en: 'Trees planted' },
  leftOut: (n: string) => ({
    fr: `${n} laissés de côté : bâtiment ou eau`,
    en: `${n} left out: building or water`,
  }),
  changeThere: (hour: string) => ({
    fr: `UTCI à ${hour} h, là où il change`,
    en: `UTCI at ${hour}:00, where it changes`,
  }),
  beforeAfter: { fr: 'De … à', en: 'From … to' },
  greatest: { fr: 'Plus grande baisse', en: 'Greatest drop' },
  coolerArea: { fr: 'Surface rafraîchie d’au moins 1 °C', en: 'Area cooler by 1 °C at least' },
  before: { fr: 'avant', en: 'before' },
  after: { fr: 'après', en: 'after' },
  difference: (hour: string) => ({ fr: `Différence d’UTCI à ${hour} h`, en: `Difference of UTCI at ${hour}:00` }),
  differenceAlt: (greatest: string, area: string) => ({
    fr: `Carte de la différence : jusqu’à ${greatest} de moins, ${area} rafraîchis d’au moins 1 °C.`,
    en: `Map of the difference: up to ${greatest} less, ${area} cooler by 1 °C at least.`,
  }),
  legend: { fr: 'Légende', en: 'Legend' },
  lower: (degrees: string) => ({ fr: `au moins ${degrees} de moins`, en: `lower by ${degrees} at least` }),
  warmer: { fr: 'plus chaud', en: 'warmer' },
  dayChart: { fr: 'UTCI de la journée, là où il change', en: 'UTCI of the day, where it changes' },
  dayAlt: (before: string, after: string, hour: string) => ({
    fr: `À ${hour} h : ${before} avant, ${after} après.`,
    en: `At ${hour}:00: ${before} before, ${after} after.`,
  }),
  whatIfLimits: {
    fr: 'L’évaporation des arbres, qui rafraîchit un peu l’air, n’est pas comptée ; un arbre planté met vingt ans à avoir cette taille. L’erreur habituelle sur la température radiante (4,8 à 9 K) vaut pour l’avant comme pour l’après : leur différence est plus sûre que chacun.',
    en: 'What trees evaporate, which cools the air a little, is not counted; a planted tree takes twenty years to reach that size. The usual error on radiant temperature (4.8 to 9 K) holds before as after: their difference is surer than each.',
  },
} satisfies Texts
