import type { Deps } from '../../deps.ts'
import { badParameter, unknownName } from '../../http/faults.ts'
import { type Crs, crsOf, crsOfRaster, readCrs } from '../common/crs.ts'
import { bandAt, bandsIn, type TimedBand, timedOf, timesOf } from '../coverages/index.ts'
import { readBox } from '../features/bbox.ts'
import type { Answer, SamplesAnswer } from './answer.ts'
import { readCoords } from './coords.ts'
import { noData } from './limits.ts'
import type { Opened, OpenedRaster, OpenedStations } from './open.ts'
import { readParameterNames } from './parameters.ts'
import { readSpan } from './period.ts'
import { boxOf, boxPolygon, circle, pointsOf, polygonIn, polygonOf } from './places.ts'
import { coordsOf, METRES, type QueryName } from './queries.ts'
import { nothingThere, readCells, readPlaces } from './raster.ts'
import { nearest, touching, within } from './select.ts'
import { readSeries } from './series.ts'
import type { Station } from './stations.ts'
import { along } from './track.ts'

/** What may be asked, once read from the address. */
export interface Asked {
  readonly coords?: string | undefined
  readonly bbox?: string | undefined
  readonly within?: number | undefined
  readonly 'within-units'?: keyof typeof METRES | undefined
  readonly location?: string | undefined
  readonly 'resolution-x'?: number | undefined
  readonly 'resolution-y'?: number | undefined
  readonly 'parameter-name'?: string | undefined
  readonly datetime?: string | undefined
  readonly z?: string | undefined
  readonly crs?: string | undefined
}

const LONLAT = 'EPSG:4326'

/** Answers a question. Throws `api.bad-parameter`, `api.no-data`, `api.too-large`, `api.unknown-location`. */
export async function answerTo(deps: Deps, opened: Opened, query: QueryName, asked: Asked): Promise<Answer> {
  // Version 1.0 makes every cube tell its levels: there they are not looked at.
  if (asked.z !== undefined && query !== 'cube') throw noLevels()
  const own = opened.kind === 'raster' ? crsOf(opened.coverage.raster.crs) : undefined
  const crs = readCrs('crs', asked.crs, crsOfRaster(deps.chain.graph.territory, own))
  return opened.kind === 'raster'
    ? ofRaster(deps, opened, query, asked, crs)
    : ofStations(deps, opened, query, asked, crs)
}

async function ofStations(
  deps: Deps,
  opened: OpenedStations,
  query: QueryName,
  asked: Asked,
  crs: Crs,
): Promise<Answer> {
  const parameters = readParameterNames(opened.parameters, asked['parameter-name'])
  const span = readSpan(asked.datetime)
  const stations = await stationsFor(opened.stations, query, asked, crs)
  const series = await readSeries(deps.chain.lake, opened.snapshot, opened.observed, { stations, parameters, span })
  const isOne = query === 'locations' || (query === 'position' && stations.length === 1)
  if (isOne && series.length === 0) throw nothingThen()
  return { kind: 'series', parameters, crs, series, isOne }
}

async function stationsFor(
  stations: readonly Station[],
  query: QueryName,
  asked: Asked,
  crs: Crs,
): Promise<readonly Station[]> {
  if (query === 'locations') return [stationOf(stations, asked.location!)]
  if (query === 'cube') return touching(stations, polygonIn(boxPolygon(readBox(asked.bbox!, crs)), crs.name, LONLAT))
  const coords = readCoords(asked.coords!, coordsOf[query as 'position' | 'radius' | 'area'], crs)
  if (query === 'area') return touching(stations, polygonIn(polygonOf(coords), crs.name, LONLAT))
  const points = pointsOf(coords, crs)
  if (query === 'position') return nearest(stations, points)
  return within(stations, points[0]!, asked.within! * METRES[asked['within-units']!])
}

/** A station by its name. Throws `api.unknown-location`, naming the closest. */
function stationOf(stations: readonly Station[], id: string): Station {
  const found = stations.find((station) => station.id === id)
  if (found) return found
  const known = stations.map((station) => station.id)
  throw unknownName(
    'api.unknown-location',
    id.slice(0, 64),
    'Aucune station ne s’appelle',
    'No station is called',
    known,
  )
}

async function ofRaster(
  deps: Deps,
  { coverage, parameters }: OpenedRaster,
  query: QueryName,
  asked: Asked,
  crs: Crs,
): Promise<Answer> {
  const wanted = readParameterNames(parameters, asked['parameter-name'])
  // Where a raster has no time, asking for one is understood and changes nothing.
  const span = readSpan(asked.datetime)
  const timed = timedOf(coverage.bands)
  const bands = timed ? bandsIn(timed, span) : coverage.bands.filter(({ id }) => wanted.some((one) => one.id === id))
  if (bands.length === 0) throw nothingThen()
  if (query === 'position' || query === 'trajectory') {
    const coords = readCoords(asked.coords!, coordsOf[query], crs)
    const line = query === 'trajectory' ? along(coords, crs, coverage.raster) : undefined
    const places = line?.places ?? coords.parts.flat(2).map(([x, y]) => ({ x: x!, y: y! }))
    const read = await readPlaces(deps, coverage, bands, places, crs.name)
    // Along a line with times, each place has the value of its time.
    const values = timed && line?.kind === 'track' ? [followed(read, bands as readonly TimedBand[], places)] : read
    if (values.every((list) => list.every(Number.isNaN))) throw nothingThere()
    const times = line?.kind === 'track' ? {} : timesOf(bands)
    return { kind: 'samples', parameters: wanted, crs, along: line?.kind ?? 'points', places, ...times, values }
  }
  const { polygon, from } = areaFor(query, asked, crs)
  const bbox = polygon && boxOf(polygon)
  if (!bbox) throw nothingThere()
  const cells = await readCells(deps, coverage, {
    ...{ bbox, crs: from, bands, into: asked.crs === undefined ? undefined : crs },
    columns: asked['resolution-x'] || undefined,
    rows: asked['resolution-y'] || undefined,
    ...(query !== 'cube' && { polygon }),
  })
  return { kind: 'grid', parameters: wanted, ...timesOf(bands), ...cells }
}

/** The value of each place at its time; NaN where there is none. */
function followed(
  read: readonly Float64Array[],
  bands: readonly TimedBand[],
  places: SamplesAnswer['places'],
): Float64Array {
  return Float64Array.from(places, ({ at }, i) => {
    const band = bandAt(bands, Date.parse(at!))
    return band ? read[bands.indexOf(band)]![i]! : Number.NaN
  })
}

/** The polygon asked for, and its CRS. */
function areaFor(query: QueryName, asked: Asked, crs: Crs) {
  if (query === 'cube') return { polygon: boxPolygon(readBox(asked.bbox!, crs)), from: crs.name }
  const coords = readCoords(asked.coords!, coordsOf[query as 'radius' | 'area'], crs)
  if (query === 'area') return { polygon: polygonOf(coords), from: crs.name }
  const metres = asked.within! * METRES[asked['within-units']!]
  return { polygon: circle(pointsOf(coords, crs)[0]!, metres), from: LONLAT }
}

const noLevels = () =>
  badParameter('z', 'cette collection n’a pas de niveaux', 'this collection has no levels', {
    fr: 'Retirez ce paramètre.',
    en: 'Remove this parameter.',
  })

const nothingThen = () =>
  noData('Rien n’a été observé là dans cette période', 'Nothing was observed there in that period', {
    fr: 'Donnez une période (datetime) dans l’étendue temporelle de la collection, ou aucune.',
    en: 'Give a period (datetime) in the temporal extent of the collection, or none.',
  })
