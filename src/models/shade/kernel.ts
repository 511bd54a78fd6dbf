import { readFileSync } from 'node:fs'

/** What `assembly/` compiles to: see its files. Pointers and strides are in bytes. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly lowest: WebAssembly.Global<'i32'>
  readonly highest: WebAssembly.Global<'i32'>
  readonly highestRoof: WebAssembly.Global<'i32'>
  readonly highestCrown: WebAssembly.Global<'i32'>
  prepare(
    count: number,
    metresOfGround: number,
    metresOfRoofs: number,
    metresOfCrowns: number,
    trunk: number,
    ground: number,
    roofs: number,
    tops: number,
    bases: number,
  ): number
  transpose(from: number, stride: number, rows: number, columns: number, to: number, toStride: number): void
  setFrame(
    ground: number,
    roofs: number,
    tops: number,
    bases: number,
    stride: number,
    top: number,
    left: number,
    rows: number,
    columns: number,
  ): void
  sumUp(values: number, stride: number, rows: number, columns: number, to: number): void
  setSquares(ground: number, roofs: number, crowns: number, stride: number): void
  look(
    land: number,
    landLength: number,
    roofPath: number,
    roofLength: number,
    crownPath: number,
    crownLength: number,
    withRoofs: boolean,
    sums: number,
    sumStride: number,
    scratch: number,
  ): void
  sweep(
    originRow: number,
    slope: number,
    rise: number,
    reach: number,
    withRoofs: boolean,
    path: number,
    pathLength: number,
    open: number,
    through: number,
    out: number,
    outStride: number,
    scratch: number,
  ): void
}

/** Units of height in a metre, and the byte of which four are no height at all: as in `assembly/heights.ts`. */
export const UNITS = 1024
export const NONE_BYTE = 0xc0

/** Of 64 KiB: 256 MiB. A block with the longest reach takes some 180. */
const MOST_PAGES = 4096
const PAGE = 65_536

let loaded: Kernel | undefined

/** The kernel of this thread, compiled when first asked for; its memory is used again by every call. */
export function kernel(): Kernel {
  if (loaded) return loaded
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES })
  const module = new WebAssembly.Module(readFileSync(new URL('kernel.wasm', import.meta.url)))
  loaded = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel
  return loaded
}

/** Places in the kernel's memory, one after the other from its start. */
export function allocator({ memory }: Kernel): (bytes: number) => number {
  const ALIGNMENT = 64
  let next = ALIGNMENT
  return (bytes) => {
    const place = next
    next = Math.ceil((next + bytes) / ALIGNMENT) * ALIGNMENT
    const missing = next - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    return place
  }
}
