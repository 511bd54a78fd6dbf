import type { Bbox, InputTable } from '../../../src/kernel/index.ts'
import type { walkEdgeIn } from '../graph/tables.ts'
import type { SampleTuned } from '../parameters.ts'
import { samplesOf, type WalkedEdge, walkedColumns } from './samples.ts'

/** An edge is told where it is known on this share of it at least: the rest is taken to be like it. */
export const KNOWN = 0.5

/** The looks of a tile: those of edge i are from `starts[i]` to `starts[i + 1]`. */
export interface Looks {
  readonly edges: readonly WalkedEdge[]
  readonly starts: readonly number[]
  /** Looks of each edge in all tiles. */
  readonly totals: readonly number[]
  /** Where one walks, x0, y0, x1, y1…, and the place of the axis beside. */
  readonly places: Float64Array
  readonly axes: Float64Array
}

/** Where the edges of the graph are walked in a tile. */
export async function looksIn(
  edges: InputTable<ReturnType<typeof walkEdgeIn>>,
  tile: Bbox,
  tuned: Pick<SampleTuned, 'apart' | 'aside'>,
): Promise<Looks> {
  const [west, south, east, north] = tile
  const met: WalkedEdge[] = []
  const [starts, totals] = [[0], [] as number[]]
  const [places, axes]: [number[], number[]] = [[], []]
  for await (const batch of edges.read({ columns: [...walkedColumns], bbox: tile }))
    for (const edge of batch) {
      // A look belongs to the tile that its place of the axis is in: to one only.
      const all = samplesOf(edge, tuned)
      const inside = all.filter(({ axisX, axisY }) => axisX >= west && axisX < east && axisY >= south && axisY < north)
      if (inside.length === 0) continue
      met.push(edge)
      for (const { x, y, axisX, axisY } of inside) {
        places.push(x, y)
        axes.push(axisX, axisY)
      }
      starts.push(places.length / 2)
      totals.push(all.length)
    }
  return { edges: met, starts, totals, places: Float64Array.from(places), axes: Float64Array.from(axes) }
}

/** Where a place beside the axis will not do, that of the axis stands for it. */
export function settled({ places, axes }: Looks, isFree: (x: number, y: number) => boolean): Float64Array {
  const settled = places.slice()
  for (let i = 0; i < places.length; i += 2)
    if (!isFree(places[i]!, places[i + 1]!)) {
      settled[i] = axes[i]!
      settled[i + 1] = axes[i + 1]!
    }
  return settled
}

/** Finds the cell of a position in a window, -1 beyond. */
export const cellIn =
  ({
    origin,
    width,
    height,
    step,
  }: {
    readonly origin: readonly [number, number]
    readonly width: number
    readonly height: number
    readonly step: number
  }) =>
  (x: number, y: number): number => {
    const [column, row] = [Math.floor((x - origin[0]) / step), Math.floor((origin[1] - y) / step)]
    return column >= 0 && column < width && row >= 0 && row < height ? row * width + column : -1
  }

/** What is known of an edge in a tile: the number of known values, the share of the edge they stand for, and their sums. */
export interface Known {
  readonly edge: WalkedEdge
  readonly samples: number
  readonly share: number
  readonly sums: readonly number[]
}

/** What is known of each edge of the looks, with its sum in each of several arrays of values. */
export function sumsOf({ edges, starts, totals }: Looks, values: readonly Float32Array[]): Known[] {
  return edges.map((edge, i) => {
    let samples = 0
    const sums = values.map(() => 0)
    for (let look = starts[i]!; look < starts[i + 1]!; look++) {
      if (values.length === 0 || Number.isNaN(values[0]![look])) continue
      samples++
      values.forEach((told, n) => {
        sums[n]! += told[look]!
      })
    }
    return { edge, samples, share: samples / totals[i]!, sums }
  })
}
