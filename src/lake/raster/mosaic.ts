import type { Bbox } from '../../kernel/index.ts'
import { mismatched } from './faults.ts'
import type { Header } from './header.ts'
import type { Raster } from './types.ts'

/** How far from the corner of a cell a file may begin, as a share of a cell: rounding of the coordinates written. */
const TOLERANCE = 0.01

/** Lays files side by side. Throws `raster.mismatched` when they do not share one grid. */
export function mosaicOf(headers: readonly [Header, ...Header[]]): Raster {
  const [first] = headers
  const [stepX, stepY] = first.step
  const bbox: Bbox = [
    Math.min(...headers.map((one) => one.bbox[0])),
    Math.min(...headers.map((one) => one.bbox[1])),
    Math.max(...headers.map((one) => one.bbox[2])),
    Math.max(...headers.map((one) => one.bbox[3])),
  ]
  const parts = headers.map(({ path, width, height, overviews, scales, ...header }) => {
    if (header.crs !== first.crs)
      throw mismatched(path, `${header.crs} et ${first.crs}`, `${header.crs} and ${first.crs}`)
    if (header.bands.length !== first.bands.length)
      throw mismatched(path, 'pas le même nombre de bandes', 'not the same number of bands')
    const isSame = (a: number, b: number) => Math.abs(a - b) * Math.max(width, height) < TOLERANCE * b
    const [column, row] = [(header.bbox[0] - bbox[0]) / stepX, (bbox[3] - header.bbox[3]) / stepY]
    const isPlaced = (cell: number) => Math.abs(cell - Math.round(cell)) < TOLERANCE
    if (!isSame(header.step[0], stepX) || !isSame(header.step[1], stepY) || !isPlaced(column) || !isPlaced(row))
      throw mismatched(path, 'les mailles ne sont pas alignées', 'their cells are not aligned')
    return { path, width, height, overviews, scales, column: Math.round(column), row: Math.round(row) }
  })
  return {
    crs: first.crs,
    bbox,
    step: first.step,
    width: Math.round((bbox[2] - bbox[0]) / stepX),
    height: Math.round((bbox[3] - bbox[1]) / stepY),
    bands: first.bands,
    parts,
  }
}
