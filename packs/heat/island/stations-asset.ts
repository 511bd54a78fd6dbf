import { type AssetRef, asset, check, type RowOf } from '../../../src/kernel/index.ts'
import { type HeatHour, hoursOf } from '../maps/tables.ts'
import { described, published } from '../publish.ts'
import { type IslandContext, landOf } from './context.ts'
import { estimateAt, forcingOf } from './estimate.ts'
import { type Fit, fitTarget } from './fit.ts'
import { knownOf, summaryOf } from './summary.ts'
import { type IslandNight, IslandStation } from './tables.ts'

/** Each station: its heat island, and what the model says there without it. */
export function stationsAsset(
  refs: {
    readonly nights: AssetRef<typeof IslandNight>
    readonly surroundings: AssetRef
    readonly day: AssetRef<typeof HeatHour>
  },
  context: IslandContext,
) {
  const { tuned, publishing } = context
  return asset({
    name: 'heat_island_stations',
    title: { fr: 'Îlot de chaleur aux stations', en: 'Heat island at the stations' },
    description: described(
      publishing,
      'Intensité de l’îlot de chaleur à chaque station, moyenne et des nuits intenses, et ce que le modèle y prédit quand tout est refait sans elle.',
      'Intensity of the heat island at each station, mean and of the intense nights, and what the model predicts there when all is done again without it.',
    ),
    from: refs,
    rows: IslandStation,
    code: import.meta.url,
    options: { frame: context.frame },
    checks: [
      check.unique(['station']),
      check.between('mean', -tuned.island_outlier, tuned.island_outlier, { severity: 'warn' }),
    ],
    publish: published(publishing, {
      fr: 'Moyennes des nuits que la station a : deux stations n’ont pas toujours les mêmes.',
      en: 'Means of the nights that the station has: two stations do not always have the same ones.',
    }),
    async make({ nights, surroundings, day }, run) {
      const land = await landOf(surroundings, context)
      const { stations } = await summaryOf(nights, land, context)
      run.signal.throwIfAborted()
      const [intense, mean] = (['intense', 'mean'] as const).map((target) =>
        withoutEach(fitTarget(target, knownOf(stations, target), land.around, tuned.island_stations)),
      ) as [Without, Without]
      const forcing = forcingOf(await hoursOf(day))
      const cells = stations.map(({ cell }) => cell)
      const estimates = forcing && estimateAt(land.ground, forcing, tuned, cells)
      return stations.map((site, i): RowOf<typeof IslandStation> => {
        const [strong, usual] = [intense.get(site.station), mean.get(site.station)]
        return {
          station: site.station,
          rural: site.rural,
          nights: site.nights,
          intense: known(site.intense),
          mean: site.mean,
          lowest: site.lowest,
          intense_without: strong?.predicted ?? null,
          intense_error: strong?.error ?? null,
          mean_without: usual?.predicted ?? null,
          mean_error: usual?.error ?? null,
          estimate: known(estimates?.[i]),
          built: site.built,
          impervious: site.impervious,
          altitude: site.altitude,
          location: { type: 'Point', coordinates: site.location },
        }
      })
    },
  })
}

const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)

type Without = ReadonlyMap<string, { readonly predicted: number; readonly error: number }>

/** What is predicted at each station without it. */
function withoutEach(fit: Fit | undefined): Without {
  if (!fit) return new Map()
  const { whole, widening } = fit.validation
  return new Map(
    fit.known.map(({ station, value }, i) => [
      station,
      { predicted: value + whole.differences[i]!, error: whole.errors[i]! * widening },
    ]),
  )
}
