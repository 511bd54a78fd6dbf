const house = 'City Orchestra'

/** What must be known for a block to be classed, which a territory may tune. */
export const zoneParameters = {
  known_ground: {
    default: 0.9,
    unit: '1',
    min: 0,
    max: 1,
    title: {
      fr: 'Part du sol qu’il faut connaître pour dire ce qui est perméable',
      en: 'Share of the ground that must be known to say what is pervious',
    },
    source: `${house}: the fractions of Stewart and Oke (2012) are classes of 10 %`,
    date: '2026-11',
  },
  known_heights: {
    default: 0.5,
    unit: '1',
    min: 0,
    max: 1,
    title: {
      fr: 'Part de la surface bâtie dont il faut connaître la hauteur',
      en: 'Share of the built area whose height must be known',
    },
    source: `${house}: below, the mean height is mostly that assumed`,
    date: '2026-11',
  },
  large_building: {
    default: 1000,
    unit: 'm2',
    min: 100,
    title: { fr: 'Emprise à partir de laquelle un bâtiment est grand', en: 'Footprint from which a building is large' },
    source: `${house}: sheds, shops and halls rather than houses; Stewart and Oke (2012), table 2, give no number`,
    date: '2026-11',
  },
  tree_from: {
    default: 2,
    unit: 'm',
    min: 0.5,
    max: 5,
    title: { fr: 'Hauteur à partir de laquelle une plante est un arbre', en: 'Height from which a plant is a tree' },
    source: 'Stewart and Oke (2012), table 3: bush and scrub (C) below 2 m',
    date: '2012-12',
  },
} as const

export type ZoneTuned = { readonly [K in keyof typeof zoneParameters]: number }
