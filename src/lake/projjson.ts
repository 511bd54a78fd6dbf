// PROJJSON (v0.7) of the projected and geographic CRS the product knows, from the EPSG registry v11.022 (2024-11-05).
// Angles in degrees, lengths in metres.

type Json = Record<string, unknown>

const epsg = (code: number) => ({ authority: 'EPSG', code })
const axis = (name: string, abbreviation: string, direction: string, unit: string) => ({
  name,
  abbreviation,
  direction,
  unit,
})
const ellipsoidal = {
  subtype: 'ellipsoidal',
  axis: [axis('Geodetic latitude', 'Lat', 'north', 'degree'), axis('Geodetic longitude', 'Lon', 'east', 'degree')],
}
const grs80 = { name: 'GRS 1980', semi_major_axis: 6378137, inverse_flattening: 298.257222101 }
const wgs84Ellipsoid = { name: 'WGS 84', semi_major_axis: 6378137, inverse_flattening: 298.257223563 }

const geographic = (name: string, datum: string, ellipsoid: Json, code: number) => ({
  name,
  datum: { type: 'GeodeticReferenceFrame', name: datum, ellipsoid },
  coordinate_system: ellipsoidal,
  id: epsg(code),
})
const wgs84 = geographic('WGS 84', 'World Geodetic System 1984', wgs84Ellipsoid, 4326)
const rgf93 = geographic('RGF93 v1', 'Reseau Geodesique Francais 1993 v1', grs80, 4171)
const etrs89 = geographic('ETRS89', 'European Terrestrial Reference System 1989', grs80, 4258)

const parameter = (name: string, value: number, unit: string, code: number) => ({ name, value, unit, id: epsg(code) })
const metric = (...axes: readonly Json[]) => ({ subtype: 'Cartesian', axis: axes })
const eastNorth = (east: string, north: string) =>
  metric(axis('Easting', east, 'east', 'metre'), axis('Northing', north, 'north', 'metre'))

const projected = (name: string, code: number, base: Json, conversion: Json, system: Json): Json => ({
  type: 'ProjectedCRS',
  name,
  base_crs: base,
  conversion,
  coordinate_system: system,
  id: epsg(code),
})

/** Lambert conformal conic with two standard parallels, on RGF93 and the meridian 3° E. */
const lambert = (
  name: string,
  code: number,
  conversion: string,
  o: { lat: number; parallels: [number, number]; x: number; y: number },
) =>
  projected(
    name,
    code,
    rgf93,
    {
      name: conversion,
      method: { name: 'Lambert Conic Conformal (2SP)', id: epsg(9802) },
      parameters: [
        parameter('Latitude of false origin', o.lat, 'degree', 8821),
        parameter('Longitude of false origin', 3, 'degree', 8822),
        parameter('Latitude of 1st standard parallel', o.parallels[0], 'degree', 8823),
        parameter('Latitude of 2nd standard parallel', o.parallels[1], 'degree', 8824),
        parameter('Easting at false origin', o.x, 'metre', 8826),
        parameter('Northing at false origin', o.y, 'metre', 8827),
      ],
    },
    eastNorth('X', 'Y'),
  )

const natural = (lat: number, lon: number, x: number, y: number) => ({
  lat: parameter('Latitude of natural origin', lat, 'degree', 8801),
  lon: parameter('Longitude of natural origin', lon, 'degree', 8802),
  x: parameter('False easting', x, 'metre', 8806),
  y: parameter('False northing', y, 'metre', 8807),
})

/** Universal transverse Mercator, northern hemisphere. */
function utm(zone: number): Json {
  const { lat, lon, x, y } = natural(0, zone * 6 - 183, 500000, 0)
  const conversion = {
    name: `UTM zone ${zone}N`,
    method: { name: 'Transverse Mercator', id: epsg(9807) },
    parameters: [lat, lon, parameter('Scale factor at natural origin', 0.9996, 'unity', 8805), x, y],
  }
  return projected(`WGS 84 / UTM zone ${zone}N`, 32600 + zone, wgs84, conversion, eastNorth('E', 'N'))
}

function laeaEurope(): Json {
  const { lat, lon, x, y } = natural(52, 10, 4321000, 3210000)
  const conversion = {
    name: 'Europe Equal Area 2001',
    method: { name: 'Lambert Azimuthal Equal Area', id: epsg(9820) },
    parameters: [lat, lon, x, y],
  }
  const system = metric(axis('Northing', 'Y', 'north', 'metre'), axis('Easting', 'X', 'east', 'metre'))
  return projected('ETRS89-extended / LAEA Europe', 3035, etrs89, conversion, system)
}

function webMercator(): Json {
  const { lat, lon, x, y } = natural(0, 0, 0, 0)
  const conversion = {
    name: 'Popular Visualisation Pseudo-Mercator',
    method: { name: 'Popular Visualisation Pseudo Mercator', id: epsg(1024) },
    parameters: [lat, lon, x, y],
  }
  return projected('WGS 84 / Pseudo-Mercator', 3857, wgs84, conversion, eastNorth('X', 'Y'))
}

/** Conic conformal zone of France: `CC48` is zone 7, EPSG:3948. */
const conicZone = (lat: number) =>
  lambert(`RGF93 v1 / CC${lat}`, 3900 + lat, `France Conic Conformal zone ${lat - 41}`, {
    lat,
    parallels: [lat - 0.75, lat + 0.75],
    x: 1700000,
    y: (lat - 41) * 1e6 + 200000,
  })

const known: readonly Json[] = [
  { type: 'GeographicCRS', ...rgf93 },
  { type: 'GeographicCRS', ...etrs89 },
  webMercator(),
  lambert('RGF93 v1 / Lambert-93', 2154, 'Lambert-93', { lat: 46.5, parallels: [49, 44], x: 700000, y: 6600000 }),
  laeaEurope(),
  ...[30, 31, 32].map(utm),
  ...[42, 43, 44, 45, 46, 47, 48, 49, 50].map(conicZone),
]
const byCode = new Map(known.map((crs) => [`EPSG:${(crs.id as { code: number }).code}`, crs]))

/**
 * What GeoParquet's `crs` says of a CRS: undefined (left out) means longitude, latitude on WGS 84; null means unknown,
 * for the CRS that have no PROJJSON here. Positions are x, y whatever the axis order of the registry.
 */
export function projjson(crs: string): Json | null | undefined {
  if (crs === 'EPSG:4326' || crs === 'OGC:CRS84') return undefined
  const found = byCode.get(crs)
  return found ? { $schema: 'https://proj.org/schemas/v0.7/projjson.schema.json', ...found } : null
}
