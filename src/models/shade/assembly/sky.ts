import { bases, columns, eyes, ground, left, offset, roofs, rows, top, tops } from './frame'
import { NONE } from './heights'
import { crownSquares, groundSquares, highestAround, roofSquares } from './squares'

/** Parts of equal weight that the sky of a direction is cut in, to tell which crowns hide. Their bits fit the fraction of an f32. */
const PARTS: f32 = 24
/** Added to a number from 0 to 2²³, puts it, rounded, in the last bits of an f32. */
const ROUND: f32 = 8388608
const EXPONENT_OF_ONE: i32 = 0x3f800000
/** Sums of a quarter of the sky: what is open but for crowns in 2¹⁶ths, then parts that crowns hide, in the last ten bits. */
const WHOLE: f32 = 65536
const PARTS_BITS: i32 = 10
/** Columns, and steps of a path, looked over at once: as wide as the squares. */
const SIDE: i32 = 16
/** Above all there is: the height of eyes that nobody asks about, and their horizon. */
const NOBODY: i32 = 1 << 28
const CLOSED: f32 = 1e15
/** More than roundings may add to the weight of the sky below an elevation. */
const CLEARLY: f32 = 1.001

/**
 * The path of a ray over ground, 32 bytes for each row: bytes to the cell it crosses in the middle of the row; bytes from that to the
 * nearest neighbour and the share of the way to it; 1 / distance; two nothings; rows up and columns right.
 */
let land: usize = 0
/**
 * The path of a ray among cells where roofs may count, and crowns. 32 bytes for each, its own first: bytes to it; 1 / distance to where
 * the ray comes in, its square, the square of that to where it goes out; height above the eye that a crown must have to count; nothing;
 * rows up and columns right.
 */
let roofPath: usize = 0
let crownPath: usize = 0

function at(table: usize, step: i32): usize {
  return table + ((<usize>step) << 5)
}

/**
 * Adds the sky of one direction to the sums: one i32 a cell wanted, `sumStride` bytes a row. The horizon is the steepest ray to the
 * ground on the way and to the roofs where it comes into their cells; a sky as bright everywhere, seen by a horizontal plane, leaves
 * cos² of it open. Crowns hide the parts of the sky between their base and their top, each once, above that horizon.
 *
 * @param roofLength 0 when there are no roofs, as `crownLength` when there are no crowns
 */
export function look(
  landAt: usize,
  landLength: i32,
  roofsAt: usize,
  roofLength: i32,
  crownsAt: usize,
  crownLength: i32,
  withRoofs: bool,
  sums: usize,
  sumStride: i32,
  scratch: usize,
): void {
  land = landAt
  roofPath = roofsAt
  crownPath = crownsAt
  const hidden = scratch
  const slopes = hidden + 64
  for (let row = top; row < top + rows; row++) {
    const sum = sums + <usize>((row - top) * sumStride)
    for (let column = 0; column < columns; column += SIDE) {
      const cells = offset(row, left + column)
      const a = eyesAsked(cells, withRoofs)
      const b = eyesAsked(cells + 16, withRoofs)
      const c = eyesAsked(cells + 32, withRoofs)
      const d = eyesAsked(cells + 48, withRoofs)
      const lowest = lowestOf(i32x4.min_s(i32x4.min_s(a, b), i32x4.min_s(c, d)))
      if (lowest === NOBODY) continue
      horizon(row, left + column, a, b, c, d, lowest, landLength, roofLength, slopes)
      const some = crownLength ? findCrowns(row, left + column, a, b, c, d, lowest, crownLength, slopes, hidden) : false
      for (let x: usize = 0; x < 64; x += 16) {
        const slope = v128.load(slopes + x)
        const square = f32x4.mul(slope, slope)
        const whole = f32x4.add(f32x4.splat(1), square)
        const open = f32x4.nearest(f32x4.mul(f32x4.div(f32x4.splat(1), whole), f32x4.splat(WHOLE)))
        let seen = i32x4.shl(i32x4.trunc_sat_f32x4_s(open), PARTS_BITS)
        if (some) {
          const bytes = i8x16.popcnt(v128.andnot(v128.load(hidden + x), partsBehind(slope)))
          seen = i32x4.add(seen, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)))
        }
        const to = sum + ((<usize>column) << 2) + x
        v128.store(to, i32x4.add(v128.load(to), seen))
      }
    }
  }
}

function eyesAsked(cells: usize, withRoofs: bool): v128 {
  let nobody = i32x4.eq(v128.load(ground + cells), i32x4.splat(NONE))
  if (!withRoofs) nobody = v128.or(nobody, i32x4.ne(v128.load(roofs + cells), i32x4.splat(NONE)))
  return v128.bitselect(i32x4.splat(NOBODY), eyes(cells), nobody)
}

