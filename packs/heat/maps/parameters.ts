const house = 'City Orchestra'

/** How light is followed. */
export const lightParameters = {
  reach: {
    default: 150,
    unit: 'm',
    min: 20,
    max: 1000,
    title: {
      fr: 'Distance jusqu’où un obstacle fait de l’ombre',
      en: 'Distance up to which an obstacle casts shade',
    },
    source: `${house}: in the centre of Redon 300 m changes the shade of no cell above a sun of 20°, of 3 % of them at 4 to 8°`,
    date: '2026-11',
  },
  directions: {
    default: 32,
    unit: '1',
    min: 8,
    max: 128,
    title: { fr: 'Directions de la vue du ciel (multiple de 4)', en: 'Directions of the sky view (a multiple of 4)' },
    source: `${house}, tests of the model: 32 is within 0.011 (root mean square) of exact rays in 720 directions, 16 within 0.021`,
    date: '2026-11',
  },
  trunk: {
    default: 0.25,
    unit: '1',
    min: 0,
    max: 0.9,
    title: {
      fr: 'Base du houppier ÷ hauteur de l’arbre',
      en: 'Base of the crown ÷ height of the tree',
    },
    source: 'Lindberg and Grimmond (2011), Theoretical and Applied Climatology 105',
    date: '2011',
  },
  transmissivity: {
    default: 0.03,
    unit: '1',
    min: 0,
    max: 1,
    title: { fr: 'Part du rayonnement qui traverse un houppier', en: 'Share of the beam that goes through a crown' },
    source: 'Konarska et al. (2014), Theoretical and Applied Climatology 117: 1 to 5 % in summer, leaves on',
    date: '2014',
  },
} as const

export type LightTuned = { readonly [K in keyof typeof lightParameters]: number }
