/** The numbers of this pack that a territory may tune, with where the defaults come from. */
export const parameters = {
  lowest: {
    default: 2,
    unit: 'm',
    min: 0,
    title: {
      fr: 'Hauteur sous laquelle une hauteur déduite n’est pas crue',
      en: 'Height below which a derived height is not believed',
    },
    source:
      'City Orchestra, README of this pack: no storey is lower; such heights come from slopes between road and building',
    date: '2026-11',
  },
  reach: {
    default: 150,
    unit: 'm',
    min: 1,
    title: {
      fr: 'Distance au-delà de laquelle l’altitude d’une route ne dit rien d’un bâtiment',
      en: 'Distance beyond which the altitude of a road says nothing of a building',
    },
    source:
      'City Orchestra, README of this pack: 100 m at the 5 % slopes of a hilly town make 5 m, a storey and a half',
    date: '2026-11',
  },
} as const
