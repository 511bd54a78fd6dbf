import { type AssetRef, fileAsset, integer, number } from '../../../src/kernel/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { allInMetres } from '../read.ts'
import { groundStyle, heightStyle } from '../styles.ts'
import { type DrawingTuned, type Drawn, drawSurface, type SurfaceRefs } from './draw.ts'
import { surfaceParameters } from './parameters.ts'

const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

/** The bands of the surface, in the order of the file. */
export const surfaceBands = {
  ground: metres('Altitude du sol', 'Ground elevation'),
  buildings: metres('Hauteur des bâtiments', 'Height of buildings'),
  canopy: metres('Hauteur des houppiers', 'Height of crowns'),
  cover: integer({
    title: { fr: 'Nature du sol', en: 'Ground cover' },
    description: {
      fr: '1 enrobé, 2 pavage clair, 3 toit, 4 herbe, 5 sol nu, 6 eau, 7 sous-bois.',
      en: '1 asphalt, 2 light paving, 3 roof, 4 grass, 5 bare soil, 6 water, 7 under trees.',
    },
  }),
} satisfies Record<keyof Drawn, unknown>

/** What the ground is where no input says it. */
export type OpenGround = 'asphalt' | 'paving' | 'grass' | 'soil'

/** The height and nature of the ground and of all that stands on it, cell by cell. */
export function surfaceAsset(
  refs: SurfaceRefs,
  { crs, step, tiles }: Frame,
  open: OpenGround,
  tuned: DrawingTuned,
  publishing: Publishing,
) {
  const from = refs as Readonly<Record<string, AssetRef>>
  return fileAsset({
    kind: 'raster',
    name: 'heat_surface',
    title: { fr: 'Sol, bâtiments et arbres en mailles', en: 'Ground, buildings and trees by cell' },
    description: described(
      publishing,
      `Mailles de ${step} m : altitude du sol, hauteur des bâtiments et des houppiers, nature du sol. Dessiné d’après : ${Object.keys(from).join(', ')}. Une hauteur qui manque est remplacée : bâtiment ${tuned.building_height} m, arbre ${tuned.tree_height} m, bois ${tuned.wood_height} m, haie ${tuned.hedge_height} m. Là où rien ne dit le sol : ${openWords[open].fr}.`,
      `Cells of ${step} m: ground elevation, height of buildings and of crowns, nature of the ground. Drawn from: ${Object.keys(from).join(', ')}. A missing height is replaced: building ${tuned.building_height} m, tree ${tuned.tree_height} m, wood ${tuned.wood_height} m, hedge ${tuned.hedge_height} m. Where nothing says the ground: ${openWords[open].en}.`,
    ),
    from,
    bands: surfaceBands,
    styles: { cover: groundStyle, buildings: heightStyle, canopy: heightStyle },
    partitions: tiles,
    code: import.meta.url,
    options: { open, crs, step },
    parameters: [...Object.keys(surfaceParameters), 'trunk'],
    publish: published(publishing, {
      fr: 'Les toits sont plats, les houppiers pleins ; les bois et les haies ont une hauteur uniforme, supposée ; cours, jardins et parkings privés ne sont pas distingués là où aucune donnée ne les décrit. Le sol est tendu entre les points connus.',
      en: 'Roofs are flat, crowns are solid; woods and hedges have one assumed height; yards, gardens and private car parks are not told apart where no data describes them. The ground is stretched between known points.',
    }),
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const drawn = await drawSurface(
        allInMetres(inputs, from, crs),
        bbox,
        { step, open: GroundClass[open], tuned },
        run,
      )
      return run.raster({
        name: `heat_surface_${run.partition!.key}`,
        bbox,
        step,
        crs,
        type: 'float32',
        bands: (Object.keys(surfaceBands) as (keyof Drawn)[]).map((name) => ({
          name,
          values: drawn[name],
          isCode: name === 'cover',
        })),
      })
    },
  })
}

const openWords = {
  asphalt: { fr: 'enrobé', en: 'asphalt' },
  paving: { fr: 'pavage clair', en: 'light paving' },
  grass: { fr: 'herbe', en: 'grass' },
  soil: { fr: 'sol nu', en: 'bare soil' },
} as const
