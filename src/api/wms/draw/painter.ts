import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { FULL, LEAST_EDGE, rings, SHEER } from '../../ogc/styles/maplibre.ts'
import { GROUND } from '../../ogc/styles/palettes.ts'
import { type Symbology, sizeAt } from '../../ogc/styles/symbology.ts'
import type { Pen } from './shapes.ts'

/** Draws the objects of one layer in the sizes of a zoom, as the MapLibre style does. */
export interface Painter extends Pen {
  readonly context: SKRSContext2D
  /** The colour of what is drawn next. */
  use(colour: string): void
  /** An area too small to be traced. */
  speck(x: number, y: number): void
  /** Lays what was drawn over the picture. */
  finish(): void
}

/**
 * Width of the stroke in their own colour that closes the hairlines between neighbouring areas: with half a pixel more on each
 * side, one of the two covers the pixel that they share.
 */
const SEAL = 1

/** Areas painted full are drawn opaque on a sheet of their own, laid over the picture at the end: nothing shows twice where they overlap. */
export function openPainter(canvas: Canvas, { sizes, colouring, form }: Symbology, zoom: number): Painter {
  const isPlain = colouring.by === 'nothing'
  const hasSheet = !isPlain && (form === 'area' || form === 'mixed')
  const sheet = hasSheet ? createCanvas(canvas.width, canvas.height) : canvas
  const context = sheet.getContext('2d')
  const edge = isPlain ? Math.max(LEAST_EDGE, sizeAt(sizes.outline, zoom)) : sizeAt(sizes.outline, zoom)
  const stamp = stamps(sizeAt(sizes.point, zoom), sizeAt(rings(sizes.point), zoom))
  const line = sizeAt(sizes.line, zoom)
  let colour = ''
  context.lineJoin = 'round'
  context.lineCap = 'round'
  return {
    context,
    use(next) {
      if (next === colour) return
      colour = next
      context.fillStyle = next
      context.strokeStyle = next
    },
    point(x, y) {
      const { picture, half } = stamp(colour)
      context.drawImage(picture, x - half, y - half)
    },
    line() {
      context.lineWidth = line
      context.stroke()
    },
    polygon() {
      if (isPlain) {
        context.globalAlpha = SHEER
        context.fill('evenodd')
        context.globalAlpha = 1
        context.lineWidth = edge
        context.stroke()
        return
      }
      context.fill('evenodd')
      const isEdged = edge >= LEAST_EDGE
      if (isEdged) context.strokeStyle = GROUND
      context.lineWidth = isEdged ? edge : SEAL
      context.stroke()
      if (isEdged) context.strokeStyle = colour
    },
    speck: (x, y) => context.fillRect(x - 0.5, y - 0.5, 1, 1),
    finish() {
      if (!hasSheet) return
      const under = canvas.getContext('2d')
      under.globalAlpha = FULL
      under.drawImage(sheet, 0, 0)
      under.globalAlpha = 1
    },
  }
}

/** Points are stamped: one small picture a colour. */
function stamps(radius: number, ring: number): (colour: string) => { picture: Canvas; half: number } {
  const made = new Map<string, { picture: Canvas; half: number }>()
  const half = Math.ceil(radius + ring + 1)
  return (colour) => {
    const known = made.get(colour)
    if (known) return known
    const picture = createCanvas(2 * half, 2 * half)
    const context = picture.getContext('2d')
    const disc = (size: number, paint: string) => {
      context.fillStyle = paint
      context.beginPath()
      context.arc(half, half, size, 0, 2 * Math.PI)
      context.fill()
    }
    if (ring > 0) disc(radius + ring, '#ffffff')
    disc(radius, colour)
    const one = { picture, half }
    made.set(colour, one)
    return one
  }
}
