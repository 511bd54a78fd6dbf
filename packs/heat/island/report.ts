import type { RowOf } from '../../../src/kernel/index.ts'
import { practicalRange, standardError } from '../../../src/models/kriging/index.ts'
import type { DayForcing } from './estimate.ts'
import type { Fit } from './fit.ts'
import type { IslandModel } from './tables.ts'
import { predictorWords, shapeWords, signed } from './words.ts'

type Row = RowOf<typeof IslandModel>

const row = (
  target: Row['target'],
  term: string,
  said: readonly [fr: string, en: string],
  value: number | null = null,
  unit: string | null = null,
  error: number | null = null,
): Row => ({ target, term, value, error, unit, said: said[0], said_en: said[1] })

/** The rows of a target that was kriged. `beyond`: share of the cells where a predictor is beyond those of the stations. */
export function krigedRows({ target, known, model, validation }: Fit, beyond: number): Row[] {
  const { kriging, chosen, variogram, selection } = model
  const { kept, whole, widening } = validation
  const of = (...rest: Parameters<typeof row> extends [unknown, ...infer R] ? R : never) => row(target, ...rest)
  return [
    of('method', ['krigeage par régression', 'regression kriging']),
    of('stations', ['Stations', 'Stations'], known.length, '{station}'),
    of(
      'constant',
      ['Intensité aux alentours moyens des stations', 'Intensity in the mean surroundings of the stations'],
      ...([kriging.coefficients[0]!, 'K', standardError(kriging, 0)] as const),
    ),
    ...chosen.map(({ name }, i) => {
      const { mean, deviation } = kriging.scales[i]!
      const effect = kriging.coefficients[i + 1]!
      const { fr, en } = predictorWords(name)
      return of(
        name,
        [
          `${fr} : ${signed(effect)} K par écart type (moyenne ${mean.toPrecision(3)}, écart type ${deviation.toPrecision(3)})`,
          `${en}: ${signed(effect)} K per standard deviation (mean ${mean.toPrecision(3)}, deviation ${deviation.toPrecision(3)})`,
        ],
        effect / deviation,
        'K',
        standardError(kriging, i + 1) / deviation,
      )
    }),
    of('shape', [shapeWords[variogram.shape]!, variogram.shape]),
    of('nugget', ['Variogramme : pépite', 'Variogram: nugget'], variogram.nugget, 'K2'),
    of('sill', ['Variogramme : palier partiel', 'Variogram: partial sill'], variogram.sill, 'K2'),
    of('range', ['Variogramme : paramètre de portée', 'Variogram: range parameter'], variogram.range, 'm'),
    of(
      'practical_range',
      ['Variogramme : distance à 95 % du palier', 'Variogram: distance at 95 % of the sill'],
      ...([practicalRange(variogram), 'm'] as const),
    ),
    of(
      'rmse',
      [
        'Erreur quadratique aux stations laissées de côté, tout refait',
        'Root mean square error at stations left out, all done again',
      ],
      whole.rmse,
      'K',
    ),
    of('bias', ['Biais aux stations laissées de côté', 'Bias at stations left out'], whole.bias, 'K'),
    of(
      'r2',
      [
        'Part de la variance prédite aux stations laissées de côté',
        'Share of the variance predicted at stations left out',
      ],
      whole.r2,
      '1',
    ),
    of(
      'rmse_kept',
      [
        'Erreur quadratique, prédicteurs et variogramme gardés : ce qui est souvent publié',
        'Root mean square error, predictors and variogram kept: what is often published',
      ],
      kept.rmse,
      'K',
    ),
    of(
      'r2_kept',
      [
        'Part de la variance, prédicteurs et variogramme gardés',
        'Share of the variance, predictors and variogram kept',
      ],
      kept.r2,
      '1',
    ),
    of('widening', ['Erreurs types multipliées par', 'Standard errors multiplied by'], widening, '1'),
    of(
      'coverage',
      [
        'Part des stations laissées de côté à moins de 1,96 erreur type, avant de les élargir',
        'Share of the stations left out within 1.96 standard errors, before widening them',
      ],
      whole.coverage,
      '1',
    ),
    of(
      'beyond',
      [
        'Part des mailles dont un prédicteur sort de ceux des stations',
        'Share of the cells where a predictor is beyond those of the stations',
      ],
      beyond,
      '1',
    ),
    of('verdict', verdictOf(whole.r2, beyond), whole.r2, '1'),
    ...selection.refused.map(({ name, reason, with: other, inflation }) => {
      const { fr, en } = predictorWords(name)
      const why = {
        collinear: [`colinéaire avec « ${other} »`, `collinear with '${other}'`],
        constant: ['le même partout', 'the same everywhere'],
        missing: ['inconnu à une station', 'unknown at a station'],
      }[reason] as [string, string]
      return of(`refused_${name}`, [`Refusé, ${why[0]} : ${fr}`, `Refused, ${why[1]}: ${en}`], inflation ?? null, '1')
    }),
  ]
}

