import { type Cells, eachSpan, type Polygon } from '../../../src/models/planar/index.ts'

/** What is counted over the cells of a square: NaN is not counted. */
export interface Tally {
  mapped: number
  outdoors: number
  afternoon: number
  nights: number
  night: number
  stressed: number
  island: number
  islands: number
  /** Cells by local climate zone. */
  readonly zones: Map<string, number>
}

export const emptyTally = (): Tally => ({
  mapped: 0,
  outdoors: 0,
  afternoon: 0,
  nights: 0,
  night: 0,
  stressed: 0,
  island: 0,
  islands: 0,
  zones: new Map(),
})

/** What is known of the cells of a window, rows from the north; a layer may be missing. */
export interface Layers {
  /** NaN outside the area. */
  readonly ground: Float32Array
  readonly afternoon: Float32Array
  readonly night: Float32Array
  readonly island: Float32Array | undefined
  /** The zone of each cell, by its place in `names`; -1 where there is none. */
  readonly zones: Int32Array | undefined
  readonly names: readonly (string | null)[]
}

/** Adds the cells of a window that are in a polygon. */
export function addCells(tally: Tally, polygon: Polygon, cells: Cells, layers: Layers, stress: number): void {
  const { ground, afternoon, night, island, zones, names } = layers
  eachSpan(polygon, cells, (line, from, to) => {
    for (let i = line * cells.width + from; i < line * cells.width + to; i++) {
      if (!Number.isNaN(ground[i])) tally.mapped++
      const felt = afternoon[i]!
      if (!Number.isNaN(felt)) {
        tally.outdoors++
        tally.afternoon += felt
        if (felt > stress) tally.stressed++
      }
      if (!Number.isNaN(night[i])) {
        tally.nights++
        tally.night += night[i]!
      }
      if (island && !Number.isNaN(island[i])) {
        tally.islands++
        tally.island += island[i]!
      }
      const name = zones && names[zones[i]!]
      if (name) tally.zones.set(name, (tally.zones.get(name) ?? 0) + 1)
    }
  })
}

/** The commonest name, the first in the alphabet of those as common. */
export const commonest = (counts: ReadonlyMap<string, number>): string | null =>
  [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null
