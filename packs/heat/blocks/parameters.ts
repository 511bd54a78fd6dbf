const house = 'City Orchestra'
const geoclimate = 'Bernard et al. (2024), Geoscientific Model Development 17, 2077–2116: default of GeoClimate'

/** The sizes that cut blocks, which a territory may tune. */
export const blockParameters = {
  block_water: {
    default: 2500,
    unit: 'm2',
    min: 0,
    title: { fr: 'Plus petit plan d’eau qui forme un îlot', en: 'Smallest body of water that is a block' },
    source: geoclimate,
    date: '2024-03',
  },
  block_vegetation: {
    default: 10_000,
    unit: 'm2',
    min: 0,
    title: {
      fr: 'Plus petit massif de végétation qui forme un îlot',
      en: 'Smallest patch of vegetation that is a block',
    },
    source: geoclimate,
    date: '2024-03',
  },
  block_strip: {
    default: 20,
    unit: 'm',
    min: 1,
    max: 200,
    title: {
      fr: 'Largeur sous laquelle une bande de végétation ne coupe pas',
      en: 'Width below which a strip of vegetation does not cut',
    },
    source: `${house}: hedges and verges; a wood is wider than two rows of trees`,
    date: '2026-11',
  },
  block_area: {
    default: 1000,
    unit: 'm2',
    min: 1,
    title: {
      fr: 'Surface sous laquelle une cellule rejoint sa voisine',
      en: 'Area below which a cell joins a neighbour',
    },
    source: `${house}: a traffic island or a verge rather than a block of houses`,
    date: '2026-11',
  },
  block_width: {
    default: 10,
    unit: 'm',
    min: 0,
    title: {
      fr: 'Largeur moyenne sous laquelle une cellule rejoint sa voisine',
      en: 'Mean width below which a cell joins a neighbour',
    },
    source: `${house}: the ground between the carriageways of a street`,
    date: '2026-11',
  },
} as const

export type BlockTuned = { readonly [K in keyof typeof blockParameters]: number }
