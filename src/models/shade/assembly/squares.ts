import { NONE } from './heights'

// The highest of each square of 16 by 16 cells: rays that pass above it need not look inside.

const SIDE: i32 = 16

/** Of the frame: the square of row 0 and column 0 of ground, of roofs and of crowns; bytes from a row of squares to the next. */
export let groundSquares: usize = 0
export let roofSquares: usize = 0
export let crownSquares: usize = 0
let stride: i32 = 0

export function setSquares(groundAt: usize, roofsAt: usize, crownsAt: usize, strideBytes: i32): void {
  groundSquares = groundAt
  roofSquares = roofsAt
  crownSquares = crownsAt
  stride = strideBytes
}

/** Sums up an array whose rows and columns are multiples of 16 and the stride in cells. */
export function sumUp(values: usize, cellStride: i32, rows: i32, columns: i32, to: usize): void {
  for (let row = 0; row < rows; row += SIDE) {
    for (let column = 0; column < columns; column += SIDE) {
      let high = i32x4.splat(NONE)
      for (let r = row; r < row + SIDE; r++) {
        const cell = values + ((<usize>(r * cellStride + column)) << 2)
        for (let lane: usize = 0; lane < 64; lane += 16) high = i32x4.max_s(high, v128.load(cell + lane))
      }
      const either = i32x4.max_s(high, v128.shuffle<i32>(high, high, 2, 3, 0, 1))
      store<i32>(to, max(i32x4.extract_lane(either, 0), i32x4.extract_lane(either, 1)))
      to += 4
    }
  }
}

/** No less than the highest of the rows and columns from one to another. */
export function highestAround(squares: usize, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): i32 {
  let high = NONE
  for (let row = firstRow >> 4; row <= lastRow >> 4; row++) {
    const line = squares + <usize>(row * stride)
    for (let column = firstColumn >> 4; column <= lastColumn >> 4; column++)
      high = max(high, load<i32>(line + ((<usize>column) << 2)))
  }
  return high
}
