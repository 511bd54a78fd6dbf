import type { Bbox } from './geometry.ts'

/**
 * How an asset is cut. Partitions are numbered, so that the state of many is a few ranges of integers:
 * a year, month or day by its number in the local calendar, an hour by its number since 1970 in UTC,
 * a tile by row × columns + column from the south-west corner.
 */
export type Partitions = TimePartitions | TilePartitions

export interface TimePartitions {
  readonly by: 'year' | 'month' | 'day' | 'hour'
  /** Key of the first partition: `2023`, `2023-01`, `2023-01-01`, `2023-01-01T00`. */
  readonly from: string
  /** Key of the last partition, included. Open when absent: the last complete one at the time of the run. */
  readonly to?: string
}

export interface TilePartitions {
  readonly by: 'tile'
  readonly crs: string
  /** South-west corner of the grid, in the units of the CRS. */
  readonly origin: readonly [number, number]
  /** Side of a tile, in the units of the CRS. */
  readonly size: number
  readonly columns: number
  readonly rows: number
}

/** One partition: `key` is what people and paths see (`2023-01-01`, `12_7`). */
export interface Partition {
  readonly index: number
  readonly key: string
  /** Tiles only: the box of the tile in the CRS of the grid. */
  readonly bbox?: Bbox
}

/** First index and the one after the last. */
export type IndexRange = readonly [from: number, to: number]

const HOUR = 3_600_000
const DAY = 86_400_000

/** The number of a time partition from its key. Throws RangeError on a malformed key. */
export function indexOfKey(by: TimePartitions['by'], key: string): number {
  const patterns = {
    year: /^\d{4}$/,
    month: /^\d{4}-\d{2}$/,
    day: /^\d{4}-\d{2}-\d{2}$/,
    hour: /^\d{4}-\d{2}-\d{2}T\d{2}$/,
  }
  if (!patterns[by].test(key)) throw new RangeError(`'${key}' is not the key of a ${by} (expected like ${example[by]})`)
  if (by === 'year') return Number(key)
  if (by === 'month') return Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7)) - 1
  if (by === 'day') return Date.parse(`${key}T00:00:00Z`) / DAY
  return Date.parse(`${key}:00:00Z`) / HOUR
}

const example = { year: '2023', month: '2023-01', day: '2023-01-31', hour: '2023-01-31T23' }

/** The key of a time partition from its number. */
export function keyOfIndex(by: TimePartitions['by'], index: number): string {
  if (by === 'year') return String(index).padStart(4, '0')
  if (by === 'month')
    return `${keyOfIndex('year', Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`
  if (by === 'day') return new Date(index * DAY).toISOString().slice(0, 10)
  return new Date(index * HOUR).toISOString().slice(0, 13)
}

/** One partition by its number. */
export function partitionAt(partitions: Partitions, index: number): Partition {
  if (partitions.by !== 'tile') return { index, key: keyOfIndex(partitions.by, index) }
  const { origin, size, columns } = partitions
  const [column, row] = [index % columns, Math.floor(index / columns)]
  const [x, y] = [origin[0] + column * size, origin[1] + row * size]
  return { index, key: `${column}_${row}`, bbox: [x, y, x + size, y + size] }
}

/** All the partitions that exist at `now`, as one range of numbers. */
export function partitionRange(partitions: Partitions, now: Date): IndexRange {
  if (partitions.by === 'tile') return [0, partitions.columns * partitions.rows]
  const from = indexOfKey(partitions.by, partitions.from)
  if (partitions.to !== undefined) return [from, indexOfKey(partitions.by, partitions.to) + 1]
  const lengths = { year: 4, month: 7, day: 10, hour: 13 }
  return [from, Math.max(from, indexOfKey(partitions.by, now.toISOString().slice(0, lengths[partitions.by])))]
}

/**
 * The partitions of an input that a partition of an asset needs: those of `inputRange`, and with a margin, where both are cut
 * by the same grid, the tiles no farther than that (in units of its CRS): a range a row of tiles.
 */
export function inputRanges(asset: Partitions, index: number, input: Partitions, now: Date, margin = 0): IndexRange[] {
  if (margin > 0 && asset.by === 'tile' && input.by === 'tile' && sameGrid(asset, input))
    return tilesAround(input, index, Math.ceil(margin / input.size))
  return [inputRange(asset, index, input, now)]
}

/** A tile and those around it, so many away, row by row from the south. */
function tilesAround({ columns, rows }: TilePartitions, index: number, away: number): IndexRange[] {
  const [column, row] = [index % columns, Math.floor(index / columns)]
  const [from, to] = [Math.max(0, column - away), Math.min(columns, column + away + 1)]
  const ranges: IndexRange[] = []
  for (let r = Math.max(0, row - away); r < Math.min(rows, row + away + 1); r++)
    ranges.push([r * columns + from, r * columns + to])
  return ranges
}

/**
 * Which partitions of an input a partition of the asset needs: the same one, the finer ones inside it, the coarser one
 * around it, or all of them when the two cuts have nothing in common.
 */
export function inputRange(asset: Partitions, index: number, input: Partitions, now: Date): IndexRange {
  const all = partitionRange(input, now)
  if (asset.by === 'tile' || input.by === 'tile') {
    const same = asset.by === 'tile' && input.by === 'tile' && sameGrid(asset, input)
    return same ? [index, index + 1] : all
  }
  const [start, end] = [daysOf(asset.by, index), daysOf(asset.by, index + 1)]
  const first = indexAtDay(input.by, start)
  const last = Math.max(first + 1, Math.ceil(indexAtDay(input.by, end, true)))
  return [Math.max(first, all[0]), Math.max(Math.max(first, all[0]), Math.min(last, all[1]))]
}

function sameGrid(a: TilePartitions, b: TilePartitions): boolean {
  return (
    a.crs === b.crs &&
    a.size === b.size &&
    a.columns === b.columns &&
    a.origin[0] === b.origin[0] &&
    a.origin[1] === b.origin[1]
  )
}

/** Start of a time partition in days since 1970, fractional for hours. */
function daysOf(by: TimePartitions['by'], index: number): number {
  if (by === 'hour') return index / 24
  if (by === 'day') return index
  const [year, month] = by === 'year' ? [index, 0] : [Math.floor(index / 12), index % 12]
  return Date.UTC(year, month) / DAY
}

/** The number of the partition that holds a day; with `end`, the first one that starts at or after it. */
function indexAtDay(by: TimePartitions['by'], day: number, end = false): number {
  if (by === 'hour') return Math.floor(day * 24 + 1e-6)
  if (by === 'day') return end ? Math.ceil(day - 1e-6) : Math.floor(day + 1e-6)
  const at = new Date(day * DAY)
  const index = by === 'year' ? at.getUTCFullYear() : at.getUTCFullYear() * 12 + at.getUTCMonth()
  return end && daysOf(by, index) < day - 1e-6 ? index + 1 : index
}
