import type { Bilingual, Geometry } from '../kernel/index.ts'
import { Unfit } from './unfit.ts'
import { WkbWriter } from './wkb.ts'

// GEOS 3.13 compiled to WebAssembly, loaded at the first use: 2 MB that most runs never need.

type Geos = Awaited<ReturnType<typeof loadGeos>>

async function loadGeos() {
  const { default: init } = await import('geos-wasm')
  // A geometry GEOS cannot even build is told through the reason we return, not on the terminal.
  return init({ errorHandler: () => {}, noticeHandler: () => {} })
}

let loading: Promise<Geos> | undefined

/** Why a geometry is not valid, and where. */
export interface GeometryProblem {
  readonly reason: Bilingual
  /** The position of the problem in the CRS of the geometry; absent when GEOS cannot tell. */
  readonly at?: readonly [x: number, y: number]
}

/**
 * Checks geometries against OGC Simple Features (rings closed and not crossing themselves, holes inside, parts apart). Gives
 * for each the problem, or undefined when it is valid or missing.
 */
export async function checkGeometries(
  geometries: readonly (Geometry | null | undefined)[],
): Promise<(GeometryProblem | undefined)[]> {
  loading ??= loadGeos()
  const checker = geometryChecker(await loading)
  try {
    return geometries.map((geometry) => (geometry ? checker.check(geometry) : undefined))
  } finally {
    checker.free()
  }
}

/** A checker whose buffers in WebAssembly memory serve many geometries, until freed. */
function geometryChecker(geos: Geos): { check(geometry: Geometry): GeometryProblem | undefined; free(): void } {
  const { Module } = geos
  const writer = new WkbWriter()
  const reader = geos.GEOSWKBReader_create()
  // Two pointers that GEOSisValidDetail fills: the reason and the location; then two doubles.
  const outputs = Module._malloc(24)
  let room = 65_536
  let buffer = Module._malloc(room)

  const check = (geometry: Geometry): GeometryProblem | undefined => {
    // A point has no shape to be wrong: its coordinates were checked when it was written.
    if (geometry.type === 'Point') return undefined
    const bytes = wkbOf(writer, geometry)
    if (!(bytes instanceof Uint8Array)) return { reason: bytes }
    if (bytes.length > room) {
      Module._free(buffer)
      room = bytes.length * 2
      buffer = Module._malloc(room)
    }
    Module.HEAPU8.set(bytes, buffer)
    const built = geos.GEOSWKBReader_read(reader, buffer, bytes.length)
    if (!built) return { reason: translated('Invalid number of points or ring not closed') }
    try {
      return detail(built)
    } finally {
      geos.GEOSGeom_destroy(built)
    }
  }

  const detail = (built: number): GeometryProblem | undefined => {
    Module.HEAPU8.fill(0, outputs, outputs + 8)
    const answer = geos.GEOSisValidDetail(built, 0, outputs, outputs + 4)
    if (answer === 1) return undefined
    const text = Module.getValue(outputs, 'i32')
    const place = Module.getValue(outputs + 4, 'i32')
    const reason = translated(text ? Module.UTF8ToString(text) : 'Unknown problem')
    const at = place ? positionOf(place) : undefined
    if (text) geos.GEOSFree(text)
    if (place) geos.GEOSGeom_destroy(place)
    return at ? { reason, at } : { reason }
  }

  const positionOf = (point: number): [number, number] => {
    geos.GEOSGeomGetX(point, outputs + 8)
    geos.GEOSGeomGetY(point, outputs + 16)
    return [Module.getValue(outputs + 8, 'double'), Module.getValue(outputs + 16, 'double')]
  }

  return {
    check,
    free() {
      geos.GEOSWKBReader_destroy(reader)
      Module._free(buffer)
      Module._free(outputs)
    },
  }
}

function wkbOf(writer: WkbWriter, geometry: Geometry): Uint8Array | Bilingual {
  writer.end = 0
  try {
    writer.write(geometry)
    return writer.slice(0, writer.end)
  } catch (error) {
    if (error instanceof Unfit) return error.reason
    throw error
  }
}

/** What GEOS says, in both languages. Its messages: TopologyValidationError of GEOS 3.13. */
const french: Record<string, string> = {
  'Invalid number of points or ring not closed': 'nombre de points insuffisant ou anneau non fermé',
  'Topology Validation Error': 'erreur de topologie',
  'Repeated Point': 'point répété',
  'Hole lies outside shell': 'trou hors de l’enveloppe',
  'Holes are nested': 'trous imbriqués',
  'Interior is disconnected': 'intérieur non connexe',
  'Self-intersection': 'la ligne se croise elle-même',
  'Ring Self-intersection': 'un anneau se croise lui-même',
  'Nested shells': 'enveloppes imbriquées',
  'Duplicate Rings': 'anneaux en double',
  'Too few points in geometry component': 'trop peu de points dans une partie',
  'Invalid Coordinate': 'coordonnée invalide',
  'Ring is not closed': 'anneau non fermé',
}

const translated = (en: string): Bilingual => ({ fr: french[en] ?? en, en })
