import { type Geometry, type Position, projector, reproject, type Table } from '../../kernel/index.ts'

const LONLAT = 'EPSG:4326'
/** Decimals kept of a converted coordinate: 1e-7 degree is a centimetre. */
const DECIMALS = 1e7

/** Gives the geometries of a table in longitude and latitude, changing the rows in place. */
export function rowsToLonLat(shape: Table): (rows: Record<string, unknown>[]) => void {
  const converters = Object.entries(shape.columns).flatMap(([name, { column, crs = LONLAT }]) => {
    if (column !== 'geometry' || crs === LONLAT || crs === 'OGC:CRS84') return []
    const project = projector(crs, LONLAT)
    const convert = (position: Position): Position => {
      const [lon, lat, ...z] = project(position)
      return [Math.round(lon! * DECIMALS) / DECIMALS, Math.round(lat! * DECIMALS) / DECIMALS, ...z]
    }
    return [{ name, convert }]
  })
  return (rows) => {
    for (const { name, convert } of converters)
      for (const row of rows)
        if (row[name] && !isEmpty(row[name] as Geometry)) row[name] = reproject(row[name] as Geometry, convert)
  }
}

const isEmpty = (geometry: Geometry) => geometry.type !== 'GeometryCollection' && geometry.coordinates.length === 0
