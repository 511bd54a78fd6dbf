import { type Position, projector } from '../../../kernel/index.ts'
import { geojsonWriter, TextSink } from '../../../lake/index.ts'
import { DEGREE } from '../../read/coordinates.ts'
import { CRS84, type Crs } from '../common/crs.ts'

/** Parts of a metre that converted positions are written in. */
const METRE = 1e4
const geographic = new Set(['OGC:CRS84', 'EPSG:4326', 'EPSG:4171', 'EPSG:4258'])
/** Taken as WGS 84, longitude first in the files: no conversion between these. */
const lonlat = new Set(['OGC:CRS84', 'EPSG:4326'])

/**
 * The function that writes geometries of the lake in the CRS asked for, as GeoJSON, their axes in the order of its authority. In
 * CRS84 rings turn as RFC 7946 says. Throws `crs.unknown`.
 * @param from the CRS of the column
 */
export function geometryWriter(from: string, to: Crs): (wkb: Uint8Array) => string {
  const isSame = from === to.name || (lonlat.has(from) && lonlat.has(to.name))
  const project = isSame ? undefined : rounded(projector(from, to.name), geographic.has(to.name) ? DEGREE : METRE)
  const swap = to.axes === 'yx'
  const move = project && swap ? (p: Position) => swapped(project(p)) : (project ?? (swap ? swapped : undefined))
  const write = geojsonWriter({ move, turn: to === CRS84 })
  const sink = new TextSink()
  return (wkb) => {
    write(wkb, sink)
    return sink.takeText()
  }
}

const swapped = ([x, y, ...z]: Position): Position => [y!, x!, ...z]

const rounded =
  (project: (position: Position) => Position, unit: number) =>
  (position: Position): Position => {
    const [x, y, ...z] = project(position)
    return [Math.round(x! * unit) / unit, Math.round(y! * unit) / unit, ...z]
  }
