import { type AssetRef, asset, check, type InputTable, type RowOf } from '../../../src/kernel/index.ts'
import { sunlightAt } from '../../../src/models/shade/index.ts'
import type { Frame } from '../../heat/frame.ts'
import { marginOf, surfaceAround } from '../../heat/maps/window.ts'
import { described, type Publishing } from '../../heat/publish.ts'
import type { walkEdgeIn } from '../graph/tables.ts'
import { type SampleTuned, sampleParameterNames } from '../parameters.ts'
import { published } from '../publish.ts'
import { cellIn, KNOWN, looksIn, settled, sumsOf } from './in-tile.ts'
import { BIN_MINUTES, seasonDays, seasonSuns } from './seasons.ts'
import { SunInTile, WalkSeason, WalkShade } from './tables.ts'

type Edges = AssetRef<ReturnType<typeof walkEdgeIn>>

const limits = {
  fr: 'Une ombre vaut ce que valent les hauteurs : arbres des jardins, stores et auvents manquent. Quatre jours représentent l’année. Là où les bâtiments ne sont pas connus, rien n’est dit.',
  en: 'Shade is worth what heights are: trees of gardens, blinds and awnings are missing. Four days stand for the year. Where buildings are not known, nothing is said.',
}

/** The sun along the edges of the graph: tile by tile, then edge by edge. */
export function sunAssets(
  { edges, surface }: { readonly edges: Edges; readonly surface: AssetRef },
  frame: Frame,
  tuned: SampleTuned,
  publishing: Publishing,
) {
  const { crs, step, tiles } = frame
  // One may walk beside an edge that is in the tile, a little out of it.
  const around = { ...tuned, reach: tuned.reach + tuned.aside }
  const seasons = asset({
    name: 'walk_seasons',
    title: { fr: 'Saisons des ombres', en: 'Seasons of the shade' },
    description: described(
      publishing,
      'Les jours qui représentent les saisons, et les moments où le soleil y est regardé.',
      'The days that stand for the seasons, and the moments when the sun is looked at on them.',
    ),
    from: {},
    rows: WalkSeason,
    code: import.meta.url,
    parameters: ['transmissivity', 'bare_transmissivity'],
    options: { crs },
    checks: [check.notEmpty(), check.unique(['season'])],
    publish: published(publishing, limits),
    make: (_, run) =>
      seasonSuns(run, crs, tuned).map(({ season, day, minutes, transmissivity }) => ({
        season,
        day,
        minutes,
        transmissivity,
      })),
  })
  const inTiles = asset({
    name: 'walk_sun_tiles',
    title: { fr: 'Soleil sur les arêtes, dalle par dalle', en: 'Sun on the edges, tile by tile' },
    from: { edges, surface },
    rows: SunInTile,
    partitions: tiles,
    margin: marginOf(frame, around),
    code: import.meta.url,
    parameters: sampleParameterNames,
    options: { crs, step },
    async make(inputs, run) {
      const looks = await looksIn(inputs.edges, run.partition!.bbox!, tuned)
      if (looks.edges.length === 0) return []
      const { surface } = await surfaceAround(inputs.surface, run.partition!.bbox!, frame, around)
      const cell = cellIn(surface)
      const places = settled(looks, (x, y) => !(surface.buildings[cell(x, y)]! > 0))
      const rows: RowOf<typeof SunInTile>[] = []
      const suns = seasonSuns(run, crs, tuned)
      for (const [n, { season, suns: moments, transmissivity }] of suns.entries()) {
        run.signal.throwIfAborted()
        const light = sunlightAt(surface, places, moments, { reach: tuned.reach, transmissivity })
        for (const { edge, samples, share, sums } of sumsOf(looks, light))
          if (samples > 0)
            rows.push({ edge: edge.id, season, samples, share, lit: sums.map((sum) => Math.round(sum * 100) / 100) })
        run.progress(n + 1, suns.length)
      }
      return rows
    },
  })
  const shade = asset({
    name: 'walk_shade',
    title: { fr: 'Soleil et ombre le long des voies', en: 'Sun and shade along the ways' },
    description: described(
      publishing,
      `Part de chaque arête au soleil direct, ciel clair, toutes les ${BIN_MINUTES} minutes des jours qui représentent les saisons (${seasonDays.map(({ day }) => day).join(', ')}). Regardé tous les ${tuned.apart} m, là où l’on marche ; obstacles jusqu’à ${tuned.reach} m. Un passage couvert est à l’ombre. Les arêtes inconnues n’y sont pas.`,
      `Share of each edge in direct sun, clear sky, every ${BIN_MINUTES} minutes of the days that stand for the seasons (${seasonDays.map(({ day }) => day).join(', ')}). Looked at every ${tuned.apart} m, where one walks; obstacles up to ${tuned.reach} m. A covered passage is in the shade. Unknown edges are not in.`,
    ),
    from: { edges, inTiles, seasons },
    rows: WalkShade,
    code: import.meta.url,
    parameters: [],
    checks: [check.unique(['edge', 'season']), check.between('known', 0, 1)],
    publish: published(publishing, limits),
    async make({ edges, inTiles, seasons }) {
      const told = await sumsByEdge(inTiles)
      const moments = new Map(
        (await seasons.all()).map(({ season, minutes }) => [season, (minutes as number[]).length]),
      )
      const rows: RowOf<typeof WalkShade>[] = []
      for await (const batch of edges.read({ columns: ['id', 'covered'] }))
        for (const { id: edge, covered } of batch)
          for (const { season } of seasonDays) {
            if (covered) {
              rows.push({ edge, season, known: 1, sun: new Array(moments.get(season) ?? 0).fill(0) })
              continue
            }
            const sums = told.get(`${edge} ${season}`)
            if (!sums || sums.share < KNOWN) continue
            // Half per cents: finer than two looks along a street of 400 m.
            const sun = sums.lit.map((sum) => Math.round((200 * sum) / sums.samples) / 2)
            rows.push({ edge, season, known: Math.min(1, Math.round(sums.share * 100) / 100), sun })
          }
      return rows
    },
  })
  return { seasons, inTiles, shade }
}

/** The sums of each edge and season over all tiles. */
async function sumsByEdge(tiles: InputTable<typeof SunInTile>) {
  const sums = new Map<string, { samples: number; share: number; lit: number[] }>()
  for await (const batch of tiles.read())
    for (const { edge, season, samples, share, lit } of batch) {
      const known = sums.get(`${edge} ${season}`)
      if (!known) {
        sums.set(`${edge} ${season}`, { samples, share, lit: [...(lit as number[])] })
        continue
      }
      known.samples += samples
      known.share += share
      for (const [i, sum] of (lit as number[]).entries()) known.lit[i]! += sum
    }
  return sums
}
