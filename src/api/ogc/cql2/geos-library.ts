import type { Geometry } from '../../../kernel/index.ts'
import { wkbSize, writeWkb } from './wkb.ts'

// GEOS compiled to WebAssembly, one for the process, loaded at the first filter that looks at geometries. What it holds is its
// own memory: each geometry made must be freed.

/** GEOS, its functions named as in its C interface. */
export type Library = Awaited<ReturnType<typeof load>>

/** A geometry in the memory of GEOS. */
export type Handle = number

async function load() {
  const { default: init } = await import('geos-wasm')
  // A geometry it cannot build is told by what we return, not on the terminal.
  return init({ errorHandler: () => {}, noticeHandler: () => {} })
}

let loading: Promise<Library> | undefined

export function loadGeos(): Promise<Library> {
  loading ??= load()
  return loading
}

/** GEOS says 1 for true, 0 for false, 2 for an exception. */
export const answer = (code: number): boolean | undefined => (code === 1 ? true : code === 0 ? false : undefined)

/** The way of geometries into GEOS, with a buffer of its own. */
export interface Intake {
  /** Takes a geometry in; undefined when it has no sense, as a line of one position. */
  build(geometry: Geometry): Handle | undefined
  close(): void
}

export function openIntake(library: Library): Intake {
  const { Module } = library
  const reader = library.GEOSWKBReader_create()
  let room = 65_536
  let buffer = Module._malloc(room)
  return {
    build(geometry) {
      const size = wkbSize(geometry)
      if (size > room) {
        Module._free(buffer)
        room = size * 2
        buffer = Module._malloc(room)
      }
      writeWkb(geometry, new DataView(Module.HEAPU8.buffer), buffer)
      return library.GEOSWKBReader_read(reader, buffer, size) || undefined
    },
    close() {
      library.GEOSWKBReader_destroy(reader)
      Module._free(buffer)
    },
  }
}
