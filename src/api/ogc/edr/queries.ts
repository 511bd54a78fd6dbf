import Type from 'typebox'
import type { Bilingual } from '../../../kernel/index.ts'
import { textParameter } from '../../http/query.ts'
import type { Format } from '../common/formats.ts'
import type { CoordsKind } from './coords.ts'
import { COVERAGE_JSON, CSV, type EdrFormat, GEO_JSON, GEOTIFF } from './formats.ts'
import type { Opened } from './open.ts'

/** The questions that may be asked of a collection. */
export type QueryName = 'position' | 'radius' | 'area' | 'cube' | 'trajectory' | 'locations'

/** Length of a geometry in text: that of some 10,000 positions. */
const LONG = 500_000
const coords = (description: string) => Type.String({ description, maxLength: LONG })

/** What every question takes. */
const usual = {
  'parameter-name': textParameter('Parameters to give, separated by commas. All of them by default.', 4000),
  datetime: textParameter('An instant, a day or an interval: `2024-01-01T00:00:00Z`, `2024-01-01/..`.', 100),
  z: textParameter('Levels. No collection here has any: refused, but in a cube, where it changes nothing.', 100),
  crs: textParameter(
    'CRS of the geometry given and of the answer. CRS84 by default; cells of rasters then stay in their own.',
  ),
  f: textParameter('CoverageJSON, GeoJSON, CSV or GeoTIFF; by `Accept` when absent.', 40),
}
const resolution = (axis: string) =>
  Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: `Rasters: how many cells ${axis}. 0 for as many as there are.`,
    }),
  )
const resolutions = { 'resolution-x': resolution('across'), 'resolution-y': resolution('down') }

/** The parameters of each question. */
export const querySchemas = {
  position: Type.Object({
    coords: coords('Where, as well-known text: `POINT(-1.68 48.11)`, `MULTIPOINT(…)`.'),
    ...usual,
  }),
  radius: Type.Object({
    coords: coords('Around which point: `POINT(-1.68 48.11)`.'),
    within: Type.Number({ minimum: 0, maximum: 1e7, description: 'How far, in `within-units`.' }),
    'within-units': Type.Enum(['m', 'km', 'mi', 'nmi'], {
      description: 'Metres, kilometres, miles or nautical miles.',
    }),
    ...resolutions,
    ...usual,
  }),
  area: Type.Object({
    coords: coords('In which polygon, as well-known text: `POLYGON((…))`, `MULTIPOLYGON(…)`.'),
    ...resolutions,
    ...usual,
  }),
  cube: Type.Object({
    bbox: Type.String({
      description: 'In which box, in `crs`: four numbers (or six, heights are not looked at).',
      maxLength: 200,
    }),
    ...resolutions,
    ...usual,
  }),
  trajectory: Type.Object({
    coords: coords('Along which line: `LINESTRING(…)`; `LINESTRINGM(…)` with times in seconds since 1970.'),
    ...usual,
  }),
  locations: Type.Object({ bbox: textParameter('Locations that touch this box.'), ...usual }),
}

/** Metres in each unit of `within-units`: the international mile (1959) and nautical mile (1929) are exact. */
export const METRES: Readonly<Record<'m' | 'km' | 'mi' | 'nmi', number>> = { m: 1, km: 1000, mi: 1609.344, nmi: 1852 }

/** The geometries a question takes. */
export const coordsOf: Readonly<Record<'position' | 'radius' | 'area' | 'trajectory', readonly CoordsKind[]>> = {
  position: ['POINT', 'MULTIPOINT'],
  radius: ['POINT'],
  area: ['POLYGON', 'MULTIPOLYGON'],
  trajectory: ['LINESTRING', 'MULTILINESTRING'],
}

/** The questions a collection takes, by what it is made of. */
export const questionsOf: Readonly<Record<Opened['kind'], readonly QueryName[]>> = {
  stations: ['position', 'radius', 'area', 'cube', 'locations'],
  raster: ['position', 'radius', 'area', 'cube', 'trajectory'],
}

/** The forms of each answer: cells are no features, series are no image. */
export function formatsOf(kind: Opened['kind'], query: QueryName): readonly Format<EdrFormat>[] {
  const isCells = kind === 'raster' && !['position', 'trajectory'].includes(query)
  return isCells ? [COVERAGE_JSON, CSV, GEOTIFF] : [COVERAGE_JSON, GEO_JSON, CSV]
}

export const queryTitles: Readonly<Record<QueryName, Bilingual>> = {
  position: { fr: 'Les valeurs en un point', en: 'The values at a point' },
  radius: { fr: 'Les valeurs autour d’un point', en: 'The values around a point' },
  area: { fr: 'Les valeurs dans un polygone', en: 'The values in a polygon' },
  cube: { fr: 'Les valeurs dans une emprise', en: 'The values in a box' },
  trajectory: { fr: 'Les valeurs le long d’une ligne', en: 'The values along a line' },
  locations: { fr: 'Les stations, et les valeurs de l’une d’elles', en: 'The stations, and the values of one of them' },
}
