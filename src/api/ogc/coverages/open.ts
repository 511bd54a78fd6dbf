import type { Context } from 'hono'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Raster } from '../../../lake/index.ts'
import type { Deps } from '../../deps.ts'
import { openData } from '../../read/datasets.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import type { Band, Quantity } from './band.ts'
import { bandsOf, quantityOf } from './bands.ts'

/** One version of a published raster. */
export interface Coverage {
  readonly snapshot: Snapshot
  readonly raster: Raster
  readonly bands: readonly Band[]
  /** What its bands are times of, where they are. */
  readonly quantity?: Quantity
}

/**
 * The raster of that name for whoever asks: access is decided here. Throws `api.unknown-dataset`, `api.refused`,
 * `api.no-version`, `api.version-gone`, and `api.no-coverage` for what is not a raster.
 */
export async function openCoverage(deps: Deps, c: Context, id: string, pin?: string): Promise<Coverage> {
  const snapshot = await openData(deps, c, id, pin)
  if (snapshot.node.kind !== 'raster') throw noCoverage(snapshot.node.name)
  return coverageOf(deps, snapshot)
}

/** A version of a raster that may be read already. */
export async function coverageOf(
  { rasters, chain }: Pick<Deps, 'rasters' | 'chain'>,
  snapshot: Snapshot,
): Promise<Coverage> {
  const raster = await rasters.open(filesOf(snapshot))
  const bands = bandsOf(snapshot.node, raster, chain.graph.territory.timezone)
  const quantity = quantityOf(snapshot.node, bands)
  return { snapshot, raster, bands, ...(quantity && { quantity }) }
}

/** The files of tiles lie side by side; those of periods one over the other: the last one is the present. */
function filesOf({ node, table }: Snapshot): readonly string[] {
  return node.partitions && node.partitions.by !== 'tile' ? table.hashes.slice(-1) : table.hashes
}

const noCoverage = (dataset: string) =>
  new OrchestraError({
    code: 'api.no-coverage',
    say: { fr: `« ${dataset} » n’est pas un raster.`, en: `'${dataset}' is not a raster.` },
    remedy: {
      fr: `Lisez ses objets : /ogc/collections/${dataset}/items.`,
      en: `Read its features: /ogc/collections/${dataset}/items.`,
    },
    place: dataset,
  })
