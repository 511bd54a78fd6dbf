import { OrchestraError } from '../../kernel/index.ts'
import { type Block, rowStride, upTo } from './block.ts'
import { eachBlock } from './blocks.ts'
import { UNITS } from './kernel.ts'
import { heading } from './lattice.ts'
import type { Core, ShadeOptions, Surface } from './surface.ts'
import { type Crossing, lookedAt } from './trace.ts'

export interface SkyOptions extends ShadeOptions {
  /** Directions around the horizon: a multiple of 4, 4 to 128. Default: 32. */
  readonly directions?: number
  /** Whether to give the views of the four halves. Default: false. */
  readonly sides?: boolean
}

/** For each cell of the core, rows from the north: shares (0 to 1) of what a horizontal plane gets from an even sky. */
export interface SkyView {
  /** Crowns let `transmissivity` through. NaN where the ground is unknown and, unless `roofs`, in buildings. */
  readonly sky: Float32Array
  /** As if there were no trees: at least `sky`. */
  readonly buildings: Float32Array
  /** `sky`, of the half of the sky on that side of the map only: 1 where it is open. Opposite sides have `sky` for mean. */
  readonly sides?: Sides<Float32Array>
}

interface Sides<T> {
  readonly north: T
  readonly east: T
  readonly south: T
  readonly west: T
}

/** As in `assembly/sky.ts`: the sums of a quarter. */
const PARTS = 24
const WHOLE = 65_536
const PARTS_BITS = 10
/** A crown lower than the middle of the first of the parts hides nothing: its slope, where sin² of the elevation is half a part. */
export const LOWEST_SLOPE = Math.sqrt(0.5 / (PARTS - 0.5))

/** Quarters of the sky, from north to east and so on; the halves that each belongs to. */
const QUARTERS = 4
const halves: Sides<readonly [number, number]> = { north: [3, 0], east: [0, 1], south: [1, 2], west: [2, 3] }

/**
 * Sky view factors of a horizontal plane on the ground: the mean over the directions of cos² of the horizon, less what crowns hide.
 * Throws `shade.surface`, `shade.core`, `shade.options`, `shade.height`.
 */
export function skyView(surface: Surface, core: Core, options: SkyOptions): SkyView {
  const { directions = 32, sides = false, transmissivity, roofs = false } = options
  checkDirections(directions)
  const cells = core.width * core.height
  const names = ['sky', 'buildings', ...(sides ? (Object.keys(halves) as (keyof typeof halves)[]) : [])] as const
  const views = Object.fromEntries(names.map((name) => [name, new Float32Array(cells)])) as Views
  eachBlock(surface, core, options, (block) => {
    const quarters = sumQuarters(block, surface, options.reach, directions, roofs)
    share(block, surface, core, quarters, { directions, transmissivity, roofs }, views)
  })
  const { sky, buildings, north, east, south, west } = views
  return north && east && south && west ? { sky, buildings, sides: { north, east, south, west } } : { sky, buildings }
}

type Views = Pick<SkyView, 'sky' | 'buildings'> & Partial<Sides<Float32Array>>

/** Sums of each quarter of the sky over its directions, an array with rows of `stride` cells each. */
function sumQuarters(block: Block, surface: Surface, reach: number, directions: number, roofs: boolean): Sums {
  const { core, kernel, allocate } = block
  const [width, height] = [upTo(core.width, 16), upTo(core.height, 16)]
  const [lyingStride, standingStride] = [rowStride(width), rowStride(height)]
  const lyingBytes = lyingStride * height * 4
  const standingBytes = standingStride * width * 4
  const lying = Array.from({ length: QUARTERS }, () => allocate(lyingBytes))
  const standing = allocate(standingBytes)
  const turned = allocate(lyingBytes)
  const look = looker(block, surface, reach, roofs)
  const empty = (place: number, bytes: number) => new Uint8Array(kernel.memory.buffer, place, bytes).fill(0)
  const numbers = (place: number) => new Int32Array(kernel.memory.buffer, place, lyingBytes / 4)

  const each = directions / QUARTERS
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    const azimuths = Array.from({ length: each }, (_, i) => quarter * 90 + ((i + 0.5) * 90) / each)
    const place = lying[quarter]!
    empty(place, lyingBytes)
    empty(standing, standingBytes)
    // Some are nearest to the north or the south, others to the east or the west: rows of one are columns of the other.
    const isUpright = (azimuth: number) => heading(azimuth).quarter % 2 === 0
    look(azimuths.filter(isUpright), place, lyingStride * 4)
    look(
      azimuths.filter((azimuth) => !isUpright(azimuth)),
      standing,
      standingStride * 4,
    )
    kernel.transpose(standing, standingStride, width, height, turned, lyingStride)
    const [sums, more] = [numbers(place), numbers(turned)]
    for (let i = 0; i < sums.length; i++) sums[i]! += more[i]!
  }
  return { sums: lying.map(numbers), stride: lyingStride }
}

interface Sums {
  readonly sums: readonly Int32Array[]
  readonly stride: number
}

/** Numbers of a cell of a path, among cells or over ground: `look` of `assembly/sky.ts`. */
const PATH_NUMBERS = 8

