import { type Component, components, componentTitles, type Weights } from './components.ts'

const house = 'City Orchestra'

const frank =
  'Frank et al., British Journal of Sports Medicine 44 (2010): connectivity counts twice, density, retail and mix of uses once each'
const shares: Readonly<Record<Component, { readonly weight: number; readonly source: string }>> = {
  destinations: { weight: 3, source: `${frank}: the last three, which are about what there is to walk to` },
  connectivity: { weight: 2, source: frank },
  slope: {
    weight: 1,
    source: `${house}: each of the four things that the index of Frank et al. leaves out counts once`,
  },
  comfort: { weight: 1, source: `${house}: as the slope` },
  greenery: { weight: 1, source: `${house}: as the slope` },
  traffic: {
    weight: 1,
    source: `${house}: as the slope; of Lo, Journal of Urbanism 2 (2009), who asks for comfort and safety beside connectivity`,
  },
}

const weight = (name: Component) =>
  ({
    default: shares[name].weight,
    unit: '1',
    min: 0,
    max: 100,
    title: {
      fr: `Poids : ${componentTitles[name].fr.toLowerCase()}`,
      en: `Weight: ${componentTitles[name].en.toLowerCase()}`,
    },
    source: shares[name].source,
    date: '2026-11',
  }) as const

/** The numbers of this pack that a territory may tune, with where the defaults come from. */
export const parameters = {
  weight_destinations: weight('destinations'),
  weight_connectivity: weight('connectivity'),
  weight_slope: weight('slope'),
  weight_comfort: weight('comfort'),
  weight_greenery: weight('greenery'),
  weight_traffic: weight('traffic'),
  minutes: {
    default: 15,
    unit: 'min',
    min: 5,
    max: 30,
    title: { fr: 'Temps de marche', en: 'Walking time' },
    source: 'Moreno et al., Smart Cities 4 (2021): the quarter-hour city',
    date: '2021-01',
  },
  speed: {
    default: 5,
    unit: 'km/h',
    min: 2,
    max: 7,
    title: { fr: 'Vitesse de marche', en: 'Walking speed' },
    source: 'OSRM, foot profile: 5 km/h (Valhalla: 5.1)',
    date: '2024',
  },
  door: {
    default: 150,
    unit: 'm',
    min: 10,
    max: 500,
    title: {
      fr: 'Distance à laquelle une destination peut être de la rue',
      en: 'How far a destination may be from the street',
    },
    source: `${house}: a school or a park is placed by its middle; walked in a straight line`,
    date: '2026-11',
  },
  part: {
    default: 5,
    unit: 'km',
    min: 0,
    max: 100,
    title: {
      fr: 'Voies d’un seul tenant sous lesquelles un bout de réseau est tenu pour mal relié',
      en: 'Connected ways under which a piece of network is taken to be ill joined',
    },
    source: `${house}: a hamlet has more; where only some ways are in the data, the rest is cut off by what is missing`,
    date: '2026-11',
  },
  known_share: {
    default: 0.5,
    unit: '1',
    min: 0,
    max: 1,
    title: {
      fr: 'Part qui doit être connue : de l’indice en un lieu, des voies pour une composante',
      en: 'Share that must be known: of the index at a place, of the ways for a part',
    },
    source: `${house}: below, most of it would be a guess; and a part known in places only would set them apart from the others`,
    date: '2026-11',
  },
} as const

export type Tuned = { readonly [K in keyof typeof parameters]: number }

export const weightsOf = (tuned: Tuned): Weights =>
  Object.fromEntries(components.map((name) => [name, tuned[`weight_${name}`]])) as unknown as Weights

/** m walked in the time allowed. */
export const limitOf = ({ minutes, speed }: Pick<Tuned, 'minutes' | 'speed'>): number => (minutes / 60) * speed * 1000
