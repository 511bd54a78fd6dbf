import {
  type AssetRef,
  asset,
  type Bbox,
  type Bilingual,
  boundOf,
  check,
  definePack,
  type Licence,
  optional,
} from '../../src/kernel/index.ts'
import { described, publisher } from '../heat/publish.ts'
import { cellsOf } from './cells.ts'
import { components } from './components.ts'
import { parameters } from './parameters.ts'
import { type SegmentInputs, segmentsOf } from './segments.ts'
import { Crowns, EdgeComfort, Park, Place, PopulationCell, Stop, WalkEdge } from './shapes.ts'
import { walkabilitySheet } from './sheets/walkability.ts'
import { walkabilitySurvey } from './survey.ts'
import { segmentIn, WalkabilityCell } from './tables.ts'

export interface WalkabilityOptions {
  /** A metric CRS: the pack computes in it. */
  readonly crs: string
  /** That of the strictest of its data. */
  readonly licence: Licence
  /** Said in every description: that the data is invented, say. */
  readonly note?: Bilingual
  /** Where destinations are in the data, in `crs`: elsewhere there is no index. Default: everywhere. */
  readonly within?: readonly Bbox[]
  /** What a user must know of the data of this place. */
  readonly limits?: Bilingual
}

/** How good the streets of a territory are to walk, by segment and by cell, and what is asked of those who walk them. */
export function walkabilityPack({ crs, licence, note, within, limits }: WalkabilityOptions) {
  const Segment = segmentIn(crs)
  const publish = publisher('transport', [
    { fr: 'marche', en: 'walking' },
    { fr: 'marchabilité', en: 'walkability' },
  ])(
    { licence },
    described(
      { note: limits },
      'Un calcul sur ce que les données connaissent : ni trottoirs encombrés, ni éclairage, ni sentiment de sécurité. Ce qui n’est pas dans les données ne compte ni pour ni contre. Bon pour comparer des lieux, non pour en juger un.',
      'A computation on what the data knows: no cluttered pavements, no lighting, no feeling of safety. What is not in the data counts neither for nor against. Good to compare places, not to judge one.',
    ),
  )
  return definePack({
    id: 'walkability',
    title: { fr: 'Marchabilité', en: 'Walkability' },
    description: {
      fr: 'Ce que valent les rues pour qui marche : un indice dont chaque composante et chaque poids se voient et se changent, à côté de ce qu’en disent les habitants.',
      en: 'What streets are worth to those who walk: an index whose every part and weight can be seen and changed, beside what inhabitants say of it.',
    },
    code: import.meta.url,
    inputs: {
      edges: WalkEdge,
      places: optional(Place),
      stops: optional(Stop),
      parks: optional(Park),
      comfort: optional(EdgeComfort),
      surface: optional(Crowns),
      population: optional(PopulationCell),
    },
    parameters,
    sheets: [walkabilitySheet],
    surveys: [walkabilitySurvey],
    assets: ({ edges, population, ...rest }, tuned) => {
      const refs = { edges, ...boundOf(rest) }
      const segments = asset({
        name: 'walkability_segments',
        title: { fr: 'Marchabilité des rues', en: 'Walkability of streets' },
        description: described(
          { note },
          `Indice de chaque tronçon et ses composantes, chacune de 0 à 1 : destinations à ${tuned.minutes} minutes par les rues, carrefours, pente, fraîcheur l’après-midi d’un jour de canicule, verdure, calme du trafic. Fait de : ${Object.values(
            refs,
          )
            .map((ref) => ref.name)
            .join(', ')}.`,
          `Index of each segment and its parts, each from 0 to 1: destinations within ${tuned.minutes} minutes along streets, junctions, slope, coolness on the afternoon of a heat-wave day, greenery, calm traffic. Made from: ${Object.values(
            refs,
          )
            .map((ref) => ref.name)
            .join(', ')}.`,
        ),
        from: refs as Readonly<Record<string, AssetRef>>,
        rows: Segment,
        code: import.meta.url,
        options: { crs, within },
        checks: [
          check.notEmpty(),
          check.unique(['id']),
          check.between('index', 0, 100),
          ...components.map((name) => check.between(name, 0, 1)),
        ],
        publish,
        make: (inputs, run) => segmentsOf(inputs as unknown as SegmentInputs, refs, { crs, within }, tuned, run),
      })
      const cells = { segments, ...boundOf({ population }) }
      return [
        segments,
        asset({
          name: 'walkability_cells',
          title: { fr: 'Marchabilité par carreau', en: 'Walkability by square' },
          description: described(
            { note },
            'Moyenne des rues de chaque carreau, par leur longueur. Les carreaux sans rue connue sont vides.',
            'Mean of the streets of each square, by their length. Squares without a known street are empty.',
          ),
          from: cells as Readonly<Record<string, AssetRef>>,
          rows: WalkabilityCell,
          code: import.meta.url,
          options: { crs },
          checks: [check.notEmpty(), check.unique(['cell']), check.between('index', 0, 100)],
          publish,
          make: (inputs) => cellsOf(inputs as unknown as Parameters<typeof cellsOf>[0], cells, crs, tuned),
        }),
      ]
    },
  })
}
