// A frame is the surface seen with the sun, or a direction of the sky, up: row 0 is the farthest towards it.

/** First cell of row 0 of ground, roofs, tops and bases of crowns, and bytes from a row to the next: negative when stored upside down. */
export let ground: usize = 0
export let roofs: usize = 0
export let tops: usize = 0
export let bases: usize = 0
export let stride: i32 = 0
/** The cells wanted. */
export let top: i32 = 0
export let left: i32 = 0
export let rows: i32 = 0
export let columns: i32 = 0

export function setFrame(
  groundAt: usize,
  roofsAt: usize,
  topsAt: usize,
  basesAt: usize,
  strideBytes: i32,
  topRow: i32,
  leftColumn: i32,
  rowCount: i32,
  columnCount: i32,
): void {
  ground = groundAt
  roofs = roofsAt
  tops = topsAt
  bases = basesAt
  stride = strideBytes
  top = topRow
  left = leftColumn
  rows = rowCount
  columns = columnCount
}

/** Bytes from the first cell to another. */
export function offset(row: i32, column: i32): usize {
  return <usize>(row * stride + (column << 2))
}

/** Eyes are on the ground, or on the roof. */
export function eyes(cell: usize): v128 {
  return i32x4.max_s(v128.load(ground + cell), v128.load(roofs + cell))
}