/** Shares of the variance at stations left out, from which a map is worth drawing, and from which it says more than their mean. */
const GOOD = 0.5
const FAIR = 0.2

/** Share of the cells beyond the stations' surroundings from which the map is mostly an extrapolation. */
const MOSTLY = 0.5

function verdictOf(r2: number, beyond: number): readonly [fr: string, en: string] {
  const [fr, en] =
    r2 >= GOOD
      ? [
          'La carte prédit la plus grande part des différences entre stations',
          'The map predicts most of the differences between stations',
        ]
      : r2 >= FAIR
        ? [
            'La carte ne prédit qu’une part des différences entre stations : à lire avec son erreur',
            'The map predicts only a part of the differences between stations: read it with its error',
          ]
        : [
            'La carte ne prédit guère mieux que la moyenne des stations',
            'The map hardly predicts better than the mean of the stations',
          ]
  return beyond < MOSTLY
    ? [fr!, en!]
    : [
        `${fr} ; mais le plus grand nombre des mailles ne ressemblent à aucune station : la carte y extrapole`,
        `${en}; but most cells are like no station: there the map extrapolates`,
      ]
}

/** The rows of a map estimated for want of stations. */
export function estimatedRows(day: DayForcing | undefined, found: number, wanted: number, error: number): Row[] {
  const too = [
    `${found} station(s) utilisable(s), il en faut ${wanted} : estimation par la seule morphologie (Theeuwes et al., 2017), maximum de la nuit du jour de canicule`,
    `${found} usable station(s), ${wanted} are needed: estimate by morphology alone (Theeuwes et al., 2017), highest of the night of the heat-wave day`,
  ] as const
  return [
    row('intense', 'method', ['estimation', 'estimate']),
    row('intense', 'stations', too, found, '{station}'),
    ...(day
      ? [
          row('intense', 'sun', ['Rayonnement moyen du jour', 'Mean radiation of the day'], day.sun, 'K.m/s'),
          row(
            'intense',
            'day_range',
            ['Amplitude de température du jour', 'Temperature range of the day'],
            day.range,
            'K',
          ),
          row('intense', 'wind', ['Vent moyen du jour à 10 m', 'Mean wind of the day at 10 m'], day.wind, 'm/s'),
        ]
      : []),
    row(
      'intense',
      'guess',
      ['Erreur type publiée, arrondie vers le haut', 'Published standard error, rounded up'],
      error,
      'K',
    ),
    row('intense', 'verdict', [
      'Ordre de grandeur et répartition plausible : aucune mesure d’ici ne les a vérifiés',
      'Order of magnitude and plausible pattern: no measure from here has checked them',
    ]),
  ]
}

/** The rows that say how the nights were chosen. */
export function nightRows(facts: {
  readonly nights: number
  readonly intense: number
  readonly threshold: number | null
  readonly rural: number
  readonly isCountry: boolean
}): Row[] {
  return [
    row('all', 'nights', ['Nuits observées', 'Nights observed'], facts.nights, '{night}'),
    row('all', 'intense_nights', ['Nuits intenses', 'Intense nights'], facts.intense, '{night}'),
    row(
      'all',
      'threshold',
      [
        'Intensité de la plus faible des nuits intenses (neuvième décile du réseau)',
        'Intensity of the weakest intense night (ninth decile of the network)',
      ],
      facts.threshold,
      'K',
    ),
    row(
      'all',
      'reference',
      facts.isCountry
        ? ['Stations de campagne, qui servent de référence', 'Rural stations, which are the reference']
        : [
            'Aucune station de campagne : la moins imperméabilisée alentour sert de référence, et les intensités sont sous-estimées',
            'No rural station: the one with the least sealed around is the reference, and intensities are underestimated',
          ],
      facts.rural,
      '{station}',
    ),
  ]
}
