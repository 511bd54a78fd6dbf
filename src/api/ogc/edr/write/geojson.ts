import { type Geometry, type Language, type Position, reproject } from '../../../../kernel/index.ts'
import type { Crs } from '../../common/crs.ts'
import type { Link } from '../../common/links.ts'
import type { SamplesAnswer, SeriesAnswer } from '../answer.ts'
import { tellParameter } from '../parameters.ts'
import { wayBetween } from '../places.ts'
import type { Station } from '../stations.ts'
import { positionIn, rounded } from './numbers.ts'

interface Frame {
  readonly language: Language
  /** Address of the collection. */
  readonly home: string
  readonly links: readonly Link[]
}

/** Observations and values as features (OGC 19-086r6, EDR GeoJSON): one a station and time, or one a place. */
export function geoJson(answer: SeriesAnswer | SamplesAnswer, { language, home, links }: Frame): object {
  return {
    type: 'FeatureCollection',
    features: answer.kind === 'series' ? ofSeries(answer, home) : ofSamples(answer),
    parameters: answer.parameters.map((one) => tellParameter(one, language, home)),
    links,
  }
}

function ofSeries({ series, parameters, crs }: SeriesAnswer, home: string): object[] {
  return series.flatMap(({ station, times, values }) => {
    const geometry = geometryIn(station.geometry, crs)
    return times.map((datetime, i) => ({
      type: 'Feature',
      // An address, as the schema of EDR GeoJSON asks: that of this very observation.
      id: `${addressOf(station, home)}?datetime=${encodeURIComponent(datetime)}`,
      geometry,
      properties: {
        ...head(station, home),
        'parameter-name': parameters.map(({ id }) => id),
        datetime,
        ...Object.fromEntries(parameters.map(({ id }, k) => [id, values[k]![i]])),
      },
    }))
  })
}

function ofSamples({ places, values, times, parameters, crs }: SamplesAnswer): object[] {
  return places.flatMap(({ x, y, at }, i) => {
    const geometry = { type: 'Point', coordinates: crs.axes === 'yx' ? [y, x] : [x, y] }
    const names = parameters.map(({ id }) => id)
    // Of a parameter that has several times at each place, one feature a time.
    const lines = times
      ? times.map((datetime, k) => ({ datetime, [names[0]!]: rounded(values[k]![i]!) }))
      : [{ ...(at && { datetime: at }), ...Object.fromEntries(names.map((id, k) => [id, rounded(values[k]![i]!)])) }]
    return lines.map((line) => ({ type: 'Feature', geometry, properties: { 'parameter-name': names, ...line } }))
  })
}

const head = ({ id, title }: Station, home: string) => ({
  location: id,
  label: title ?? id,
  edrqueryendpoint: addressOf({ id }, home),
})

const addressOf = ({ id }: Pick<Station, 'id'>, home: string) => `${home}/locations/${encodeURIComponent(id)}`

/** Stations as features: what may be asked of each, and where. */
export function locations(
  stations: readonly Station[],
  parameters: SeriesAnswer['parameters'],
  crs: Crs,
  { language, home, links }: Frame,
): object {
  return {
    type: 'FeatureCollection',
    features: stations.map((station) => ({
      type: 'Feature',
      id: station.id,
      geometry: geometryIn(station.geometry, crs),
      properties: { ...head(station, home), 'parameter-name': parameters.map(({ id }) => id) },
    })),
    parameters: parameters.map((one) => tellParameter(one, language, home)),
    numberMatched: stations.length,
    numberReturned: stations.length,
    links,
  }
}

/** A geometry kept in longitude and latitude, in the CRS asked for, its axes in the order of its authority. */
function geometryIn(geometry: Geometry, crs: Crs): Geometry {
  const way = wayBetween('OGC:CRS84', crs.name)
  const move = (position: Position): Position => {
    const [x, y] = positionIn(position, way, crs)
    return crs.axes === 'yx' ? [y, x] : [x, y]
  }
  return reproject(geometry, move)
}
