// Heights are whole numbers of 1/1024 m: sums and comparisons are exact, whatever their order.

/** What is no obstacle. Its four bytes are alike; two of it and any height add up without overflow. */
export const NONE_BYTE: u8 = 0xc0
export const NONE: i32 = -1061109568
const UNITS: f32 = 1024
/** Higher or deeper is not on the earth, m. */
const LIMIT: f32 = 10000

/** Of the heights last prepared: lowest and highest ground, highest roof, highest crown. NONE (or its opposite) when there are none. */
export let lowest: i32 = -NONE
export let highest: i32 = NONE
export let highestRoof: i32 = NONE
export let highestCrown: i32 = NONE

function units(metres: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(metres, f32x4.splat(UNITS))))
}

/**
 * Turns metres into units: `count` cells, a multiple of 4, of ground above sea, and of roofs and crowns above it, into ground, roofs,
 * tops and bases of crowns, all above sea. Returns whether every height is one of the earth's.
 */
export function prepare(
  count: i32,
  metresOfGround: usize,
  metresOfRoofs: usize,
  metresOfCrowns: usize,
  trunk: f32,
  ground: usize,
  roofs: usize,
  tops: usize,
  bases: usize,
): bool {
  const none = i32x4.splat(NONE)
  const zero = f32x4.splat(0)
  const limit = f32x4.splat(LIMIT)
  const share = f32x4.splat(trunk)
  let low = i32x4.splat(-NONE)
  let high = none
  let highRoof = none
  let highCrown = none
  let wrong = i32x4.splat(0)
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16) {
    const metres = v128.load(metresOfGround + at)
    const known = f32x4.eq(metres, metres)
    const g = v128.bitselect(units(metres), none, known)
    wrong = v128.or(wrong, v128.andnot(known, f32x4.lt(f32x4.abs(metres), limit)))
    v128.store(ground + at, g)

    const roof = v128.load(metresOfRoofs + at)
    const built = v128.and(f32x4.gt(roof, zero), known)
    wrong = v128.or(wrong, v128.andnot(built, f32x4.lt(roof, limit)))
    const r = v128.bitselect(i32x4.add(g, units(roof)), none, built)
    v128.store(roofs + at, r)

    const crown = v128.load(metresOfCrowns + at)
    const planted = v128.and(f32x4.gt(crown, zero), known)
    wrong = v128.or(wrong, v128.andnot(planted, f32x4.lt(crown, limit)))
    const top = v128.bitselect(i32x4.add(g, units(crown)), none, planted)
    v128.store(tops + at, top)
    v128.store(bases + at, i32x4.add(g, units(f32x4.mul(crown, share))))

    low = i32x4.min_s(low, v128.bitselect(g, low, known))
    high = i32x4.max_s(high, g)
    highRoof = i32x4.max_s(highRoof, r)
    highCrown = i32x4.max_s(highCrown, top)
  }
  lowest = min(
    min(i32x4.extract_lane(low, 0), i32x4.extract_lane(low, 1)),
    min(i32x4.extract_lane(low, 2), i32x4.extract_lane(low, 3)),
  )
  highest = highestLane(high)
  highestRoof = highestLane(highRoof)
  highestCrown = highestLane(highCrown)
  return !v128.any_true(wrong)
}

function highestLane(v: v128): i32 {
  return max(
    max(i32x4.extract_lane(v, 0), i32x4.extract_lane(v, 1)),
    max(i32x4.extract_lane(v, 2), i32x4.extract_lane(v, 3)),
  )
}

/** Columns into rows: `rows` and `columns` are multiples of 4; strides are in cells. */
export function transpose(from: usize, stride: i32, rows: i32, columns: i32, to: usize, toStride: i32): void {
  const s = (<usize>stride) << 2
  const t = (<usize>toStride) << 2
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const p = from + <usize>row * s + ((<usize>column) << 2)
      const a = v128.load(p)
      const b = v128.load(p + s)
      const c = v128.load(p + 2 * s)
      const d = v128.load(p + 3 * s)
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
      const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
      const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
      const CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
      const q = to + <usize>column * t + ((<usize>row) << 2)
      v128.store(q, v128.shuffle<i64>(ab, cd, 0, 2))
      v128.store(q + t, v128.shuffle<i64>(ab, cd, 1, 3))
      v128.store(q + 2 * t, v128.shuffle<i64>(AB, CD, 0, 2))
      v128.store(q + 3 * t, v128.shuffle<i64>(AB, CD, 1, 3))
    }
  }
}
