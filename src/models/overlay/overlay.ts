import { OrchestraError } from '../../kernel/index.ts'
import type { Line, Polygon } from '../planar/index.ts'
import { type Handle, openExchange } from './exchange.ts'
import { type Library, loadGeos } from './library.ts'

/**
 * Overlay of geometries of the plane by GEOS. Handles are freed when the work ends, and sooner by `free`. What GEOS cannot do
 * throws `overlay.failed`.
 */
export interface Overlay {
  lines(lines: readonly Line[]): Handle
  /** The union of polygons, each mended first if its rings cross. */
  area(polygons: readonly Polygon[]): Handle
  /** Polygons apart from each other, as they are. */
  parts(polygons: readonly Polygon[]): Handle
  difference(a: Handle, b: Handle): Handle
  intersection(a: Handle, b: Handle): Handle
  boundary(handle: Handle): Handle
  /** What is left of areas when all that is narrower than `width` metres is taken away. */
  opened(handle: Handle, width: number): Handle
  /** Lines cut where they meet, each position moved to a grid of `grid` metres, none twice. */
  noded(handles: readonly Handle[], grid: number): Handle
  /** The faces that noded lines enclose; loose ends bound none. */
  faces(noded: Handle): Polygon[]
  /** Polygons that share sides exactly, as one area: several where they only touch at a position. */
  dissolved(polygons: readonly Polygon[]): Polygon[]
  /** A question asked of many positions. */
  holds(handle: Handle): (x: number, y: number) => boolean
  readLines(handle: Handle): Line[]
  readPolygons(handle: Handle): Polygon[]
  free(...handles: Handle[]): void
}

/** Opens GEOS, does the work, and frees all that it made. */
export async function withOverlay<T>(work: (overlay: Overlay) => T | Promise<T>): Promise<T> {
  const library = await loadGeos()
  const owned = new Set<Handle>()
  const prepared: number[] = []
  try {
    return await work(openOverlay(library, owned, prepared))
  } finally {
    for (const handle of prepared) library.GEOSPreparedGeom_destroy(handle)
    for (const handle of owned) library.GEOSGeom_destroy(handle)
  }
}

/** Arc of a circle drawn by this many sides a quarter: 4 is within 2 % of its radius. */
const QUARTER = 4

function openOverlay(library: Library, owned: Set<Handle>, prepared: number[]): Overlay {
  const exchange = openExchange(library)
  const own = (name: string, handle: Handle): Handle => {
    if (!handle) throw failed(name)
    owned.add(handle)
    return handle
  }
  /** What a collection takes over. */
  const given = (handle: Handle): Handle => {
    owned.delete(handle)
    return handle
  }
  const free = (...handles: Handle[]) => {
    for (const handle of handles) if (owned.delete(handle)) library.GEOSGeom_destroy(handle)
  }
  /** A copy that a collection can take over. */
  const collected = (handles: readonly Handle[]) =>
    own('collect', exchange.collect(handles.map((handle) => library.GEOSGeom_clone(handle))))
  const united = (handles: readonly Handle[], grid = 0): Handle => {
    const all = collected(handles)
    const whole = grid ? library.GEOSUnaryUnionPrec(all, grid) : library.GEOSUnaryUnion(all)
    free(all)
    return own('union', whole)
  }

  return {
    lines: (lines) => own('lines', exchange.lines(lines)),
    area(polygons) {
      const parts = polygons.map((polygon) => {
        const part = own('polygon', exchange.polygon(polygon))
        if (library.GEOSisValid(part) === 1) return part
        const mended = own('mend', library.GEOSMakeValid(part))
        free(part)
        return mended
      })
      const whole = united(parts)
      free(...parts)
      return whole
    },
    parts(polygons) {
      const list = polygons.map((polygon) => given(own('polygon', exchange.polygon(polygon))))
      return own('parts', exchange.collect(list, 'polygon'))
    },
    difference: (a, b) => own('difference', library.GEOSDifference(a, b)),
    intersection: (a, b) => own('intersection', library.GEOSIntersection(a, b)),
    boundary: (handle) => own('boundary', exchange.lines(exchange.readPolygons(handle).flat())),
    opened(handle, width) {
      const core = own('buffer', library.GEOSBuffer(handle, -width / 2, QUARTER))
      const grown = own('buffer', library.GEOSBuffer(core, width / 2, QUARTER))
      const kept = own('intersection', library.GEOSIntersection(grown, handle))
      free(core, grown)
      return kept
    },
    noded: (handles, grid) => united(handles, grid),
    faces(noded) {
      const list = library.Module._malloc(4)
      library.Module.HEAP32[list / 4] = noded
      const faces = own('polygonize', library.GEOSPolygonize(list, 1))
      library.Module._free(list)
      const polygons = exchange.readPolygons(faces)
      free(faces)
      return polygons
    },
    dissolved(polygons) {
      const list = polygons.map((polygon) => given(own('polygon', exchange.polygon(polygon))))
      const parts = own('collect', exchange.collect(list))
      const whole = own('dissolve', library.GEOSCoverageUnion(parts))
      // Rings that touch themselves at a position come out in one piece, which is not valid.
      const mended = library.GEOSisValid(whole) === 1 ? whole : own('mend', library.GEOSMakeValid(whole))
      const result = exchange.readPolygons(mended)
      free(parts, whole, mended)
      return result
    },
    holds(handle) {
      const ready = library.GEOSPrepare(handle)
      prepared.push(ready)
      return (x, y) => library.GEOSPreparedIntersectsXY(ready, x, y) === 1
    },
    readLines: exchange.readLines,
    readPolygons: exchange.readPolygons,
    free,
  }
}

const failed = (operation: string) =>
  new OrchestraError({
    code: 'overlay.failed',
    say: {
      fr: `La superposition de géométries a échoué (${operation}).`,
      en: `Overlay of geometries failed (${operation}).`,
    },
    remedy: {
      fr: 'Vérifiez que les coordonnées sont finies et dans le système annoncé.',
      en: 'Check that the coordinates are finite and in the CRS announced.',
    },
    place: operation,
  })
