import { type AssetRef, fileAsset, number, OrchestraError } from '../../../src/kernel/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import { coarsened } from '../../../src/models/surroundings/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import type { IslandTuned } from './parameters.ts'

const share = (fr: string, en: string) => number({ title: { fr, en }, unit: '1' })
const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

/** What each coarse cell holds, in the order of the file. */
export const surroundingBands = {
  built: share('Part bâtie', 'Built share'),
  impervious: share('Part imperméable (toits, enrobés, pavages)', 'Impervious share (roofs, asphalt, paving)'),
  low: share('Part de végétation basse, sans arbre au-dessus', 'Share of low vegetation, no tree above'),
  trees: share('Part sous les arbres', 'Share under trees'),
  water: share('Part en eau', 'Water share'),
  volume: metres('Volume bâti par m² de sol', 'Built volume per m² of ground'),
  sky: share('Vue du ciel du sol libre', 'Sky view of the open ground'),
  canyon: share('Vue du ciel du sol libre, sans les arbres', 'Sky view of the open ground, without trees'),
  ground: metres('Altitude du sol', 'Ground elevation'),
} as const
export type Surrounding = keyof typeof surroundingBands

/** Throws `heat.island-step` when coarse cells would not fit whole in a tile. */
function factorOf({ step, tiles }: Frame, { island_step }: IslandTuned): number {
  const factor = island_step / step
  if (Number.isInteger(factor) && Number.isInteger(tiles.size / island_step)) return factor
  throw new OrchestraError({
    code: 'heat.island-step',
    say: {
      fr: `La maille de l’îlot de chaleur (${island_step} m) ne tient pas un nombre entier de fois dans une dalle de ${tiles.size} m, ou ne vaut pas un nombre entier de mailles de ${step} m.`,
      en: `The cell of the heat island (${island_step} m) does not fit a whole number of times in a tile of ${tiles.size} m, or is no whole number of cells of ${step} m.`,
    },
    remedy: {
      fr: 'Donnez à « island_step » un diviseur du côté des dalles.',
      en: "Give 'island_step' a divisor of the side of the tiles.",
    },
    place: 'heat island_step',
    facts: { island_step, step, tile: tiles.size },
  })
}

/** The surface summed up in coarse cells, tile by tile: what the surroundings of a place are computed from. */
export function surroundingsAsset(
  from: { readonly surface: AssetRef; readonly sky: AssetRef },
  frame: Frame,
  tuned: IslandTuned,
  publishing: Publishing,
) {
  const { crs, tiles } = frame
  const factor = factorOf(frame, tuned)
  return fileAsset({
    kind: 'raster',
    name: 'heat_surroundings',
    title: { fr: 'Occupation du sol en grandes mailles', en: 'Land cover in coarse cells' },
    description: described(
      publishing,
      `Parts bâtie, imperméable, de végétation basse, d’arbres et d’eau, volume bâti, vue du ciel et altitude, par mailles de ${tuned.island_step} m.`,
      `Built, impervious, low-vegetation, tree and water shares, built volume, sky view and elevation, by cells of ${tuned.island_step} m.`,
    ),
    from,
    bands: surroundingBands,
    partitions: tiles,
    code: import.meta.url,
    options: { crs, step: frame.step },
    publish: published(publishing, {
      fr: 'Vaut ce que vaut le sol dessiné en mailles fines dont elle est la moyenne.',
      en: 'Worth what the ground drawn in fine cells is worth, of which this is the mean.',
    }),
    async make({ surface, sky }, run) {
      const bbox = run.partition!.bbox!
      const fine = await surface.grid({ bbox, bands: ['cover', 'buildings', 'canopy', 'ground'] })
      const above = await sky.grid({ bbox, bands: ['sky', 'sky_buildings'] })
      const [cover, buildings, canopy, ground] = fine.bands as [Float32Array, Float32Array, Float32Array, Float32Array]
      const [open, canyon] = above.bands as [Float32Array, Float32Array]
      const size = { width: fine.width, height: fine.height, factor }
      const shareOf = (is: (code: number, i: number) => boolean) =>
        coarsened((i) => (Number.isNaN(cover[i]!) ? Number.NaN : Number(is(cover[i]!, i))), size)
      const hasTree = (i: number) => canopy[i]! > 0 || cover[i] === GroundClass.underTrees
      const values: Record<Surrounding, Float32Array> = {
        built: shareOf((code) => code === GroundClass.roof),
        impervious: shareOf((code) => sealed.has(code)),
        low: shareOf((code, i) => code === GroundClass.grass && !hasTree(i)),
        trees: shareOf((code, i) => code !== GroundClass.roof && hasTree(i)),
        water: shareOf((code) => code === GroundClass.water),
        volume: coarsened((i) => buildings[i]!, size),
        sky: coarsened((i) => (cover[i] === GroundClass.roof ? Number.NaN : open[i]!), size, 0),
        canyon: coarsened((i) => (cover[i] === GroundClass.roof ? Number.NaN : canyon[i]!), size, 0),
        ground: coarsened((i) => ground[i]!, size),
      }
      return run.raster({
        name: `surroundings_${run.partition!.key}`,
        bbox,
        step: tuned.island_step,
        crs,
        type: 'float32',
        bands: Object.entries(values).map(([name, band]) => ({ name, values: band })),
      })
    },
  })
}

const sealed: ReadonlySet<number> = new Set([GroundClass.asphalt, GroundClass.paving, GroundClass.roof])
