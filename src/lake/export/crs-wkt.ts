import { projjson } from '../projjson.ts'

// CRS as WKT 1: OGC's (01-009, as EPSG and GeoPackage write it) and ESRI's (.prj). Both come from the same parameters as
// GeoParquet's PROJJSON. Positions are x, y: no axis is written.

type Dialect = 'ogc' | 'esri'

interface Crs {
  readonly name: string
  readonly id: { readonly code: number }
  readonly base_crs?: Crs
  readonly datum?: {
    readonly name: string
    readonly ellipsoid: { name: string; semi_major_axis: number; inverse_flattening: number }
  }
  readonly conversion?: {
    readonly name: string
    readonly method: { readonly id: { readonly code: number } }
    readonly parameters: readonly { readonly value: number; readonly id: { readonly code: number } }[]
  }
}

const wgs84: Crs = {
  name: 'WGS 84',
  id: { code: 4326 },
  datum: {
    name: 'World Geodetic System 1984',
    ellipsoid: { name: 'WGS 84', semi_major_axis: 6378137, inverse_flattening: 298.257223563 },
  },
}

/** Names of the two dialects, by EPSG code: base CRS and datum. */
const bases: Readonly<Record<number, { datum: string; esri: string }>> = {
  4326: { datum: 'WGS_1984', esri: 'WGS_1984' },
  4171: { datum: 'Reseau_Geodesique_Francais_1993', esri: 'RGF_1993' },
  4258: { datum: 'European_Terrestrial_Reference_System_1989', esri: 'ETRS_1989' },
}

/** Names of methods, by EPSG code. */
const methods: Readonly<Record<number, Readonly<Record<Dialect, string>>>> = {
  9802: { ogc: 'Lambert_Conformal_Conic_2SP', esri: 'Lambert_Conformal_Conic' },
  9807: { ogc: 'Transverse_Mercator', esri: 'Transverse_Mercator' },
  9820: { ogc: 'Lambert_Azimuthal_Equal_Area', esri: 'Lambert_Azimuthal_Equal_Area' },
  1024: { ogc: 'Mercator_1SP', esri: 'Mercator_Auxiliary_Sphere' },
}

/** Names of parameters, by EPSG code. */
const parameters: Readonly<Record<number, Readonly<Record<Dialect, string>>>> = {
  8801: { ogc: 'latitude_of_origin', esri: 'Latitude_Of_Origin' },
  8802: { ogc: 'central_meridian', esri: 'Central_Meridian' },
  8805: { ogc: 'scale_factor', esri: 'Scale_Factor' },
  8806: { ogc: 'false_easting', esri: 'False_Easting' },
  8807: { ogc: 'false_northing', esri: 'False_Northing' },
  8821: { ogc: 'latitude_of_origin', esri: 'Latitude_Of_Origin' },
  8822: { ogc: 'central_meridian', esri: 'Central_Meridian' },
  8823: { ogc: 'standard_parallel_1', esri: 'Standard_Parallel_1' },
  8824: { ogc: 'standard_parallel_2', esri: 'Standard_Parallel_2' },
  8826: { ogc: 'false_easting', esri: 'False_Easting' },
  8827: { ogc: 'false_northing', esri: 'False_Northing' },
}
const LAEA = 9820
const WEB_MERCATOR = 1024

/** PROJ's string of web Mercator: WKT 1 has no method that says a sphere over an ellipsoid. */
const webMercatorProj4 =
  '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs'

/** A CRS by its name, as WKT 1; undefined for those unknown here. */
export function crsWkt(crs: string, dialect: Dialect): string | undefined {
  const json = projjson(crs)
  if (json === null) return undefined
  const found = json === undefined ? wgs84 : (json as unknown as Crs)
  return found.base_crs ? projected(found, dialect) : geographic(found, dialect)
}

/** The number of a CRS in the EPSG registry; undefined for those that have none here. CRS84 is taken as 4326: positions are the same. */
export function epsgCode(crs: string): number | undefined {
  if (crs === 'OGC:CRS84') return 4326
  const [, code] = /^EPSG:(\d+)$/.exec(crs) ?? []
  return code === undefined ? undefined : Number(code)
}

/** The name of a CRS: `RGF93 v1 / Lambert-93`. */
export function crsName(crs: string): string {
  const json = projjson(crs)
  return json === undefined ? wgs84.name : String(json?.name ?? crs)
}

function geographic({ name, datum, id }: Crs, dialect: Dialect): string {
  const { semi_major_axis: a, inverse_flattening: f, name: ellipsoid } = datum!.ellipsoid
  const base = bases[id.code]!
  if (dialect === 'esri')
    return `GEOGCS["GCS_${base.esri}",DATUM["D_${base.esri}",SPHEROID["${ellipsoid.replace('GRS 1980', 'GRS_1980').replace('WGS 84', 'WGS_1984')}",${decimal(a)},${f}]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
  return `GEOGCS["${name}",DATUM["${base.datum}",SPHEROID["${ellipsoid}",${a},${f}]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","${id.code}"]]`
}

function projected(crs: Crs, dialect: Dialect): string {
  const { name, id, conversion } = crs
  const method = conversion!.method.id.code
  const base = geographic(crs.base_crs!, dialect)
  const listed = conversion!.parameters.map(({ id: { code }, value }) => {
    const label = method === LAEA && dialect === 'ogc' ? laeaName(code) : parameters[code]![dialect]
    return `PARAMETER["${label}",${dialect === 'esri' ? decimal(value) : value}]`
  })
  if (dialect === 'esri') {
    if (method === WEB_MERCATOR)
      listed.push('PARAMETER["Standard_Parallel_1",0.0]', 'PARAMETER["Auxiliary_Sphere_Type",0.0]')
    return `PROJCS["${esriName(id.code)}",${base},PROJECTION["${methods[method]!.esri}"],${listed.join(',')},UNIT["Meter",1.0]]`
  }
  if (method === WEB_MERCATOR) listed.splice(2, 0, 'PARAMETER["scale_factor",1]')
  const extension = method === WEB_MERCATOR ? `EXTENSION["PROJ4","${webMercatorProj4}"],` : ''
  return `PROJCS["${name}",${base},PROJECTION["${methods[method]!.ogc}"],${listed.join(',')},UNIT["metre",1,AUTHORITY["EPSG","9001"]],${extension}AUTHORITY["EPSG","${id.code}"]]`
}

const laeaName = (code: number) =>
  code === 8801 ? 'latitude_of_center' : code === 8802 ? 'longitude_of_center' : parameters[code]!.ogc

/** The name ESRI gives to a projected CRS of ours, by EPSG code. */
function esriName(code: number): string {
  if (code === 2154) return 'RGF_1993_Lambert_93'
  if (code === 3857) return 'WGS_1984_Web_Mercator_Auxiliary_Sphere'
  if (code === 3035) return 'ETRS_1989_LAEA'
  return code > 32600 ? `WGS_1984_UTM_Zone_${code - 32600}N` : `RGF_1993_CC${code - 3900}`
}

const decimal = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value))
