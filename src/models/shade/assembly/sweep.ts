import { bases, columns, eyes, ground, left, offset, roofs, rows, top, tops } from './frame'
import { NONE, NONE_BYTE } from './heights'
import { crownSquares, highestAround } from './squares'

// Rays go up the rows along lines that do not depend on the cell they start from: straight, parallel, a column apart, and lying on the
// map where no tile matters. The light of a cell is that of the ray that starts where its line crosses the middle of its row.

/** Place of row 0 on the map, in rows away from the sun. */
let origin: f64 = 0
/** Columns to the right that a line goes for a row up: -1 to 1. */
let slope: f64 = 0
/** Units that a ray gains in a row. */
let rise: f64 = 0
/** Of the way from a cell to its neighbour. */
const SHARES: f64 = 256
const SHARE_BITS: i32 = 8
/** Height gained where the rows of a window start: others are told from it. */
let base: f64 = 0

/** Column where a line is at a place of the map, less that of the same line in row 0. */
function column(place: f64): i32 {
  return <i32>(floor(0.5 - slope * place) - floor(0.5 - slope * origin))
}

/** Units gained from the start of the map to a place: rounded there and not along the way, for tiles to agree. */
function gained(place: f64): f64 {
  return floor(rise * place + 0.5)
}

function level(place: f64): i32 {
  return <i32>(gained(place) - base)
}

/** How far right of the middle of its cell a line is in the middle of a row: -1/2 to 1/2 of a column. */
function besideMiddle(place: f64): f64 {
  const at = 0.5 - slope * (place + 0.5)
  return at - floor(at) - 0.5
}

/** Ground of four cells where lines cross the middle of their row, between it and that of their neighbours. */
function groundOnLine(cell: usize, beside: f64): v128 {
  const here = v128.load(ground + cell)
  const there = v128.load(ground + (beside < 0 ? cell - 4 : cell + 4))
  const share = i32x4.splat(<i32>(abs(beside) * SHARES + 0.5))
  const between = i32x4.add(here, i32x4.shr_s(i32x4.mul(i32x4.sub(there, here), share), SHARE_BITS))
  const none = i32x4.splat(NONE)
  const known = v128.and(i32x4.ne(here, none), i32x4.ne(there, none))
  return v128.bitselect(between, here, known)
}

/** Where the line of a row that ends in another column than it starts crosses over. */
function crossing(from: f64, to: f64): f64 {
  return (0.5 - max(floor(0.5 - slope * from), floor(0.5 - slope * to))) / slope
}

/**
 * The direct light of one position of the sun: `open`, 0 behind ground or roofs, `through` behind crowns only; NaN where there is no
 * ground or, unless `withRoofs`, a roof. Obstacles are looked for `reach` rows away. The highest of them on each ray is the maximum of a
 * window of rows, made of two: from its start to a border, and from there to its end (van Herk, 1992; Gil & Werman, 1993).
 *
 * @param path the cells that a ray crosses: see `crossesCrown`
 */
export function sweep(
  originRow: f64,
  slopeOfLines: f64,
  riseOfRays: f64,
  reach: i32,
  withRoofs: bool,
  path: usize,
  pathLength: i32,
  open: f32,
  through: f32,
  out: usize,
  outStride: i32,
  scratch: usize,
): void {
  origin = originRow
  slope = slopeOfLines
  rise = riseOfRays
  const end = top + rows
  for (let first = top; first < end; first += reach) {
    const last = min(first + reach, end)
    base = gained(origin + <f64>first)
    const start = column(origin + <f64>first + 0.5)
    const finish = column(origin + <f64>last - 0.5)
    const line = left - max(start, finish)
    const width = (columns + abs(start - finish) + 3) & ~3
    const bytes = (<usize>width) << 2

    // Maxima from each row that starts a window to the border.
    const running = scratch
    const runningCrowns = running + bytes
    const kept = runningCrowns + bytes
    const keptCrowns = kept + <usize>(last - first) * bytes
    memory.fill(running, NONE_BYTE, 2 * bytes)
    let from = running
    let fromCrowns = runningCrowns
    for (let row = first - 1; row >= first - reach; row--) {
      const window = row + reach - first
      const keep = window < last - first
      const to = keep ? kept + <usize>window * bytes : running
      const toCrowns = keep ? keptCrowns + <usize>window * bytes : runningCrowns
      highest(row, line, bytes, from, to)
      if (pathLength) highestCrowns(row, line, bytes, fromCrowns, toCrowns)
      from = to
      fromCrowns = toCrowns
    }

    // Maxima from the border to the end of each window.
    memory.fill(running, NONE_BYTE, 2 * bytes)
    for (let row = first; row < last; row++) {
      const place = origin + <f64>row
      const middle = column(place + 0.5)
      const aside = (<usize>(left - middle - line)) << 2
      const starts = <usize>(row - first) * bytes + aside
      const start = i32x4.splat(level(place + 0.5))
      const cells = offset(row, left)
      const result = out + <usize>((row - top) * outStride)
      // Above its middle a line may leave the cell for the one beside.
      const beside = (column(place) - middle) << 2
      const across = i32x4.splat(beside ? level(crossing(place + 0.5, place)) : 0)
      const aslant = besideMiddle(place)
      for (let x: usize = 0; x < (<usize>columns) << 2; x += 16) {
        const roof = v128.load(roofs + cells + x)
        const ray = i32x4.add(i32x4.max_s(groundOnLine(cells + x, aslant), roof), start)
        let solid = i32x4.max_s(v128.load(kept + starts + x), v128.load(running + aside + x))
        if (beside) solid = i32x4.max_s(solid, i32x4.add(v128.load(roofs + cells + x + beside), across))
        const shaded = i32x4.gt_s(solid, ray)
        let light = v128.andnot(f32x4.splat(open), shaded)
        if (pathLength) {
          const eye = eyes(cells + x)
          const crowns = i32x4.max_s(v128.load(keptCrowns + starts + x), v128.load(runningCrowns + aside + x))
          const under = v128.or(i32x4.gt_s(crowns, i32x4.add(eye, start)), i32x4.gt_s(tallestBeside(cells + x), eye))
          const asked = v128.andnot(under, shaded)
          if (v128.any_true(asked))
            light = v128.bitselect(
              f32x4.splat(through),
              light,
              crossesCrown(row, left + <i32>(x >> 2), eye, asked, path, pathLength),
            )
        }
        let nothing = i32x4.eq(v128.load(ground + cells + x), i32x4.splat(NONE))
        if (!withRoofs) nothing = v128.or(nothing, i32x4.ne(roof, i32x4.splat(NONE)))
        v128.store(result + x, v128.or(light, nothing))
      }
      highest(row, line, bytes, running, running)
      if (pathLength) highestCrowns(row, line, bytes, runningCrowns, runningCrowns)
    }
  }
}

