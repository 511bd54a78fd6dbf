import { type AssetRef, asset, check, type RowOf, weightedMean } from '../../../src/kernel/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { countHeat, type ExposureInputs, type ExposureRefs } from './count.ts'
import { type ExposureTuned, exposureParameters } from './parameters.ts'
import { areHottest, heatRanks } from './rank.ts'
import { HeatExposure, HeatGroup } from './tables.ts'
import { commonest } from './tally.ts'

const limits = {
  fr: 'La chaleur dehors, pas dans les logements, qui peuvent être bien plus chauds ou plus frais. Les habitants sont supposés chez eux et répartis également dans leur carreau. Une journée, pas un été. Ne dit rien d’une personne, ni de sa santé.',
  en: 'Heat outdoors, not in homes, which may be far hotter or cooler. Inhabitants are taken to be at home and evenly spread in their square. One day, not a summer. Says nothing of a person, nor of anybody’s health.',
}

/** The hottest fifth: the hottest squares that it takes to hold this share of the inhabitants. */
const HOTTEST = 0.2

/** Who lives where it is hot: by square of the population grid, and by group. */
export function exposureAssets(refs: ExposureRefs, frame: Frame, tuned: ExposureTuned, publishing: Publishing) {
  const from = refs as unknown as Readonly<Record<string, AssetRef>>
  const method = ['utci', 'heat_island', ...(refs.zones ? ['climate_zones'] : [])].join(', ')
  const exposure = asset({
    name: 'heat_exposure',
    title: { fr: 'Qui vit là où il fait chaud', en: 'Who lives where it is hot' },
    description: described(
      publishing,
      `Chaleur dehors dans chaque carreau habité, le jour des cartes : UTCI moyen hors des bâtiments à ${tuned.afternoon} h et à ${tuned.night} h, part du dehors au-dessus de ${tuned.stress} °C, îlot de chaleur nocturne, zone climatique la plus étendue. Les carreaux cartographiés à moins de ${Math.round(tuned.mapped_share * 100)} % n’y sont pas.`,
      `Heat outdoors in each inhabited square, on the day of the maps: mean UTCI outside buildings at ${tuned.afternoon}:00 and ${tuned.night}:00, share of the outdoors above ${tuned.stress} °C, heat island at night, local climate zone of the greatest extent. Squares mapped for less than ${Math.round(tuned.mapped_share * 100)} % are not in.`,
    ),
    from,
    rows: HeatExposure,
    code: import.meta.url,
    parameters: Object.keys(exposureParameters),
    checks: [
      check.unique(['cell']),
      check.between('stressed', 0, 1),
      check.between('mapped', 0, 1),
      check.between('rank', 0, 1),
    ],
    publish: published(publishing, limits),
    async make(inputs, run) {
      const squares = await countHeat(inputs as unknown as ExposureInputs, refs, frame, tuned, run)
      const rows = squares.flatMap(
        ({ tally, cells, polygons: _, ...square }): Omit<RowOf<typeof HeatExposure>, 'rank'>[] => {
          const mapped = cells > 0 ? tally.mapped / cells : 0
          if (mapped === 0 || mapped < tuned.mapped_share) return []
          return [
            {
              ...square,
              utci_afternoon: ratio(tally.afternoon, tally.outdoors),
              utci_night: ratio(tally.night, tally.nights),
              stressed: ratio(tally.stressed, tally.outdoors),
              heat_island: ratio(tally.island, tally.islands),
              lcz: commonest(tally.zones),
              mapped,
              method,
            },
          ]
        },
      )
      const ranks = heatRanks(rows)
      return rows.map(({ square, ...row }, i) => ({ ...row, rank: ranks[i]!, square }))
    },
  })

  const groups = asset({
    name: 'heat_exposure_groups',
    title: { fr: 'La chaleur par groupe d’habitants', en: 'Heat by group of inhabitants' },
    description: described(
      publishing,
      'Pour tous les habitants, ceux de 65 ans et plus et les ménages pauvres : la chaleur moyenne là où ils vivent, et la part qui vit dans les carreaux du cinquième le plus chaud. Un groupe que le carroyage ne compte pas n’y est pas.',
      'For all inhabitants, those aged 65 and more, and poor households: the mean heat where they live, and the share that lives in the squares of the hottest fifth. A group that the grid does not count is not in.',
    ),
    from: { exposure },
    rows: HeatGroup,
    code: import.meta.url,
    parameters: [],
    checks: [check.unique(['group']), check.between('hottest', 0, 1)],
    publish: published(publishing, limits),
    make: async ({ exposure }) => groupsOf(await exposure.all()),
  })
  return [exposure, groups]
}

const ratio = (sum: number, count: number) => (count > 0 ? sum / count : null)

const groupNames = [
  { group: 'all', column: 'population', unit: '{person}' },
  { group: 'aged', column: 'aged', unit: '{person}' },
  { group: 'poor', column: 'poor', unit: '{household}' },
] as const

/** One row a group that the grid counts. */
export function groupsOf(squares: readonly RowOf<typeof HeatExposure>[]): RowOf<typeof HeatGroup>[] {
  const hottest = areHottest(squares, HOTTEST)
  return groupNames.flatMap(({ group, column, unit }) => {
    const known = squares.flatMap((square, i) =>
      square[column] === null ? [] : [{ ...square, isHottest: hottest[i]! }],
    )
    if (known.length === 0) return []
    const mean = (of: 'utci_afternoon' | 'utci_night' | 'heat_island') =>
      weightedMean(known.map((square) => [square[of], square[column]!]))
    return [
      {
        group,
        count: known.reduce((sum, square) => sum + square[column]!, 0),
        unit,
        utci_afternoon: mean('utci_afternoon'),
        utci_night: mean('utci_night'),
        heat_island: mean('heat_island'),
        hottest: weightedMean(
          known.map((square) => [square.utci_afternoon === null ? null : Number(square.isHottest), square[column]!]),
        ),
      },
    ]
  })
}
