import { type AssetRef, asset, check, type InputTable, projector, type RowOf } from '../../../src/kernel/index.ts'
import { described, published } from '../publish.ts'
import type { StationTemperature } from '../shapes.ts'
import { type IslandContext, landOf } from './context.ts'
import { islandsOf } from './intensity.ts'
import { goodNights } from './nights.ts'
import { type Reading, watch } from './readings.ts'
import { ruralOf, sitesOf } from './sites.ts'
import { IslandNight } from './tables.ts'

const BATCH = 4096

/** The good nights of each station, and how much warmer than the country each was. */
export function nightsAsset(
  refs: { readonly temperatures: AssetRef<typeof StationTemperature>; readonly surroundings: AssetRef },
  context: IslandContext,
) {
  const { frame, tuned, publishing } = context
  const { night_from: from, night_to: to } = tuned
  return asset({
    name: 'heat_island_nights',
    title: { fr: 'Nuits des stations', en: 'Nights of the stations' },
    description: described(
      publishing,
      `Chaque nuit de chaque station, de ${from} h à ${to} h locales, et son écart à la moyenne des stations de campagne. Températures ramenées à un même niveau (${tuned.island_lapse} K/km). Les heures aberrantes, les nuits de moins de ${tuned.night_hours} heures ou sans aucun changement, les stations qui n’ont pas ${Math.round(100 * tuned.night_share)} % des nuits sont mises de côté avec leur raison.`,
      `Each night of each station, from ${from}:00 to ${to}:00 local time, and how far it is above the mean of the rural stations. Temperatures brought to one level (${tuned.island_lapse} K/km). Outlying hours, nights of fewer than ${tuned.night_hours} hours or without any change, stations without ${Math.round(100 * tuned.night_share)} % of the nights are set aside with their reason.`,
    ),
    from: refs,
    rows: IslandNight,
    code: import.meta.url,
    options: { frame: frame },
    checks: [
      check.unique(['station', 'night']),
      check.between('intensity', -tuned.island_outlier, tuned.island_outlier, { severity: 'warn' }),
    ],
    publish: published(publishing, {
      fr: 'Une station dit l’air de son support : un mur chaud, un abri mal ventilé ou un arbre s’y lisent comme de la ville ou de la campagne.',
      en: 'A station tells the air of its post: a warm wall, a badly ventilated shield or a tree read as town or country.',
    }),
    async *make({ temperatures, surroundings }, run) {
      const land = await landOf(surroundings, context)
      const watched = await watch(degreesOf(temperatures, refs.temperatures), { from, to }, run)
      const sites = sitesOf(watched, { ...land, crs: frame.crs }, tuned, run)
      const { rows } = goodNights(
        sites,
        {
          lapse: tuned.island_lapse,
          outlier: tuned.island_outlier,
          hours: tuned.night_hours,
          share: tuned.night_share,
        },
        run,
      )
      const counted = new Set(rows.map(({ station }) => station))
      const { rural } = ruralOf(
        sites.filter(({ station }) => counted.has(station)),
        tuned.island_rural,
      )
      const { known, unknown } = islandsOf(rows, rural, tuned.intense_share)
      for (const row of unknown) run.reject({ place: `${row.station}, ${row.night}`, reason: noCountry, raw: row })
      const places = new Map(sites.map(({ station, location }) => [station, location]))
      const told = known.map(
        (row): RowOf<typeof IslandNight> => ({
          ...row,
          location: { type: 'Point', coordinates: places.get(row.station)! },
        }),
      )
      for (let i = 0; i < told.length; i += BATCH) yield told.slice(i, i + BATCH)
    },
  })
}

const noCountry = {
  fr: 'Aucune station de campagne cette nuit-là.',
  en: 'No rural station that night.',
}

/** Readings with their places in longitude and latitude, whatever the CRS of the input. */
async function* degreesOf(
  input: InputTable<typeof StationTemperature>,
  { rows }: AssetRef<typeof StationTemperature>,
): AsyncGenerator<Reading[]> {
  const project = projector(rows.columns.location.crs ?? 'EPSG:4326', 'EPSG:4326')
  for await (const batch of input.read())
    yield batch.map((row) => ({ ...row, location: { coordinates: project(row.location.coordinates) } }))
}
