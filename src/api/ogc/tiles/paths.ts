import type { ToTile } from './grid.ts'

/** A ring or line in units of a tile: x0, y0, x1, y1… Rings do not repeat their first position. */
export type Path = Float64Array

export interface Ring {
  readonly path: Path
  readonly hole: boolean
}

/** What a geometry draws, by kind: a collection may have all three. */
export interface Paths {
  /** Not rounded: x0, y0, x1, y1… */
  readonly points: readonly number[]
  readonly lines: readonly Path[]
  /** Each outer ring is followed by its holes. */
  readonly rings: readonly Ring[]
}

/** Deepest nesting of collections drawn, as the lake accepts them. */
const MAX_DEPTH = 16
let scratch = new Float64Array(8192)
const out = new Float64Array(2)

/**
 * Reads WKB as paths of a tile: projected, rounded to whole units, without repeated positions. The lake checked the bytes
 * when it took them in. Positions that the CRS of the tile has no place for are left out.
 */
export function readPaths(wkb: Uint8Array, toTile: ToTile): Paths {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength)
  const paths = { points: [] as number[], lines: [] as Path[], rings: [] as Ring[] }
  let at = 0

  const path = (little: boolean, stride: number): number => {
    const count = view.getUint32(at, little)
    at += 4
    if (scratch.length < count * 2) scratch = new Float64Array(count * 4)
    let end = 0
    for (let i = 0; i < count; i++, at += stride) {
      toTile(view.getFloat64(at, little), view.getFloat64(at + 8, little), out)
      const x = Math.round(out[0]!)
      const y = Math.round(out[1]!)
      if (!Number.isFinite(x + y) || (end > 0 && scratch[end - 2] === x && scratch[end - 1] === y)) continue
      scratch[end++] = x
      scratch[end++] = y
    }
    return end
  }

  const polygon = (little: boolean, stride: number): void => {
    const count = view.getUint32(at, little)
    at += 4
    for (let i = 0; i < count; i++) {
      let end = path(little, stride)
      if (end > 2 && scratch[0] === scratch[end - 2] && scratch[1] === scratch[end - 1]) end -= 2
      paths.rings.push({ path: scratch.slice(0, end), hole: i > 0 })
    }
  }

  const geometry = (depth: number): void => {
    const little = view.getUint8(at) === 1
    const raw = view.getUint32(at + 1, little)
    at += 5
    const kind = (raw & 0x0fff_ffff) % 1000
    const stride = (raw & 0x0fff_ffff) >= 1000 || (raw & 0x8000_0000) !== 0 ? 24 : 16
    if (kind === 1) {
      toTile(view.getFloat64(at, little), view.getFloat64(at + 8, little), out)
      at += stride
      if (Number.isFinite(out[0]! + out[1]!)) paths.points.push(out[0]!, out[1]!)
    } else if (kind === 2) {
      const end = path(little, stride)
      paths.lines.push(scratch.slice(0, end))
    } else if (kind === 3) polygon(little, stride)
    else if (depth < MAX_DEPTH) {
      const count = view.getUint32(at, little)
      at += 4
      for (let i = 0; i < count; i++) geometry(depth + 1)
    }
  }
  geometry(0)
  return paths
}
