import type { Bbox, InputTable } from '../../../src/kernel/index.ts'
import type { walkEdgeIn } from '../graph/tables.ts'
import type { SampleTuned } from '../parameters.ts'
import { samplesOf, type WalkedEdge, walkedColumns } from './samples.ts'

/** The looks of a tile: those of edge i are from `starts[i]` to `starts[i + 1]`. */
export interface Looks {
  readonly edges: readonly WalkedEdge[]
  readonly starts: readonly number[]
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
  const starts = [0]
  const [places, axes]: [number[], number[]] = [[], []]
  for await (const batch of edges.read({ columns: [...walkedColumns], bbox: tile }))
    for (const edge of batch) {
      // A look belongs to the tile that its place of the axis is in: to one only.
      const inside = samplesOf(edge, tuned).filter(
        ({ axisX, axisY }) => axisX >= west && axisX < east && axisY >= south && axisY < north,
      )
      if (inside.length === 0) continue
      met.push(edge)
      for (const { x, y, axisX, axisY } of inside) {
        places.push(x, y)
        axes.push(axisX, axisY)
      }
      starts.push(places.length / 2)
    }
  return { edges: met, starts, places: Float64Array.from(places), axes: Float64Array.from(axes) }
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

/** For each edge of the looks: how many of its values are known, and their sum in each of several arrays of values. */
export function sumsOf(
  { edges, starts }: Looks,
  values: readonly Float32Array[],
): { readonly edge: WalkedEdge; readonly samples: number; readonly sums: number[] }[] {
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
    return { edge, samples, sums }
  })
}
