import { type AssetRef, asset, check, type RowOf } from '../../../src/kernel/index.ts'
import type { Frame } from '../../heat/frame.ts'
import { bandOf, HOURS } from '../../heat/maps/hours.ts'
import type { HeatHour } from '../../heat/maps/tables.ts'
import { described, type Publishing } from '../../heat/publish.ts'
import type { walkEdgeIn } from '../graph/tables.ts'
import type { SampleTuned } from '../parameters.ts'
import { published } from '../publish.ts'
import { cellIn, KNOWN, looksIn, settled, sumsOf } from './in-tile.ts'
import { ComfortInTile, WalkComfort } from './tables.ts'

/** Hours read at once: a tile of a square kilometre by metres is then 32 MB. */
const TOGETHER = 8

interface ComfortRefs {
  readonly edges: AssetRef<ReturnType<typeof walkEdgeIn>>
  readonly utci: AssetRef
  readonly day: AssetRef<typeof HeatHour>
}

const limits = {
  fr: 'Ce que valent les cartes de chaleur : un air pris pour le même partout, une seule journée. Comparer des voies et des heures, ne pas citer de dixièmes.',
  en: 'Worth what the heat maps are: an air taken to be the same everywhere, one day. Compare ways and hours, do not quote tenths.',
}

/** Thermal comfort along the edges of the graph, hour by hour of the hot day. */
export function comfortAssets(
  { edges, utci, day }: ComfortRefs,
  frame: Frame,
  tuned: SampleTuned,
  publishing: Publishing,
) {
  const { crs, step, tiles } = frame
  const inTiles = asset({
    name: 'walk_comfort_tiles',
    title: { fr: 'Confort sur les arêtes, dalle par dalle', en: 'Comfort on the edges, tile by tile' },
    from: { edges, utci },
    rows: ComfortInTile,
    partitions: tiles,
    code: import.meta.url,
    parameters: ['apart', 'aside'],
    options: { crs, step },
    async make(inputs, run) {
      const bbox = run.partition!.bbox!
      const looks = await looksIn(inputs.edges, bbox, tuned)
      if (looks.edges.length === 0) return []
      const values: Float32Array[] = []
      let places: Float64Array | undefined
      for (let hour = 0; hour < HOURS.length; hour += TOGETHER) {
        run.signal.throwIfAborted()
        const told = await inputs.utci.grid({ bbox, bands: HOURS.slice(hour, hour + TOGETHER).map(bandOf) })
        const cell = cellIn({ ...told, step })
        const at = (band: Float32Array, x: number, y: number) => band[cell(x, y)] ?? Number.NaN
        // The map has the same cells at all hours.
        places ??= settled(looks, (x, y) => !Number.isNaN(at(told.bands[0]!, x, y)))
        const walked = places
        for (const band of told.bands)
          values.push(
            Float32Array.from({ length: walked.length / 2 }, (_, i) => at(band, walked[2 * i]!, walked[2 * i + 1]!)),
          )
        run.progress(hour + TOGETHER, HOURS.length)
      }
      return sumsOf(looks, values).flatMap(({ edge, samples, share, sums }) =>
        samples > 0 ? [{ edge: edge.id, samples, share, sums: sums.map(finite) }] : [],
      )
    },
  })
  const comfort = asset({
    name: 'walk_comfort',
    title: { fr: 'Confort thermique le long des voies', en: 'Thermal comfort along the ways' },
    description: described(
      publishing,
      'UTCI moyen de chaque arête à chaque heure du jour de canicule, lu sur la carte là où l’on marche.',
      'Mean UTCI of each edge at each hour of the heat-wave day, read on the map where one walks.',
    ),
    from: { inTiles, day },
    rows: WalkComfort,
    code: import.meta.url,
    parameters: [],
    checks: [check.unique(['edge']), check.between('afternoon', -40, 70, { severity: 'warn' })],
    publish: published(publishing, limits),
    async make({ inTiles, day }, run) {
      const hours = await day.all()
      // The middle hour: around midnight the day of the clock and that of UTC differ.
      const at = hours.find(({ hour }) => hour === 12)?.at ?? hours[0]?.at ?? run.now
      const sums = new Map<string, { samples: number; share: number; sums: (number | null)[] }>()
      for await (const batch of inTiles.read())
        for (const row of batch) {
          const told = row.sums as (number | null)[]
          const known = sums.get(row.edge)
          if (!known) sums.set(row.edge, { samples: row.samples, share: row.share, sums: [...told] })
          else {
            known.samples += row.samples
            known.share += row.share
            known.sums = known.sums.map((sum, i) => (sum === null || told[i] == null ? null : sum + told[i]!))
          }
        }
      const enough = [...sums].filter(([, { share }]) => share >= KNOWN)
      return enough.map(([edge, { samples, sums: told }]): RowOf<typeof WalkComfort> => {
        const utci = told.map((sum) => (sum === null ? null : Math.round((10 * sum) / samples) / 10))
        return { edge, day: at.toISOString().slice(0, 10), utci, afternoon: utci[15] ?? null }
      })
    },
  })
  return { inTiles, comfort }
}

const finite = (sum: number) => (Number.isFinite(sum) ? Math.round(sum * 100) / 100 : null)
