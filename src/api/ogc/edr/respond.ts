import type { Context } from 'hono'
import { rasterBytes } from '../../../lake/index.ts'
import { speechOf } from '../../http/language.ts'
import { CRS84 } from '../common/crs.ts'
import { linksOf } from '../common/links.ts'
import type { Answer, GridAnswer } from './answer.ts'
import { COVERAGE_JSON, CSV, type EdrFormat, GEO_JSON, GEOTIFF } from './formats.ts'
import { formatsOf, type QueryName } from './queries.ts'
import { coverageJson } from './write/coveragejson.ts'
import { geoJson } from './write/geojson.ts'
import { csv } from './write/table.ts'

/** An answer in the form asked for. */
export async function respond(
  c: Context,
  answer: Answer,
  format: EdrFormat,
  query: QueryName,
  id: string,
): Promise<Response> {
  const { language } = speechOf(c)
  const links = linksOf(c, language)
  const home = `${links.origin}/ogc/collections/${id}`
  const head = { 'Content-Crs': `<${answer.crs.uri}>` }
  const kind = answer.kind === 'series' ? 'stations' : 'raster'
  if (format === 'GeoTIFF' && answer.kind === 'grid')
    return new Response(Buffer.from(await geotiffOf(answer)), {
      headers: { ...head, 'Content-Type': GEOTIFF.media, 'Content-Disposition': `attachment; filename="${id}.tif"` },
    })
  if (format === 'CSV')
    return new Response(csv(answer), {
      headers: {
        ...head,
        'Content-Type': `${CSV.media}; charset=utf-8`,
        'Content-Disposition': `attachment; filename="${id}.csv"`,
      },
    })
  if (format === 'GeoJSON' && answer.kind !== 'grid') {
    const self = links.self(format, formatsOf(kind, query))
    return new Response(JSON.stringify(geoJson(answer, { language, home, links: self })), {
      headers: { ...head, 'Content-Type': GEO_JSON.media },
    })
  }
  return new Response(JSON.stringify(coverageJson(answer, language, home)), {
    headers: { ...head, 'Content-Type': COVERAGE_JSON.media },
  })
}

/** Cells as an image file. GeoTIFF has longitude first, which is CRS84: its code is that of EPSG:4326. */
function geotiffOf({ parameters, crs, times, values, ...place }: GridAnswer): Promise<Uint8Array> {
  const { width, height, origin, step } = place
  return rasterBytes({
    ...{ width, height, origin, step },
    crs: crs === CRS84 ? 'EPSG:4326' : crs.name,
    type: 'float32',
    bands: values.map((cells, i) => {
      const { id, unit, isWhole } = parameters[times ? 0 : i]!
      return {
        name: times ? `${id} ${times[i]}` : id,
        isCode: isWhole,
        ...(unit && { unit }),
        values: Float32Array.from(cells),
      }
    }),
  })
}
