import { type Geometry, type Position, projector, reproject, type Table } from '../../kernel/index.ts'

/** Decimals kept of a converted coordinate: 1e-8 degree is a millimetre, below what a conversion is worth. */
const DECIMALS = 1e8
const rounded = (value: number) => Math.round(value * DECIMALS) / DECIMALS

/** For each geometry column of a shape, the function that gives it in longitude and latitude. */
export function toLonLat(shape: Table): Map<string, (geometry: Geometry) => Geometry> {
  const converters = new Map<string, (geometry: Geometry) => Geometry>()
  for (const [name, { column, crs = 'EPSG:4326' }] of Object.entries(shape.columns)) {
    if (column !== 'geometry') continue
    // Positions that are in degrees already are given exactly as they are.
    if (crs === 'EPSG:4326' || crs === 'OGC:CRS84') converters.set(name, (geometry) => geometry)
    else {
      const project = projector(crs, 'EPSG:4326')
      const convert = (position: Position): Position => {
        const [lon, lat, ...z] = project(position)
        return [rounded(lon!), rounded(lat!), ...z]
      }
      converters.set(name, (geometry) => (isEmpty(geometry) ? geometry : reproject(geometry, convert)))
    }
  }
  return converters
}

const isEmpty = (geometry: Geometry) => geometry.type !== 'GeometryCollection' && geometry.coordinates.length === 0
