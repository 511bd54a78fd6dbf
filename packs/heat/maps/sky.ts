import { type Asset, fileAsset, number } from '../../../src/kernel/index.ts'
import { skyView } from '../../../src/models/shade/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { skyStyle } from '../styles.ts'
import { type LightTuned, lightParameters } from './parameters.ts'
import { marginOf, nothing, surfaceAround } from './window.ts'

const share = (fr: string, en: string) => number({ title: { fr, en }, unit: '1' })

export const skyBands = {
  sky: share('Part du ciel vue du sol', 'Share of the sky seen from the ground'),
  sky_buildings: share(
    'Part du ciel vue du sol, sans les arbres',
    'Share of the sky seen from the ground, without trees',
  ),
}

/** A byte holds shares to 1/250: exact at 0, ½ and 1, and finer than the model. */
const SCALE = 0.004

/** How much of the sky is seen from the ground, cell by cell. */
export function skyAsset(surface: Asset, frame: Frame, tuned: LightTuned, publishing: Publishing) {
  const { crs, step, tiles } = frame
  return fileAsset({
    kind: 'raster',
    name: 'sky_view',
    title: { fr: 'Vue du ciel', en: 'Sky view' },
    description: described(
      publishing,
      `Part du ciel que l’on voit du sol, par mailles de ${step} m : 1 en plein champ, presque 0 dans une cour étroite ; obstacles jusqu’à ${tuned.reach} m, ${tuned.directions} directions. Une seconde bande oublie les arbres. Vide dans les bâtiments.`,
      `Share of the sky seen from the ground, by cells of ${step} m: 1 in an open field, almost 0 in a narrow yard; obstacles up to ${tuned.reach} m, ${tuned.directions} directions. A second band leaves the trees out. Empty in buildings.`,
    ),
    from: { surface },
    bands: skyBands,
    style: skyStyle,
    partitions: tiles,
    margin: marginOf(frame, tuned),
    code: import.meta.url,
    options: { step },
    parameters: Object.keys(lightParameters),
    publish: published(publishing, {
      fr: 'Vaut ce que valent les hauteurs dont elle est faite. Auvents, passages couverts et mobilier urbain n’y sont pas.',
      en: 'Worth what the heights it is made of are worth. Awnings, covered passages and street furniture are not in.',
    }),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const { surface, core, isEmpty } = await surfaceAround(inputs.surface, bbox, frame, tuned)
      const empty = isEmpty && nothing(frame)
      const { sky, buildings } = empty ? { sky: empty, buildings: empty } : skyView(surface, core, tuned)
      return run.raster({
        name: `sky_view_${run.partition!.key}`,
        bbox,
        step,
        crs,
        type: 'uint8',
        bands: [
          { name: 'sky', values: sky, scale: SCALE },
          { name: 'sky_buildings', values: buildings, scale: SCALE },
        ],
      })
    },
  })
}
