import { lightParameters } from '../heat/maps/parameters.ts'

const house = 'City Orchestra'

/** How the ways are joined into one network. */
const networkParameters = {
  snap: {
    default: 1,
    unit: 'm',
    min: 0.01,
    max: 10,
    title: {
      fr: 'Distance sous laquelle le bout d’une voie touche sa voisine',
      en: 'Distance under which the end of a way touches its neighbour',
    },
    source: `${house}: ways that meet share a position in OpenStreetMap and BD TOPO; what is left are slips of the drawing`,
    date: '2026-11',
  },
  covered: {
    default: 10,
    unit: 'm',
    min: 1,
    max: 50,
    title: {
      fr: 'Distance à une voie détaillée sous laquelle une route du fond est la même',
      en: 'Distance to a detailed way under which a road of the background is the same',
    },
    source: `${house}: half a wide street; axes of OpenStreetMap and BD TOPO differ by some metres`,
    date: '2026-11',
  },
  join: {
    default: 15,
    unit: 'm',
    min: 1,
    max: 100,
    title: {
      fr: 'Distance jusqu’où le bout d’une voie rejoint l’autre source',
      en: 'Distance up to which the end of a way joins the other source',
    },
    source: `${house}: half as much again as the distance under which two lines are the same way, so that what was cut there meets it`,
    date: '2026-11',
  },
  gap: {
    default: 0,
    unit: 'm',
    min: 0,
    max: 50,
    title: {
      fr: 'Distance jusqu’où un bout rejoint une partie du réseau qui est à part (0 : jamais)',
      en: 'Distance up to which an end joins a part of the network that stands apart (0: never)',
    },
    source: `${house}: none, unless the source is known to lack pieces; the roundabouts that the named streets of Rennes lack are some 20 m wide`,
    date: '2026-11',
  },
} as const

/** What a walker meets. */
const walkParameters = {
  signal_cycle: {
    default: 80,
    unit: 's',
    min: 20,
    max: 200,
    title: { fr: 'Cycle des feux', en: 'Cycle of traffic signals' },
    source: 'Cerema (Certu), Guide de conception des carrefours à feux: cycles of 60 to 90 s, 120 at most',
    date: '2010',
  },
  signal_walk: {
    default: 20,
    unit: 's',
    min: 3,
    max: 120,
    title: { fr: 'Vert des piétons dans un cycle', en: 'Green for walkers in a cycle' },
    source: `${house}, assumed: a quarter of the cycle`,
    date: '2026-11',
  },
  zebra_wait: {
    default: 3,
    unit: 's',
    min: 0,
    max: 60,
    title: { fr: 'Attente à un passage sans feux', en: 'Wait at a crossing without signals' },
    source: `${house}, assumed: drivers must give way (Code de la route, R415-11); time to look and be seen`,
    date: '2026-11',
  },
  unmarked_wait: {
    default: 6,
    unit: 's',
    min: 0,
    max: 60,
    title: { fr: 'Attente pour traverser sans passage', en: 'Wait to cross without a crossing' },
    source: `${house}, assumed: twice that of a marked crossing`,
    date: '2026-11',
  },
  rolling_slope: {
    default: 5,
    unit: '%',
    min: 1,
    max: 20,
    title: { fr: 'Pente que tout fauteuil monte', en: 'Slope that any wheelchair climbs' },
    source: 'Arrêté du 15 janvier 2007 (accessibilité de la voirie), article 1: 5 % at most',
    date: '2007-01',
  },
  steep_slope: {
    default: 12,
    unit: '%',
    min: 2,
    max: 40,
    title: { fr: 'Pente qu’aucun fauteuil ne monte seul', en: 'Slope that no wheelchair climbs alone' },
    source: 'Arrêté du 15 janvier 2007, article 1: 12 % over half a metre at most, 8 % over two metres',
    date: '2007-01',
  },
  aside: {
    default: 3,
    unit: 'm',
    min: 0,
    max: 15,
    title: {
      fr: 'Distance de l’axe où l’on marche, dans une rue dont les trottoirs ne sont pas dessinés',
      en: 'Distance from the axis where one walks, in a street whose sidewalks are not drawn',
    },
    source: `${house}, assumed: the edge of a carriageway of 6 m`,
    date: '2026-11',
  },
} as const

/** How sun and comfort are read along an edge. */
const sampleParameters = {
  apart: {
    default: 2,
    unit: 'm',
    min: 0.5,
    max: 20,
    title: { fr: 'Distance entre deux regards au soleil', en: 'Distance between two looks at the sun' },
    source: `${house}: in a town drawn at random, the share of lines of 30 to 120 m is within 1.7 points on average (5 for one in twenty) of that of looks every 0.25 m`,
    date: '2026-11',
  },
  reach: lightParameters.reach,
  trunk: lightParameters.trunk,
  transmissivity: lightParameters.transmissivity,
  bare_transmissivity: {
    default: 0.5,
    unit: '1',
    min: 0,
    max: 1,
    title: {
      fr: 'Part du rayonnement qui traverse un houppier sans feuilles',
      en: 'Share of the beam that goes through a crown without leaves',
    },
    source: 'Konarska et al. (2014), Theoretical and Applied Climatology 117: 40 to 52 %; default of SOLWEIG',
    date: '2014',
  },
} as const

/** The numbers of this pack that a territory may tune, with where the defaults come from. */
export const parameters = { ...networkParameters, ...walkParameters, ...sampleParameters } as const

export type NetworkTuned = { readonly [K in keyof typeof networkParameters]: number }
export type WalkTuned = { readonly [K in keyof typeof walkParameters]: number }
export type SampleTuned = { readonly [K in keyof typeof sampleParameters]: number } & Pick<WalkTuned, 'aside'>
export type Tuned = { readonly [K in keyof typeof parameters]: number }

/** The names of the parameters that change each part. */
export const graphParameterNames = Object.keys({ ...networkParameters, ...walkParameters })
export const sampleParameterNames = [...Object.keys(sampleParameters), 'aside']