/** Adds directions to sums, in rows of some bytes. */
function looker({ kernel, core, allocate, face }: Block, { step }: Surface, reach: number, withRoofs: boolean) {
  const longest = Math.max(1, Math.floor(reach / step))
  const tableBytes = (2 * longest + 2) * PATH_NUMBERS * 4
  const places = { ground: allocate(tableBytes), roofs: allocate(tableBytes), crowns: allocate(tableBytes) }
  const scratch = allocate(128)
  const { lowest, highestRoof, highestCrown } = kernel
  const [tall, tallCrown] = [highestRoof.value - lowest.value, highestCrown.value - lowest.value]
  const table = (place: number, length: number) => ({
    whole: new Int32Array(kernel.memory.buffer, place, length * PATH_NUMBERS),
    real: new Float32Array(kernel.memory.buffer, place, length * PATH_NUMBERS),
  })

  return (azimuths: readonly number[], sums: number, sumStride: number) => {
    for (const azimuth of azimuths) {
      const towards = heading(azimuth)
      const { isUpright, isForward, stride, slope } = face(towards)
      const units = step * towards.stretch * UNITS
      const rows = Math.max(1, Math.floor(reach / (step * towards.stretch)))

      const paths = lookedAt(slope, rows)
      const write = (place: number, cells: readonly Crossing[]) => {
        const { whole, real } = table(place, cells.length)
        cells.forEach(({ up, right, enters, leaves }, i) => {
          const [near, far] = [enters * units, leaves * units]
          const least = Math.trunc(LOWEST_SLOPE * near)
          whole.set([right * 4 - up * stride, 0, 0, 0, least, 0, up, right], i * PATH_NUMBERS)
          real.set([1 / near, near * near, far * far], i * PATH_NUMBERS + 1)
        })
      }
      const roofs = tall > 0 ? paths.roofs : []
      const crowns = paths.crowns.filter(({ enters }) => LOWEST_SLOPE * enters * units < tallCrown)
      write(places.roofs, roofs)
      write(places.crowns, crowns)
      const onGround = table(places.ground, paths.ground.length)
      paths.ground.forEach(({ up, right, next, share }, i) => {
        onGround.whole.set([right * 4 - up * stride, next * 4, 0, 0, 0, 0, up, right], i * PATH_NUMBERS)
        onGround.real.set([share, 1 / (up * units)], i * PATH_NUMBERS + 2)
      })

      const last = (isUpright ? core.height : core.width) - 1
      const [from, next] = isForward ? [sums, sumStride] : [sums + last * sumStride, -sumStride]
      const lengths = [paths.ground.length, roofs.length, crowns.length] as const
      kernel.look(
        places.ground,
        lengths[0],
        places.roofs,
        lengths[1],
        places.crowns,
        lengths[2],
        withRoofs,
        from,
        next,
        scratch,
      )
    }
  }
}

/** Turns the sums of a block into shares of the sky. */
function share(
  { core: part }: Block,
  { width, ground, buildings }: Surface,
  core: Core,
  { sums, stride }: Sums,
  { directions, transmissivity, roofs }: { directions: number; transmissivity: number; roofs: boolean },
  views: Views,
): void {
  const full = (directions / QUARTERS) * WHOLE
  const fullParts = (directions / QUARTERS) * PARTS
  const open = [0, 0, 0, 0]
  const sky = [0, 0, 0, 0]
  for (let row = 0; row < part.height; row++) {
    for (let column = 0; column < part.width; column++) {
      const to = (part.top - core.top + row) * core.width + part.left - core.left + column
      const cell = (part.top + row) * width + part.left + column
      const isKnown = !Number.isNaN(ground[cell]!) && (roofs || !(buildings[cell]! > 0))
      for (let quarter = 0; quarter < QUARTERS; quarter++) {
        const sum = sums[quarter]![row * stride + column]!
        const seen = isKnown ? (sum >>> PARTS_BITS) / full : Number.NaN
        const hidden = (sum & ((1 << PARTS_BITS) - 1)) / fullParts
        open[quarter] = seen
        // Parts are told to the nearest: they never hide more than there is.
        sky[quarter] = seen - (1 - transmissivity) * Math.min(hidden, seen)
      }
      views.buildings[to] = (open[0]! + open[1]! + open[2]! + open[3]!) / QUARTERS
      views.sky[to] = (sky[0]! + sky[1]! + sky[2]! + sky[3]!) / QUARTERS
      if (!views.north) continue
      for (const name of Object.keys(halves) as (keyof typeof halves)[]) {
        const [a, b] = halves[name]
        views[name]![to] = (sky[a]! + sky[b]!) / 2
      }
    }
  }
}

function checkDirections(directions: number): void {
  if (directions % 4 === 0 && directions >= 4 && directions <= 128) return
  throw new OrchestraError({
    code: 'shade.directions',
    say: {
      fr: `Le ciel ne peut être regardé dans ${directions} directions.`,
      en: `The sky cannot be looked at in ${directions} directions.`,
    },
    remedy: { fr: 'Demandez un multiple de 4, de 4 à 128.', en: 'Ask for a multiple of 4, from 4 to 128.' },
  })
}
