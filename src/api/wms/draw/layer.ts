import type { Canvas } from '@napi-rs/canvas'
import { type Bbox, boxIn, projector } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { zoomOf } from '../../ogc/styles/sizes.ts'
import type { Symbology } from '../../ogc/styles/symbology.ts'
import type { Detail } from '../../ogc/tiles/detail.ts'
import { crsOf } from '../../ogc/tiles/draw.ts'
import {
  ATTRIBUTES,
  countSql,
  featuresSql,
  GEOMETRY,
  HEIGHT,
  isOfPoints,
  MIDDLE_X,
  MIDDLE_Y,
  relationsOf,
  type Selection,
  WIDTH,
} from '../../ogc/tiles/select.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { colourReader } from './colour-of.ts'
import { openPainter } from './painter.ts'
import { drawWkb } from './shapes.ts'
import { toPixels, type View } from './to-pixels.ts'

/** Rows a picture looks at for each layer; beyond, those of lowest rank stand for the others. */
const MOST_ROWS = 200_000
/** Pixels around the picture where what is drawn may still show in it. */
const MARGIN = 12
/** An area under a pixel is drawn as one, as often as its size is a share of it; lines shorter than a pixel are left out likewise. */
const detail: Detail = { cell: 1, smallArea: 1, shortLength: 1, tolerance: 0 }

/** Draws a version of a dataset on a picture. Throws `crs.unknown` and what the lake throws. */
export async function drawLayer(
  lake: Lake,
  canvas: Canvas,
  view: View,
  snapshot: Pick<Snapshot, 'table' | 'rows'>,
  symbology: Symbology,
): Promise<void> {
  const { table, rows } = snapshot
  const { shape } = table
  const { colouring } = symbology
  const crs = crsOf(shape)
  const around = boxIn(grown(view), view.crs, crs)
  // The view shows nothing of the CRS of the data.
  if (!around.every(Number.isFinite)) return
  const way = toPixels(crs, view, around)
  const columns = colouring.by === 'nothing' ? [] : [colouring.column]
  const all: Selection = { shape, columns, bbox: around, detail, scale: scaleOf(view, around), share: 1 }
  const selection = { ...all, share: await shareOf(lake, snapshot, rows, all) }

  const painter = openPainter(canvas, symbology, zoomOfView(view))
  const colourOf = colourReader(colouring, shape.columns[columns[0] ?? '']?.column, ATTRIBUTES)
  const isPoints = isOfPoints(shape)
  const taken = new Uint8Array(canvas.width * canvas.height)
  const out = new Float64Array(2)
  for await (const batch of lake.stream(featuresSql(selection), relationsOf(table)))
    for (let row = 0; row < batch.count; row++) {
      const isSmall = isPoints || batch.number(WIDTH, row)! * batch.number(HEIGHT, row)! < detail.smallArea
      if (isPoints || (isSmall && symbology.form === 'area')) {
        way(batch.number(MIDDLE_X, row)!, batch.number(MIDDLE_Y, row)!, out)
        const [x, y] = [out[0]!, out[1]!]
        if (!Number.isFinite(x + y) || isTaken(taken, canvas, x, y)) continue
        painter.use(colourOf(batch, row))
        if (isPoints) painter.point(x, y)
        else painter.speck(x, y)
        continue
      }
      const wkb = batch.bytes(GEOMETRY, row)
      if (!wkb) continue
      painter.use(colourOf(batch, row))
      drawWkb(wkb, way, painter.context, painter)
    }
  painter.finish()
}

/** Whether something was drawn at a pixel already: of what falls on one the first is shown. */
function isTaken(taken: Uint8Array, { width, height }: Canvas, x: number, y: number): boolean {
  const [column, line] = [Math.floor(x), Math.floor(y)]
  if (column < 0 || line < 0 || column >= width || line >= height) return false
  const at = line * width + column
  if (taken[at]) return true
  taken[at] = 1
  return false
}

/** The share of the rows to look at: a power of two, so that it holds while the data grows a little. */
async function shareOf(
  lake: Lake,
  { table }: Pick<Snapshot, 'table'>,
  rows: number,
  selection: Selection,
): Promise<number> {
  if (rows <= MOST_ROWS) return 1
  const [found] = await lake.query<{ n: number }>(countSql(selection), relationsOf(table))
  return Math.min(1, 2 ** -Math.ceil(Math.log2(found!.n / MOST_ROWS)))
}

/** The box of a view with its margin. */
function grown({ box: [minx, miny, maxx, maxy], width, height }: View): Bbox {
  const [x, y] = [((maxx - minx) / width) * MARGIN, ((maxy - miny) / height) * MARGIN]
  return [minx - x, miny - y, maxx + x, maxy + y]
}

/** Pixels that a unit of the CRS of the data makes, over the whole view. */
const scaleOf = ({ width, height }: View, [minx, miny, maxx, maxy]: Bbox): [number, number] => [
  width / (maxx - minx),
  height / (maxy - miny),
]

/** Metres a degree of latitude: the mean of WGS 84. */
const METRES_PER_DEGREE = 111_195

/** The zoom of a web map whose pixels show as much ground as those of the view, at its middle. */
function zoomOfView({ crs, box: [minx, miny, maxx, maxy], width, height }: View): number {
  const toLonLat = projector(crs, 'EPSG:4326')
  const x = (minx + maxx) / 2
  const [, low] = toLonLat([x, miny]) as [number, number]
  const [, high] = toLonLat([x, maxy]) as [number, number]
  const latitude = (low + high) / 2
  const metres = (Math.abs(high - low) * METRES_PER_DEGREE) / height
  if (Number.isFinite(metres) && metres > 0 && Math.abs(latitude) < 89) return zoomOf(metres, latitude)
  // Somewhere without latitude: as if the whole world were in view.
  return Math.log2(Math.max(width, height) / 512)
}
