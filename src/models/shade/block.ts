import { allocator, type Kernel, NONE_BYTE } from './kernel.ts'
import { cellAt, type Heading } from './lattice.ts'
import type { Core, Surface } from './surface.ts'

/** A part of a core in the memory of the kernel, with `margin` cells around it; beyond the surface nothing. */
export interface Block {
  readonly core: Core
  readonly kernel: Kernel
  readonly allocate: (bytes: number) => number
  /** Turns the kernel to the block seen along a heading. */
  face(heading: Heading): Face
}

/** A block seen along a heading: rows go towards it. */
export interface Face {
  /** Whether the rows of the frame are those of the map, and not its columns. */
  readonly isUpright: boolean
  /** Whether its first row is the first in memory, and not the last. */
  readonly isForward: boolean
  /** Bytes from a row to the next below: negative when not forward. */
  readonly stride: number
  /** Place of its first row on the map, in rows away from the heading. */
  readonly origin: number
  /** Columns to the right for a row up. */
  readonly slope: number
}

/** Side of the squares of which the tallest crown is known, cells: `assembly/tallest.ts`. */
const SQUARE = 16
/** Rows whose bytes are a multiple of this fall on the same places of a processor's cache. */
const CACHE_WAY = 4096

/** Puts a block into the kernel's memory, in which all that was there before is lost. Null when a height is not one of the earth. */
export function openBlock(kernel: Kernel, surface: Surface, core: Core, margin: number): Block | null {
  const width = upTo(core.width + 2 * margin, SQUARE)
  const height = upTo(core.height + 2 * margin, SQUARE)
  const stride = rowStride(width)
  const standingStride = rowStride(height)
  const allocate = allocator(kernel)

  // Lines of a sweep stray beyond the margin where nobody asks.
  const guard = 4 * (2 * margin + 16)
  allocate(guard)
  const bytes = Math.max(stride * height, standingStride * width) * 4
  const lying = [0, 1, 2, 3].map(() => allocate(bytes)) as Four
  const standing = [0, 1, 2, 3].map(() => allocate(bytes)) as Four
  const squares = () => allocate((4 * width * height) / SQUARE ** 2)
  const lyingSquares = [squares(), squares(), squares()] as const
  const standingSquares = [squares(), squares(), squares()] as const
  allocate(guard)

  // What is read of the surface stands for a moment where columns will.
  const cells = stride * height
  const left = core.left - margin
  const top = core.top - margin
  const [first, last] = [Math.max(left, 0), Math.min(left + width, surface.width)]
  const metres = [surface.ground, surface.buildings, surface.canopy].map((values, i) => {
    const window = new Float32Array(kernel.memory.buffer, standing[i], cells).fill(Number.NaN)
    for (let row = Math.max(top, 0); row < Math.min(top + height, surface.height); row++) {
      const from = row * surface.width
      window.set(values.subarray(from + first, from + last), (row - top) * stride + first - left)
    }
    return standing[i]!
  }) as [number, number, number]
  if (!kernel.prepare(cells, ...metres, surface.trunk, ...lying)) return null
  const sumUp = (arrays: Four, stride: number, rows: number, columns: number, to: Three) => {
    for (const i of [0, 1, 2] as const) kernel.sumUp(arrays[i], stride, rows, columns, to[i])
  }
  sumUp(lying, stride, height, width, lyingSquares)

  let stands = false
  const stand = () => {
    if (stands) return
    for (let i = 0; i < 4; i++) {
      new Uint8Array(kernel.memory.buffer, standing[i], bytes).fill(NONE_BYTE)
      kernel.transpose(lying[i]!, stride, height, width, standing[i]!, standingStride)
    }
    sumUp(standing, standingStride, width, height, standingSquares)
    stands = true
  }

  const mapTop = top - cellAt(surface.origin[1], surface.step)
  const mapLeft = left + cellAt(surface.origin[0], surface.step)
  const face = ({ quarter, aside }: Heading): Face => {
    const isUpright = quarter % 2 === 0
    if (!isUpright) stand()
    const [arrays, squares, step, map] = isUpright
      ? [lying, lyingSquares, stride * 4, mapTop]
      : [standing, standingSquares, standingStride * 4, mapLeft]
    const [rows, columns] = isUpright ? [core.height, core.width] : [core.width, core.height]
    const [all, across] = isUpright ? [height, width] : [width, height]
    const squareStep = (across / SQUARE) * 4
    // Clockwise is to the right seen from the south or the west of the map, to the left from its north or east.
    const slope = quarter < 2 ? aside : -aside
    // North and west are the first rows: the others are read from the last.
    const isForward = quarter === 0 || quarter === 3
    if (isForward) {
      kernel.setFrame(...arrays, step, margin, margin, rows, columns)
      kernel.setSquares(...squares, squareStep)
      return { isUpright, isForward, stride: step, origin: map, slope }
    }
    const last = arrays.map((place) => place + (all - 1) * step) as Four
    const lastSquares = (all / SQUARE - 1) * squareStep
    kernel.setFrame(...last, -step, all - margin - rows, margin, rows, columns)
    kernel.setSquares(...(squares.map((place) => place + lastSquares) as unknown as Three), -squareStep)
    return { isUpright, isForward, stride: -step, origin: -(map + all), slope }
  }
  return { core, kernel, allocate, face }
}

type Three = readonly [number, number, number]
type Four = [number, number, number, number]

export const upTo = (count: number, multiple: number) => Math.ceil(count / multiple) * multiple

/** Cells from a row to the next: some beyond its end, that may be read and hold nothing. */
export function rowStride(width: number): number {
  const stride = width + 16
  return (stride * 4) % CACHE_WAY < 256 ? stride + 64 : stride
}
