import {
  columnOfRole,
  type Geometry,
  type Language,
  projector,
  quoteName,
  quoteText,
  reproject,
  sql,
  type Territory,
} from '../../../kernel/index.ts'
import { type Lake, readWkb } from '../../../lake/index.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { pointOf } from './distance.ts'
import { MOST_STATIONS, tooLarge } from './limits.ts'
import type { Observed, Place } from './observed.ts'
import { boxPolygon } from './places.ts'

/** Something observed at times: a sensor, a counter, a segment of road. */
export interface Station {
  readonly id: string
  readonly title: string | undefined
  /** In longitude and latitude. */
  readonly geometry: Geometry
  /** The position that stands for it. */
  readonly point: readonly [number, number]
}

/** What the territory is called as the only station of observations that are about all of it. */
const WHOLE = 'territory'

/** The text that names the station of a row: that of its column, or those of its columns joined by commas. */
export const stationSql = (columns: readonly string[]): string => {
  if (columns.length === 0) return quoteText(WHOLE)
  const texts = columns.map((name) => `${quoteName(name)}::VARCHAR`)
  if (texts.length === 1) return texts[0]!
  // As the ids of features: commas in values are written %2C.
  return texts.map((text) => `replace(replace(${text}, '%', '%25'), ',', '%2C')`).join(` || ',' || `)
}

/**
 * The stations of a version, in the order of their names, those without a geometry left out.
 * @param seen the version of the observations: what the asset of the places tells of others is no station of theirs
 * @param places the version of the asset that has their geometries: that of the observations, when they have their own
 */
export async function readStations(
  lake: Lake,
  place: Exclude<Place, { of: 'territory' }>,
  station: Observed['station'],
  seen: Snapshot,
  places: Snapshot,
): Promise<Station[]> {
  const { shape } = places.table
  const id = place.of === 'rows' ? stationSql(station) : `${quoteName(place.key)}::VARCHAR`
  const title = columnOfRole(shape, 'title')
  const geometry = quoteName(place.geometry)
  const isSeen =
    place.of === 'rows'
      ? sql`true`
      : sql`${splice(id)} in (select distinct ${splice(stationSql(station))} from ${{ relation: 'seen' }})`
  // Observations repeat the place of their station: one row of each is enough, the first whatever the threads.
  const query = sql`select ${splice(id)} as id, arg_min(${splice(title ? quoteName(title) : 'null::VARCHAR')}, _position) as title,
      arg_min(ST_AsWKB(${splice(geometry)}), _position) as place
    from ${{ relation: 'data' }} where ${splice(`${id} is not null and ${geometry} is not null`)} and ${isSeen}
    group by 1 order by 1 limit ${MOST_STATIONS + 1}`
  const convert = toLonLat(shape.columns[place.geometry]!.crs ?? 'EPSG:4326')
  const stations: Station[] = []
  const relations = new Map([
    ['data', { ...places.table, traced: false, positioned: true }],
    ['seen', { ...seen.table, traced: false }],
  ])
  for await (const batch of lake.stream(query, relations))
    for (let row = 0; row < batch.count; row++) {
      const shown = convert(readWkb(batch.bytes(2, row)!))
      const point = pointOf(shown)
      if (point)
        stations.push({ id: batch.text(0, row)!, title: batch.text(1, row) ?? undefined, geometry: shown, point })
    }
  if (stations.length > MOST_STATIONS)
    throw tooLarge(stations.length, MOST_STATIONS, 'stations', 'stations', {
      fr: 'Lisez cette collection par ses objets : …/items.',
      en: 'Read this collection by its features: …/items.',
    })
  return stations
}

function toLonLat(crs: string): (geometry: Geometry) => Geometry {
  if (crs === 'EPSG:4326' || crs === 'OGC:CRS84') return (geometry) => geometry
  const project = projector(crs, 'EPSG:4326')
  // Heights are left out: nothing here has levels.
  return (geometry) => reproject(geometry, ([x, y]) => project([x!, y!]))
}

/** The territory as a station. */
export function wholeTerritory({ title, bounds }: Pick<Territory, 'title' | 'bounds'>, language: Language): Station {
  const [west, south, east, north] = bounds
  const geometry: Geometry = { type: 'Polygon', coordinates: boxPolygon(bounds).coordinates[0]! }
  return { id: WHOLE, title: title[language], geometry, point: [(west + east) / 2, (south + north) / 2] }
}
