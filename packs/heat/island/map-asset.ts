import { type AssetRef, type Columns, fileAsset, type InputTable, number } from '../../../src/kernel/index.ts'
import { described, published } from '../publish.ts'
import { drawMap } from './cells.ts'
import { type IslandContext, landOf } from './context.ts'
import { targets } from './fit.ts'
import { drawingOf } from './read-model.ts'
import { placed } from './summary.ts'
import type { IslandModel, IslandStation } from './tables.ts'

const kelvins = (fr: string, en: string) => number({ title: { fr, en }, unit: 'K' })

/** The bands of the map, in the order of the file. The first is there whatever the method. */
export const islandBands = {
  intense: kelvins('Îlot de chaleur des nuits intenses', 'Heat island of the intense nights'),
  intense_error: kelvins('Erreur type des nuits intenses', 'Standard error of intense nights'),
  mean: kelvins('Îlot de chaleur moyen', 'Mean heat island'),
  mean_error: kelvins('Erreur type de la moyenne', 'Standard error of the mean'),
} satisfies Columns

/** The heat island by coarse cell, with its standard error. */
export function mapAsset(
  refs: {
    readonly surroundings: AssetRef
    readonly model: AssetRef<typeof IslandModel>
    readonly stations?: AssetRef<typeof IslandStation>
  },
  context: IslandContext,
) {
  const { frame, tuned, publishing } = context
  const from: Readonly<Record<string, AssetRef>> = { ...refs }
  const [fr, en] = refs.stations
    ? [
        `Combien les nuits sont plus chaudes que dans la campagne, par mailles de ${tuned.island_step} m, d’après les stations (krigeage par régression), avec l’erreur type de ce qu’une station y mesurerait. À moins de ${tuned.island_stations} stations : estimation par la seule morphologie. « heat_island_model » dit ce qu’il en est.`,
        `How much warmer nights are than in the country, by cells of ${tuned.island_step} m, from the stations (regression kriging), with the standard error of what a station there would measure. With fewer than ${tuned.island_stations} stations: an estimate by morphology alone. 'heat_island_model' says which.`,
      ]
    : [
        `Estimation, faute de stations : combien la nuit du jour de canicule serait au plus chaud au-dessus de la campagne, d’après la seule morphologie (Theeuwes et al., 2017), par mailles de ${tuned.island_step} m. Les bandes de la moyenne sont vides.`,
        `An estimate, for want of stations: how far above the country the night of the heat-wave day would be at its highest, from morphology alone (Theeuwes et al., 2017), by cells of ${tuned.island_step} m. The bands of the mean are empty.`,
      ]
  return fileAsset({
    kind: 'raster',
    name: 'heat_island',
    title: { fr: 'Îlot de chaleur urbain nocturne', en: 'Urban heat island at night' },
    description: described(publishing, fr!, en!),
    from,
    bands: islandBands,
    code: import.meta.url,
    options: { frame: frame },
    publish: published(publishing, {
      fr: 'De l’air à hauteur de station, pas des surfaces ni du ressenti. Une maille loin des stations, ou qui ne ressemble à aucune, a une erreur plus grande que dite. Ne dit rien d’une nuit donnée.',
      en: 'Of the air at the height of stations, neither of surfaces nor of what is felt. A cell far from the stations, or like none of them, has a larger error than told. Says nothing of a given night.',
    }),
    async make(inputs, run) {
      const { surroundings, model, stations } = inputs as {
        surroundings: InputTable
        model: InputTable<typeof IslandModel>
        stations?: InputTable<typeof IslandStation>
      }
      const land = await landOf(surroundings, context)
      const terms = await model.all()
      const rows = (await stations?.all()) ?? []
      const bands = targets.flatMap((target) => {
        run.signal.throwIfAborted()
        const drawing = drawingOf(terms, target, land.around)
        const { values, errors } = drawMap(
          drawing,
          placed(rows, (i) => rows[i]![target], land, context),
          land,
          tuned,
        )
        return [
          { name: target, values },
          { name: `${target}_error`, values: errors },
        ]
      })
      const { ground } = land
      return run.raster({
        name: 'heat_island',
        origin: ground.origin,
        width: ground.width,
        height: ground.height,
        step: tuned.island_step,
        crs: frame.crs,
        type: 'float32',
        bands,
      })
    },
  })
}
