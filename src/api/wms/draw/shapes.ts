import type { SKRSContext2D } from '@napi-rs/canvas'
import type { ToPixels } from './to-pixels.ts'

/** Deepest nesting of collections drawn, as the lake accepts them. */
const MAX_DEPTH = 16
/** Pixels under which the next vertex of a line shows nothing. */
const GRAIN = 0.4
const out = new Float64Array(2)

/** What becomes of the parts of a geometry: paths are traced on the context before each call. */
export interface Pen {
  point(x: number, y: number): void
  /** A line was traced. */
  line(): void
  /** A polygon was traced, each of its rings closed. */
  polygon(): void
}

/** Draws a geometry from its WKB: the lake checked the bytes when it took them in. Positions without place in the view are left out. */
export function drawWkb(wkb: Uint8Array, toPixels: ToPixels, context: SKRSContext2D, pen: Pen): void {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength)
  let at = 0

  const trace = (little: boolean, stride: number, isRing: boolean): void => {
    const count = view.getUint32(at, little)
    at += 4
    let isOpen = false
    let lastX = 0
    let lastY = 0
    for (let i = 0; i < count; i++, at += stride) {
      toPixels(view.getFloat64(at, little), view.getFloat64(at + 8, little), out)
      const x = bounded(out[0]!)
      const y = bounded(out[1]!)
      if (!Number.isFinite(x + y)) continue
      if (!isOpen) context.moveTo(x, y)
      else if (i < count - 1 && Math.abs(x - lastX) < GRAIN && Math.abs(y - lastY) < GRAIN) continue
      else context.lineTo(x, y)
      isOpen = true
      lastX = x
      lastY = y
    }
    if (isRing && isOpen) context.closePath()
  }

  const geometry = (depth: number): void => {
    const little = view.getUint8(at) === 1
    const raw = view.getUint32(at + 1, little)
    at += 5
    // Heights follow as a thousand (ISO) or a flag (EWKB).
    const code = raw & 0x0fff_ffff
    const type = code % 1000
    const stride = code >= 1000 || (raw & 0x8000_0000) !== 0 ? 24 : 16
    if (type === 1) {
      toPixels(view.getFloat64(at, little), view.getFloat64(at + 8, little), out)
      at += stride
      if (Number.isFinite(out[0]! + out[1]!)) pen.point(out[0]!, out[1]!)
    } else if (type === 2) {
      context.beginPath()
      trace(little, stride, false)
      pen.line()
    } else if (type === 3) {
      const rings = view.getUint32(at, little)
      at += 4
      context.beginPath()
      for (let i = 0; i < rings; i++) trace(little, stride, true)
      pen.polygon()
    } else if (depth < MAX_DEPTH) {
      const parts = view.getUint32(at, little)
      at += 4
      for (let i = 0; i < parts; i++) geometry(depth + 1)
    }
  }
  geometry(0)
}

/** Pixels beyond which a position is as good as that far: the drawing counts in single precision. */
const FAR = 1e6
const bounded = (pixels: number): number => Math.max(-FAR, Math.min(FAR, pixels))
