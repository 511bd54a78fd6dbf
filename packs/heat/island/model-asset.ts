import { type AssetRef, asset, check, type InputTable, type RowOf } from '../../../src/kernel/index.ts'
import { type HeatHour, hoursOf } from '../maps/tables.ts'
import { described, published } from '../publish.ts'
import { shareBeyond } from './cells.ts'
import { type IslandContext, landOf } from './context.ts'
import { forcingOf } from './estimate.ts'
import { fitTarget, targets } from './fit.ts'
import { estimatedRows, krigedRows, nightRows } from './report.ts'
import { knownOf, type Summary, summaryOf } from './summary.ts'
import { IslandModel, type IslandNight } from './tables.ts'

/** What the map stands on: one row a number, with its error and what it is. */
export function modelAsset(
  refs: {
    readonly surroundings: AssetRef
    readonly day: AssetRef<typeof HeatHour>
    /** Absent where the territory has no stations. */
    readonly nights?: AssetRef<typeof IslandNight>
  },
  context: IslandContext,
) {
  const { tuned, publishing } = context
  const from: Readonly<Record<string, AssetRef>> = { ...refs }
  return asset({
    name: 'heat_island_model',
    title: { fr: 'Modèle de l’îlot de chaleur', en: 'Model of the heat island' },
    description: described(
      publishing,
      `Ce dont la carte est faite : prédicteurs, variogramme, et erreur aux stations laissées de côté, tout étant refait sans elles. À moins de ${tuned.island_stations} stations, une estimation par la seule morphologie, dite telle.`,
      `What the map is made of: predictors, variogram, and error at stations left out, all done again without them. With fewer than ${tuned.island_stations} stations, an estimate by morphology alone, said to be one.`,
    ),
    from,
    rows: IslandModel,
    code: import.meta.url,
    options: { frame: context.frame },
    checks: [check.notEmpty(), check.unique(['target', 'term'])],
    publish: published(publishing, {
      fr: 'L’erreur dite vaut entre les stations et dans des quartiers semblables aux leurs.',
      en: 'The error told holds between the stations and in neighbourhoods like theirs.',
    }),
    async make(inputs, run): Promise<RowOf<typeof IslandModel>[]> {
      const { surroundings, day, nights } = inputs as {
        surroundings: InputTable
        day: InputTable<typeof HeatHour>
        nights?: InputTable<typeof IslandNight>
      }
      const land = await landOf(surroundings, context)
      const summary = nights ? await summaryOf(nights, land, context) : undefined
      const fits = targets.flatMap((target) => {
        run.signal.throwIfAborted()
        const known = knownOf(summary?.stations ?? [], target)
        return fitTarget(target, known, land.around, tuned.island_stations) ?? []
      })
      if (fits.length)
        return [
          ...nightRows(summary as Summary),
          ...fits.flatMap((fit) => {
            const names = fit.model.chosen.map(({ name }) => name)
            const cells = fit.known.map(({ cell }) => cell)
            return krigedRows(fit, shareBeyond(land, names, cells))
          }),
        ]
      const forcing = forcingOf(await hoursOf(day))
      const found = summary?.stations.length ?? 0
      return [
        ...(found ? nightRows(summary as Summary) : []),
        ...estimatedRows(forcing, found, tuned.island_stations, tuned.island_guess),
      ]
    },
  })
}
