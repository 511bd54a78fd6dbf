import { type AssetRef, asset, check, OrchestraError, projector, type RowOf } from '../../../src/kernel/index.ts'
import { type BlockSizes, morphologicalBlocks } from '../../../src/models/blocks/index.ts'
import { perimeterOf, polygonGeometry } from '../../../src/models/planar/index.ts'
import type { Frame } from '../frame.ts'
import { described, type Publishing, published } from '../publish.ts'
import { allInMetres } from '../read.ts'
import { type BarrierShapes, readBarriers } from './barriers.ts'
import { type BlockTuned, blockParameters } from './parameters.ts'
import { MorphologicalBlock } from './shape.ts'

export type BlockRefs = { readonly [K in keyof BarrierShapes]?: AssetRef<BarrierShapes[K]> }

/** Share of the territory that blocks may miss or cover twice. */
const SLACK = 1e-4
const BATCH = 500

/** The blocks of a territory. Without streets there is nothing to cut: the caller leaves it out. */
export function blockAsset(refs: BlockRefs, { crs }: Pick<Frame, 'crs'>, tuned: BlockTuned, publishing: Publishing) {
  const from = refs as Readonly<Record<string, AssetRef>>
  return asset({
    name: 'morphological_blocks',
    title: { fr: 'Îlots morphologiques urbains', en: 'Urban morphological blocks' },
    description: described(
      publishing,
      `Cellules entre rues, voies ferrées, plans d’eau d’au moins ${tuned.block_water} m² et massifs de végétation d’au moins ${tuned.block_vegetation} m² : elles couvrent le territoire sans trou ni recouvrement. Les ponts ne coupent pas l’eau, les impasses ne coupent rien ; une cellule de moins de ${tuned.block_area} m² ou de moins de ${tuned.block_width} m de large rejoint la voisine avec laquelle elle partage le plus long côté. Une rue est coupée à son axe : chaque îlot en a la moitié. D’après : ${Object.keys(from).join(', ')}.`,
      `Cells between streets, railways, bodies of water of at least ${tuned.block_water} m² and patches of vegetation of at least ${tuned.block_vegetation} m²: they cover the territory without gaps or overlaps. Bridges do not cut water, dead ends cut nothing; a cell of less than ${tuned.block_area} m² or less than ${tuned.block_width} m wide joins the neighbour with which it shares the longest side. A street is cut at its axis: each block has half of it. From: ${Object.keys(from).join(', ')}.`,
    ),
    from,
    rows: MorphologicalBlock,
    code: import.meta.url,
    parameters: Object.keys(blockParameters),
    checks: [
      check.notEmpty(),
      check.unique(['id']),
      check.validGeometry(),
      check.insideTerritory({ severity: 'warn' }),
    ],
    publish: published(publishing, {
      fr: 'Là où il y a peu de rues, un îlot peut s’étendre sur des kilomètres et mêler des paysages. Une rue absente des données ne coupe pas ; un chemin présent coupe comme un boulevard. Ce ne sont ni des parcelles ni des quartiers vécus.',
      en: 'Where streets are few, a block may stretch over kilometres and mix landscapes. A street that the data lacks does not cut; a path that it has cuts like a boulevard. Blocks are neither parcels nor neighbourhoods as lived.',
    }),
    async *make(inputs, run) {
      const barriers = await readBarriers(allInMetres(inputs, refs as Required<BlockRefs>, crs), run.territory, crs)
      run.signal.throwIfAborted()
      const { blocks, territory } = await morphologicalBlocks(barriers, sizesOf(tuned), (share) =>
        run.progress(Math.round(share * 100), 100),
      )
      assertCovered(
        blocks.reduce((sum, { area }) => sum + area, 0),
        territory,
      )
      const toDegrees = projector(crs, MorphologicalBlock.columns.outline.crs!)
      for (let i = 0; i < blocks.length; i += BATCH)
        yield blocks.slice(i, i + BATCH).map(
          ({ id, kind, area, polygon }): RowOf<typeof MorphologicalBlock> => ({
            id,
            kind,
            area,
            perimeter: perimeterOf(polygon),
            outline: polygonGeometry(polygon, toDegrees),
          }),
        )
    },
  })
}

const sizesOf = (tuned: BlockTuned): BlockSizes => ({
  water: tuned.block_water,
  vegetation: tuned.block_vegetation,
  strip: tuned.block_strip,
  area: tuned.block_area,
  width: tuned.block_width,
})

/** Throws `heat.blocks` when blocks are not the territory: no map rather than a wrong one. */
function assertCovered(blocks: number, territory: number): void {
  if (territory > 0 && Math.abs(blocks / territory - 1) <= SLACK) return
  throw new OrchestraError({
    code: 'heat.blocks',
    say: {
      fr: `Les îlots couvrent ${Math.round(blocks)} m² d’un territoire de ${Math.round(territory)} m².`,
      en: `The blocks cover ${Math.round(blocks)} m² of a territory of ${Math.round(territory)} m².`,
    },
    remedy: {
      fr: 'Vérifiez que l’entrée « area » a des contours valides, dans le système de coordonnées annoncé.',
      en: "Check that the input 'area' has valid outlines, in the CRS announced.",
    },
    place: 'morphological_blocks',
    facts: { blocks, territory },
  })
}
