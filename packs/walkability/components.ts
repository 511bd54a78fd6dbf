import { type Bilingual, knownShare, nullable, number, weightedMean } from '../../src/kernel/index.ts'

/** The parts of the index, from 0 to 1, in the order they are shown. */
export const components = ['destinations', 'connectivity', 'slope', 'comfort', 'greenery', 'traffic'] as const
export type Component = (typeof components)[number]

/** What is known of a segment or a cell, part by part. */
export type Parts = { readonly [K in Component]: number | null }

export const componentTitles: Readonly<Record<Component, Bilingual>> = {
  destinations: { fr: 'Destinations à pied', en: 'Destinations on foot' },
  connectivity: { fr: 'Carrefours', en: 'Junctions' },
  slope: { fr: 'Pente douce', en: 'Gentle slope' },
  comfort: { fr: 'Fraîcheur l’été', en: 'Coolness in summer' },
  greenery: { fr: 'Verdure', en: 'Greenery' },
  traffic: { fr: 'Calme du trafic', en: 'Calm traffic' },
}

const descriptions: Readonly<Record<Component, Bilingual>> = {
  destinations: {
    fr: '1 : tout ce que les données connaissent est au pied de la porte ; 0 : rien à un quart d’heure.',
    en: '1: all that the data knows is at the door; 0: nothing within a quarter of an hour.',
  },
  connectivity: { fr: '1 : cent carrefours au km² ou plus.', en: '1: a hundred junctions a km² or more.' },
  slope: { fr: '1 : plat ; 0,9 par pour cent de pente.', en: '1: flat; 0.9 for each percent of slope.' },
  comfort: {
    fr: '1 : pas de stress thermique l’après-midi d’un jour de canicule ; 0 : stress extrême.',
    en: '1: no heat stress on the afternoon of a heat-wave day; 0: extreme stress.',
  },
  greenery: {
    fr: '1 : un parc à 300 m à pied et 30 % de houppiers, ou ce que les données en connaissent.',
    en: '1: a park within 300 m on foot and a canopy of 30 %, or what the data knows of them.',
  },
  traffic: {
    fr: '1 : sans voitures, ou zone de rencontre ; 0 : grande route.',
    en: '1: without cars, or where walkers come first; 0: main road.',
  },
}

const share = (title: Bilingual, description: Bilingual) => nullable(number({ title, description, unit: '1' }))

/** The columns of the parts, of the index and of how much of it is known. */
export const partColumns = {
  destinations: share(componentTitles.destinations, descriptions.destinations),
  connectivity: share(componentTitles.connectivity, descriptions.connectivity),
  slope: share(componentTitles.slope, descriptions.slope),
  comfort: share(componentTitles.comfort, descriptions.comfort),
  greenery: share(componentTitles.greenery, descriptions.greenery),
  traffic: share(componentTitles.traffic, descriptions.traffic),
  index: nullable(
    number({
      title: { fr: 'Indice de marchabilité', en: 'Walkability index' },
      description: {
        fr: 'De 0 à 100 : moyenne pondérée des composantes connues ; vide quand trop peu le sont.',
        en: 'From 0 to 100: weighted mean of the components known; empty where too few are.',
      },
      unit: '1',
    }),
  ),
  known: number({
    title: { fr: 'Part connue de l’indice', en: 'Share of the index that is known' },
    description: {
      fr: 'Poids des composantes connues sur le poids de toutes.',
      en: 'Weight of the components known over that of all.',
    },
    unit: '1',
  }),
}

export type Weights = { readonly [K in Component]: number }

/** The index of what is known, 0 to 100, and the share of the weights that this is; no index where it is under `fewest`. */
export function indexOf(parts: Parts, weights: Weights, fewest: number): { index: number | null; known: number } {
  const pairs = components.map((name) => [parts[name], weights[name]] as const)
  const [mean, known] = [weightedMean(pairs), knownShare(pairs)]
  return { index: mean === null || known < fewest ? null : mean * 100, known }
}