/** The higher of `from` and of what a row puts in the way, line by line: ground in the middle, roofs where rays come into cells. */
function highest(row: i32, line: i32, bytes: usize, from: usize, to: usize): void {
  const place = origin + <f64>row
  const here = offset(row, line + column(place + 0.5))
  const aslant = besideMiddle(place)
  const middle = i32x4.splat(level(place + 0.5))
  const entry = roofs + offset(row, line + column(place + 1))
  const start = i32x4.splat(level(place + 1))
  const beside = (column(place) - column(place + 1)) << 2
  for (let x: usize = 0; x < bytes; x += 16) {
    const land = i32x4.add(groundOnLine(here + x, aslant), middle)
    const height = i32x4.max_s(land, i32x4.add(v128.load(entry + x), start))
    v128.store(to + x, i32x4.max_s(v128.load(from + x), height))
  }
  if (!beside) return
  const across = i32x4.splat(level(crossing(place + 1, place)))
  for (let x: usize = 0; x < bytes; x += 16) {
    const height = i32x4.add(v128.load(entry + x + beside), across)
    v128.store(to + x, i32x4.max_s(v128.load(to + x), height))
  }
}

/** Units that roundings of the height of a ray may differ by, and more. */
const SLACK: i32 = 8

/** No less than the crowns of a row that rays may cross which start anywhere in the cells of a line: a column aside at most. */
function highestCrowns(row: i32, line: i32, bytes: usize, from: usize, to: usize): void {
  const place = origin + <f64>row
  const here = offset(row, line + column(place + 0.5))
  const start = i32x4.splat(level(place + 1) + SLACK)
  for (let x: usize = 0; x < bytes; x += 16)
    v128.store(to + x, i32x4.max_s(v128.load(from + x), i32x4.add(tallestBeside(here + x), start)))
}

function tallestBeside(cell: usize): v128 {
  const at = tops + cell
  return i32x4.max_s(v128.load(at), i32x4.max_s(v128.load(at - 4), v128.load(at + 4)))
}

/** Cells of a path looked at together: before each such part but the first, whether any crown stands high enough there. */
const PART: i32 = 16

/**
 * Which of four rays, from the middle of their cells, pass between the base and the top of a crown. Four i32 a cell of the path: bytes
 * to it, units gained where the ray comes in and where it goes out, rows up and columns right in two i16.
 */
function crossesCrown(row: i32, column: i32, eye: v128, asked: v128, path: usize, pathLength: i32): v128 {
  const cells = offset(row, column)
  let found = i32x4.splat(0)
  let lowest = 0
  for (let first = 0; first < pathLength; first += PART) {
    const part = path + ((<usize>first) << 4)
    const last = part + ((<usize>(min(first + PART, pathLength) - first - 1)) << 4)
    if (first === 0) {
      const none = i32x4.splat(-NONE)
      const lows = v128.bitselect(eye, none, asked)
      const either = i32x4.min_s(lows, v128.shuffle<i32>(lows, lows, 2, 3, 0, 1))
      lowest = min(i32x4.extract_lane(either, 0), i32x4.extract_lane(either, 1))
    } else {
      const from = column + load<i16>(part, 14)
      const to = column + load<i16>(last, 14)
      const up = row - load<i16>(part, 12)
      const high = highestAround(crownSquares, row - load<i16>(last, 12), up, min(from, to), max(from, to) + 3)
      if (high <= lowest + load<i32>(part, 4)) continue
    }
    for (let step = part; step <= last; step += 16) {
      const at = cells + <usize>load<i32>(step)
      const comesIn = i32x4.add(eye, v128.load32_splat(step, 4))
      const goesOut = i32x4.add(eye, v128.load32_splat(step, 8))
      const crossed = v128.and(i32x4.lt_s(comesIn, v128.load(tops + at)), i32x4.gt_s(goesOut, v128.load(bases + at)))
      found = v128.or(found, crossed)
    }
    if (!v128.any_true(v128.andnot(asked, found))) break
  }
  return v128.and(found, asked)
}