function lowestOf(v: v128): i32 {
  const either = i32x4.min_s(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1))
  return min(i32x4.extract_lane(either, 0), i32x4.extract_lane(either, 1))
}

/** The steepest slopes up from 16 cells, 0 or more. */
function horizon(
  row: i32,
  column: i32,
  eyeA: v128,
  eyeB: v128,
  eyeC: v128,
  eyeD: v128,
  lowest: i32,
  landLength: i32,
  roofLength: i32,
  slopes: usize,
): void {
  const a = f32x4.convert_i32x4_s(eyeA)
  const b = f32x4.convert_i32x4_s(eyeB)
  const c = f32x4.convert_i32x4_s(eyeC)
  const d = f32x4.convert_i32x4_s(eyeD)
  let A = firstSlope(eyeA)
  let B = firstSlope(eyeB)
  let C = firstSlope(eyeC)
  let D = firstSlope(eyeD)
  const cells = offset(row, column)
  for (let first = 1; first < roofLength; first += SIDE) {
    const last = min(first + SIDE, roofLength) - 1
    const high = highestAlong(roofSquares, roofPath, row, column, first, last, 0)
    if (<f32>(high - lowest) * load<f32>(at(roofPath, first), 4) <= leastSlope(A, B, C, D)) continue
    const end = at(roofPath, last + 1)
    for (let step = at(roofPath, first); step < end; step += 32) {
      const cell = roofs + cells + <usize>load<i32>(step)
      const nearness = v128.load32_splat(step, 4)
      A = f32x4.pmax(A, slopeTo(v128.load(cell), a, nearness))
      B = f32x4.pmax(B, slopeTo(v128.load(cell, 16), b, nearness))
      C = f32x4.pmax(C, slopeTo(v128.load(cell, 32), c, nearness))
      D = f32x4.pmax(D, slopeTo(v128.load(cell, 48), d, nearness))
    }
  }
  for (let first = 0; first < landLength; first += SIDE) {
    const last = min(first + SIDE, landLength) - 1
    // Between a cell and its neighbour.
    const high = highestAlong(groundSquares, land, row, column, first, last, 1)
    if (<f32>(high - lowest) * load<f32>(at(land, first), 12) <= leastSlope(A, B, C, D)) continue
    const end = at(land, last + 1)
    for (let step = at(land, first); step < end; step += 32) {
      const cell = ground + cells + <usize>load<i32>(step)
      const next = cell + <usize>load<i32>(step, 4)
      const share = v128.load32_splat(step, 8)
      const nearness = v128.load32_splat(step, 12)
      A = f32x4.pmax(A, slopeToLand(v128.load(cell), v128.load(next), share, a, nearness))
      B = f32x4.pmax(B, slopeToLand(v128.load(cell, 16), v128.load(next, 16), share, b, nearness))
      C = f32x4.pmax(C, slopeToLand(v128.load(cell, 32), v128.load(next, 32), share, c, nearness))
      D = f32x4.pmax(D, slopeToLand(v128.load(cell, 48), v128.load(next, 48), share, d, nearness))
    }
  }
  v128.store(slopes, A)
  v128.store(slopes, B, 16)
  v128.store(slopes, C, 32)
  v128.store(slopes, D, 48)
}

function firstSlope(eye: v128): v128 {
  return v128.and(f32x4.splat(CLOSED), i32x4.eq(eye, i32x4.splat(NOBODY)))
}

function slopeTo(height: v128, eye: v128, nearness: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(height), eye), nearness)
}

function slopeToLand(here: v128, there: v128, share: v128, eye: v128, nearness: v128): v128 {
  const climb = f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(there, here)), share)
  return f32x4.mul(f32x4.sub(f32x4.add(f32x4.convert_i32x4_s(here), climb), eye), nearness)
}

/** Slopes are not negative: their bits are in the order of whole numbers. */
function leastSlope(a: v128, b: v128, c: v128, d: v128): f32 {
  return reinterpret<f32>(lowestOf(f32x4.pmin(f32x4.pmin(a, b), f32x4.pmin(c, d))))
}

/** No less than what stands on a part of the paths of 16 cells, `more` columns around. */
function highestAlong(squares: usize, table: usize, row: i32, column: i32, first: i32, last: i32, more: i32): i32 {
  const near = at(table, first)
  const far = at(table, last)
  const from = load<i32>(near, 28)
  const to = load<i32>(far, 28)
  return highestAround(
    squares,
    row - load<i32>(far, 24),
    row - load<i32>(near, 24),
    column + min(from, to) - more,
    column + max(from, to) + SIDE - 1 + more,
  )
}

