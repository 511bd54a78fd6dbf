import type { Context } from 'hono'
import Type, { type Static } from 'typebox'
import { type Bbox, boxIn, OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { badParameter } from '../../http/faults.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part } from '../../http/route.ts'
import { CRS84, type Crs, crsOf, crsOfRaster, readCrs } from '../common/crs.ts'
import { varied } from '../common/respond.ts'
import type { Answer } from '../edr/answer.ts'
import { COVERAGE_JSON, CSV, GEOTIFF, readFormat } from '../edr/formats.ts'
import { readSpan } from '../edr/period.ts'
import { nothingThere, readCells, readPlaces, usualSize } from '../edr/raster.ts'
import { respond } from '../edr/respond.ts'
import { readBox } from '../features/bbox.ts'
import { readBands } from './bands.ts'
import { noneThen, noTimes } from './faults.ts'
import { type Coverage, openCoverage } from './open.ts'
import { readSubset } from './subset.ts'
import { bandsIn, timedOf, timesOf } from './times.ts'

export const coverageQuery = Type.Object({
  bbox: textParameter('The part in this box: four numbers in `bbox-crs`.'),
  'bbox-crs': textParameter('CRS of `bbox`. CRS84 by default.'),
  subset: textParameter(
    'The part between these values of its axes: `E(350000:352000),N(6789000:6790000)`, `Lat(48.1:48.2),Lon(-1.7:-1.6)`; one value an axis for a point.',
  ),
  'scale-factor': Type.Optional(
    Type.Number({ minimum: 1, maximum: 1e6, description: 'How many times fewer cells a side.' }),
  ),
  'scale-size': textParameter('How many cells: `E(400),N(300)`.', 60),
  properties: textParameter('Bands to give, separated by commas. All of them by default.', 4000),
  datetime: textParameter('Where bands are times of one quantity: an instant, a day or an interval.', 100),
  crs: textParameter('CRS of the cells. That of the raster by default.'),
  f: textParameter('CoverageJSON, GeoTIFF or CSV; by `Accept` when absent.', 40),
  version: textParameter('The `pin` of a version.', 40),
})
type CoverageQuery = Static<typeof coverageQuery>

const formats = [COVERAGE_JSON, GEOTIFF, CSV] as const

/** Answers with the cells of a raster. */
export async function handleCoverage(deps: Deps, c: Context, asked: CoverageQuery): Promise<Response> {
  const coverage = await openCoverage(deps, c, part(c, 'id'), asked.version)
  const format = readFormat(c, asked.f, formats)
  const { snapshot } = coverage
  return varied(
    await fromVersion(
      c,
      snapshot,
      deps,
      async () => {
        const answer = await deps.reads.run(() => answerOf(deps, coverage, asked))
        if (answer.kind === 'samples' && format === 'GeoTIFF') throw noImage()
        return respond(c, answer, format, 'cube', snapshot.node.name)
      },
      `${format} ${speechOf(c).language}`,
    ),
  )
}

async function answerOf(deps: Deps, coverage: Coverage, asked: CoverageQuery): Promise<Answer> {
  const { raster, quantity } = coverage
  const bands = bandsAsked(coverage, asked)
  const parameters = (quantity ? [quantity] : bands).map((one) => ({ ...one, isWhole: one.isCode }))
  const into =
    asked.crs === undefined
      ? undefined
      : readCrs('crs', asked.crs, crsOfRaster(deps.chain.graph.territory, crsOf(raster.crs)))
  const area = areaOf(deps, coverage, asked)
  if ('point' in area) {
    const [x, y] = area.point
    const values = await readPlaces(deps, coverage, bands, [{ x, y }], area.crs)
    if (values.every(([value]) => Number.isNaN(value))) throw nothingThere()
    // Degrees are written longitude first: that is CRS84.
    const crs = area.crs === 'EPSG:4326' ? CRS84 : crsOf(area.crs)
    return { kind: 'samples', parameters, crs, along: 'points', places: [{ x, y }], ...timesOf(bands), values }
  }
  const cells = await readCells(deps, coverage, { ...area, bands, into, ...sizeOf(coverage, asked, area, into) })
  return { kind: 'grid', parameters, ...timesOf(bands), ...cells }
}

/** The bands asked for by name and by time. */
function bandsAsked({ bands: all, quantity }: Coverage, { properties, datetime }: CoverageQuery) {
  const bands = readBands(all, 'properties', properties, quantity)
  if (datetime === undefined) return bands
  const timed = timedOf(bands)
  if (!timed) throw noTimes()
  const then = bandsIn(timed, readSpan(datetime))
  if (then.length === 0) throw noneThen(timed)
  return then
}

/** The part asked for: all of it when none is. */
function areaOf(deps: Deps, { raster }: Coverage, { bbox, 'bbox-crs': bboxCrs, subset }: CoverageQuery) {
  if (bbox !== undefined && subset !== undefined)
    throw badParameter('subset', 'donné avec bbox', 'given with bbox', {
      fr: 'Donnez bbox ou subset, pas les deux.',
      en: 'Give bbox or subset, not both.',
    })
  if (bbox !== undefined) {
    const crs = readCrs('bbox-crs', bboxCrs, crsOfRaster(deps.chain.graph.territory, crsOf(raster.crs)))
    return { crs: crs.name, bbox: readBox(bbox, crs) }
  }
  if (subset !== undefined)
    return readSubset(subset, raster.crs, raster.bbox, boxIn(raster.bbox, raster.crs, 'EPSG:4326'))
  return { crs: raster.crs, bbox: raster.bbox }
}

/** How many cells are wanted; nothing when as many as there are. */
function sizeOf({ raster }: Coverage, asked: CoverageQuery, area: { crs: string; bbox: Bbox }, into: Crs | undefined) {
  const size = asked['scale-size']
  if (size !== undefined) {
    const [, columns, rows] = /^\s*(?:E|x|Lon|i)\((\d{1,5})\)\s*,\s*(?:N|y|Lat|j)\((\d{1,5})\)\s*$/i.exec(size) ?? []
    if (!Number(columns) || !Number(rows))
      throw badParameter('scale-size', `« ${size} » n’est pas une taille`, `'${size}' is no size`, {
        fr: 'Par exemple : E(400),N(300).',
        en: 'For example: E(400),N(300).',
      })
    return { columns: Number(columns), rows: Number(rows) }
  }
  const factor = asked['scale-factor'] ?? 1
  if (factor === 1) return {}
  const there = into?.name ?? raster.crs
  const box = area.crs === there ? area.bbox : boxIn(area.bbox, area.crs, there)
  const whole = there === raster.crs ? raster.bbox : boxIn(raster.bbox, raster.crs, there)
  const part: Bbox = [
    Math.max(box[0], whole[0]),
    Math.max(box[1], whole[1]),
    Math.min(box[2], whole[2]),
    Math.min(box[3], whole[3]),
  ]
  const { columns, rows } = usualSize(raster, part, there)
  return { columns: Math.max(1, Math.round(columns / factor)), rows: Math.max(1, Math.round(rows / factor)) }
}

const noImage = () =>
  new OrchestraError({
    code: 'api.not-acceptable',
    say: { fr: 'Un point n’est pas une image.', en: 'A point is no image.' },
    remedy: { fr: 'Demandez f=CoverageJSON ou f=CSV.', en: 'Ask for f=CoverageJSON or f=CSV.' },
    place: 'f',
  })
