import { type AssetRef, asset, check, type RowOf } from '../../../src/kernel/index.ts'
import { polygonsOf } from '../../../src/models/planar/index.ts'
import type { MorphologicalBlock } from '../blocks/shape.ts'
import type { Frame } from '../frame.ts'
import type { Tuned } from '../parameters.ts'
import { described, type Publishing, published } from '../publish.ts'
import { allInMetres } from '../read.ts'
import type { Area, PopulationCell } from '../shapes.ts'
import type { SurfaceRefs } from '../surface/draw.ts'
import { surfaceParameters } from '../surface/parameters.ts'
import { countBlocks } from './count.ts'
import { indicatorsOf } from './indicators.ts'
import { zoneParameters } from './parameters.ts'
import { ClimateZone } from './shape.ts'

/** What zones are made from: the blocks, and whatever the territory has of the rest. */
export interface ZoneRefs extends Omit<SurfaceRefs, 'area' | 'ground_points'> {
  readonly blocks: AssetRef<typeof MorphologicalBlock>
  readonly population?: AssetRef<typeof PopulationCell>
  /** Raster with a band `sky_buildings`, on the cells of the frame. */
  readonly sky?: AssetRef
  /** Where the buildings were surveyed, when it is not everywhere: elsewhere their absence says nothing. */
  readonly surveyed?: AssetRef<typeof Area>
}

const shares = [
  'vegetation_fraction',
  'tree_fraction',
  'shrub_fraction',
  'low_fraction',
  'paved_fraction',
  'bare_fraction',
  'water_fraction',
  'unknown_fraction',
  'building_fraction',
  'impervious_fraction',
  'pervious_fraction',
  'known_heights',
  'large_fraction',
  'sky_view',
  'certainty',
] as const

const BATCH = 500

/** Blocks with all their indicators and their local climate zone. */
export function zoneAsset(refs: ZoneRefs, { crs, step }: Frame, tuned: Tuned, publishing: Publishing) {
  const { sky: _, ...vector } = refs
  const from = refs as unknown as Readonly<Record<string, AssetRef>>
  return asset({
    name: 'climate_zones',
    title: { fr: 'Zones climatiques locales', en: 'Local climate zones' },
    description: described(
      publishing,
      `Chaque îlot avec la forme de son bâti, ce qui couvre son sol et le type de Stewart et Oke (2012) dont il est le plus proche. Moins de 10 % de bâti : type de sol, d’après ce qui le couvre ; au-delà : type bâti, par distance aux intervalles de leur table 3. Les parts sont comptées par mailles de ${step} m. Une hauteur de bâtiment qui manque vaut ${tuned.building_height} m. D’après : ${Object.keys(from).join(', ')}.`,
      `Each block with the form of its buildings, what covers its ground, and the type of Stewart and Oke (2012) to which it is nearest. Below 10 % of buildings: a type of land cover, by what covers it; from there on: a built type, by distance to the ranges of their table 3. Shares are counted by cells of ${step} m. A missing building height is ${tuned.building_height} m. From: ${Object.keys(from).join(', ')}.`,
    ),
    from,
    rows: ClimateZone,
    code: import.meta.url,
    parameters: [...Object.keys(surfaceParameters), ...Object.keys(zoneParameters), 'trunk'],
    checks: [
      check.notEmpty(),
      check.unique(['id']),
      check.validGeometry(),
      ...shares.map((column) => check.between(column, 0, 1)),
    ],
    publish: published(publishing, {
      fr: 'Un type dit à quoi un lieu ressemble, pas la température qu’il y fait. Les types 7 (constructions légères) et 10 (industrie lourde), que la forme ne distingue pas, ne sont pas attribués. Un îlot plus petit que 200 à 500 m de rayon n’a pas de climat à lui : lisez les types par quartiers. Jardins et cours sont inconnus là où aucune donnée ne les décrit.',
      en: 'A type says what a place looks like, not how warm it is there. Types 7 (lightweight low-rise) and 10 (heavy industry), which form does not tell, are not given. A block smaller than 200 to 500 m of radius has no climate of its own: read the types by neighbourhoods. Gardens and yards are unknown where no data describes them.',
    }),
    async *make(inputs, run) {
      const metric = allInMetres(inputs, vector as Required<typeof vector>, crs)
      const { blocks: source, population, surveyed, ...surface } = metric
      const rows: RowOf<typeof MorphologicalBlock>[] = []
      for await (const batch of source.rows()) rows.push(...batch)
      const blocks = rows.map(({ kind, outline }) => ({ kind, polygons: polygonsOf(outline, source.project) }))
      const counted = await countBlocks(
        blocks,
        { surface, buildings: surface.buildings, population, surveyed, sky: inputs.sky },
        step,
        tuned,
        run,
      )
      for (let i = 0; i < rows.length; i += BATCH)
        yield rows.slice(i, i + BATCH).map(
          ({ id, kind, area, outline }, k): RowOf<typeof ClimateZone> => ({
            id,
            kind,
            area,
            ...indicatorsOf(counted, i + k, area, tuned),
            population: counted.people?.[i + k] ?? null,
            outline,
          }),
        )
    },
  })
}