/** Fills `hidden` with the parts of the sky that crowns hide from 16 cells, a bit each; false when there are none. */
function findCrowns(
  row: i32,
  column: i32,
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  lowest: i32,
  length: i32,
  slopes: usize,
  hidden: usize,
): bool {
  const cells = offset(row, column)
  let A = underOwnCrown(cells, a)
  let B = underOwnCrown(cells + 16, b)
  let C = underOwnCrown(cells + 32, c)
  let D = underOwnCrown(cells + 48, d)
  let some = v128.any_true(v128.or(v128.or(A, B), v128.or(C, D)))
  A = v128.or(A, partsBehind(v128.load(slopes)))
  B = v128.or(B, partsBehind(v128.load(slopes, 16)))
  C = v128.or(C, partsBehind(v128.load(slopes, 32)))
  D = v128.or(D, partsBehind(v128.load(slopes, 48)))
  for (let first = 1; first < length; first += SIDE) {
    const last = min(first + SIDE, length) - 1
    const near = at(crownPath, first)
    const height = highestAlong(crownSquares, crownPath, row, column, first, last, 0) - lowest
    if (height <= load<i32>(near, 16)) continue
    // Under trees, and behind houses, what is farther hides nothing more.
    const steepest = <f32>height * load<f32>(near, 4)
    const square = steepest * steepest
    const most = (1 << (<i32>nearest((square / (1 + square)) * PARTS * CLEARLY))) - 1
    const seen = v128.andnot(i32x4.splat(most), v128.and(v128.and(A, B), v128.and(C, D)))
    if (!v128.any_true(seen)) continue
    const end = at(crownPath, last + 1)
    for (let step = near; step < end; step += 32) {
      const cell = cells + <usize>load<i32>(step)
      const top = tops + cell
      const least = v128.load32_splat(step, 16)
      const inA = i32x4.gt_s(v128.load(top), i32x4.add(a, least))
      const inB = i32x4.gt_s(v128.load(top, 16), i32x4.add(b, least))
      const inC = i32x4.gt_s(v128.load(top, 32), i32x4.add(c, least))
      const inD = i32x4.gt_s(v128.load(top, 48), i32x4.add(d, least))
      if (!v128.any_true(v128.or(v128.or(inA, inB), v128.or(inC, inD)))) continue
      some = true
      if (v128.any_true(inA)) A = v128.or(A, v128.and(inA, partsHidden(cell, a, step)))
      if (v128.any_true(inB)) B = v128.or(B, v128.and(inB, partsHidden(cell + 16, b, step)))
      if (v128.any_true(inC)) C = v128.or(C, v128.and(inC, partsHidden(cell + 32, c, step)))
      if (v128.any_true(inD)) D = v128.or(D, v128.and(inD, partsHidden(cell + 48, d, step)))
    }
  }
  v128.store(hidden, A)
  v128.store(hidden, B, 16)
  v128.store(hidden, C, 32)
  v128.store(hidden, D, 48)
  return some
}

/** Parts below the horizon. */
function partsBehind(slope: v128): v128 {
  const square = f32x4.mul(slope, slope)
  const below = powerOfParts(f32x4.div(square, f32x4.add(f32x4.splat(1), square)))
  return i32x4.sub(i32x4.trunc_sat_f32x4_s(below), i32x4.splat(1))
}

/** From its base at the end of the cell to the zenith. */
function underOwnCrown(cell: usize, eye: v128): v128 {
  const under = i32x4.gt_s(v128.load(tops + cell), eye)
  if (!v128.any_true(under)) return under
  const base = squareOfBase(cell, eye)
  const start = powerOfParts(f32x4.div(base, f32x4.add(base, v128.load32_splat(crownPath, 12))))
  return v128.and(between(start, powerOfParts(f32x4.splat(1))), under)
}

/** From its base where the ray goes out of the cell to its top where it comes in. */
function partsHidden(cell: usize, eye: v128, step: usize): v128 {
  const height = f32x4.convert_i32x4_s(i32x4.sub(v128.load(tops + cell), eye))
  const square = f32x4.mul(height, height)
  const base = squareOfBase(cell, eye)
  const end = powerOfParts(f32x4.div(square, f32x4.add(square, v128.load32_splat(step, 8))))
  const start = powerOfParts(f32x4.div(base, f32x4.add(base, v128.load32_splat(step, 12))))
  return between(start, end)
}

/** Of the height of the base of a crown above an eye. */
function squareOfBase(cell: usize, eye: v128): v128 {
  const height = f32x4.convert_i32x4_s(i32x4.max_s(i32x4.splat(0), i32x4.sub(v128.load(bases + cell), eye)))
  return f32x4.mul(height, height)
}

/** 2 to the number of parts below an elevation, told by the weight of the sky below it (sin²). */
function powerOfParts(weight: v128): v128 {
  const rounded = f32x4.add(f32x4.mul(weight, f32x4.splat(PARTS)), f32x4.splat(ROUND))
  return i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(EXPONENT_OF_ONE))
}

/** Parts between two powers. */
function between(low: v128, high: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.sub(high, low))
}
