import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { geometry, integer, number, table, text } from '../../../kernel/index.ts'
import { drawTile, type TileRequest } from './draw.ts'
import type { DrawnTile } from './job.ts'
import { tileSide, webMercatorQuad } from './matrix-sets.ts'

// A square of ground where tests draw, and reading tiles back with the library of those who made the format.

const t = (s: string) => ({ title: { fr: s, en: s } })

export const Spot = table('spot', {
  id: integer({ ...t('id'), role: 'id' }),
  name: text(t('name')),
  height: number(t('height')),
  place: geometry({ ...t('place'), types: ['Point'] }),
})
export const Street = table('street', {
  id: integer({ ...t('id'), role: 'id' }),
  axis: geometry({ ...t('axis'), types: ['LineString'] }),
})
export const Zone = table('zone', {
  id: integer({ ...t('id'), role: 'id' }),
  outline: geometry({ ...t('outline'), types: ['Polygon', 'MultiPolygon'] }),
})

/** A tile of level 12, near Rennes: others are told from its corner. */
export const HOME = { z: 12, x: 2028, y: 1419 }
export const AROUND = [-1.68, 48.11] as const

/** Longitude and latitude of a place in units of a tile. */
export function lonLat(u: number, v: number, { z, x, y } = HOME): [number, number] {
  const world = 4096 * 2 ** z
  const [east, south] = [(x * 4096 + u) / world, (y * 4096 + v) / world]
  return [east * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * south))) * 180) / Math.PI]
}

/** The tile of a level that holds a place of the home tile. */
export function tileAt(z: number, u: number, v: number) {
  const times = 2 ** (z - HOME.z)
  return { z, x: Math.floor((HOME.x + u / 4096) * times), y: Math.floor((HOME.y + v / 4096) * times) }
}

/** Draws a tile of Web Mercator from one object of the lake. */
export function draw(request: Pick<TileRequest, 'lake' | 'table'> & Partial<TileRequest>): Promise<DrawnTile> {
  const { shape } = request.table
  const columns = Object.keys(shape.columns).filter((name) => shape.columns[name]!.column !== 'geometry')
  return drawTile({
    rows: 1000,
    layer: shape.name,
    columns,
    set: webMercatorQuad,
    tile: HOME,
    around: AROUND,
    ...request,
  })
}

/** The features of the only layer of a tile. */
export function decode(bytes: Uint8Array): VectorTileFeature[] {
  const [layer] = Object.values(new VectorTile(new PbfReader(bytes)).layers)
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i))
}

/** The paths of a feature as [x, y] pairs. */
export const pathsOf = (feature: VectorTileFeature): [number, number][][] =>
  feature.loadGeometry().map((path) => path.map(({ x, y }): [number, number] => [x, y]))

/** Metres of Web Mercator a unit of the home tile. */
export const METRES_PER_UNIT = tileSide(webMercatorQuad, HOME.z) / 4096
