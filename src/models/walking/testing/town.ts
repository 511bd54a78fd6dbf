import { seeded } from '../../../kernel/testing/random.ts'
import { kindCode, type Season, SUN_WHOLE, type WalkingGraph } from '../graph.ts'

export interface TownOptions {
  readonly columns: number
  /** Metres between two crossings, 80 by default. */
  readonly side?: number
  readonly rows: number
  readonly seed?: number
  /** Share of the streets that are missing. */
  readonly holes?: number
  readonly isFlat?: boolean
  readonly waits?: boolean
  /** The share of an edge in the sun, 0 to 200, by the rank of its bin. */
  readonly sun?: (edge: number, bin: number, bearing: number, random: number) => number
  readonly season?: Season
  /** Minutes of the bins. */
  readonly minutes?: readonly number[]
}

/** From six in the morning to ten at night, each half hour. */
export const halfHours: readonly number[] = Array.from({ length: 33 }, (_, i) => 360 + 30 * i)
const SIDE = 80

/**
 * A town of streets in a bent grid, some missing; each street is a canyon of its own width, whose walls shade it as the sun
 * goes round (a sun of invention, but one that moves as the sun does).
 */
export function town(options: TownOptions): WalkingGraph {
  const { columns, rows, seed = 1, holes = 0.25, season = 'summer', minutes = halfHours, side = SIDE } = options
  const next = seeded(seed)
  const nodes = columns * rows
  const [x, y, z] = [new Float64Array(nodes), new Float64Array(nodes), new Float32Array(nodes)]
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const node = row * columns + column
      x[node] = column * side + (next() - 0.5) * 0.5 * side
      y[node] = row * side + (next() - 0.5) * 0.5 * side
      z[node] = options.isFlat ? 0 : 20 * Math.sin(x[node]! / 700) * Math.cos(y[node]! / 900) + next()
    }
  const pairs: [number, number][] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const node = row * columns + column
      // The first row and column are whole: the town hangs together.
      if (column + 1 < columns && (row === 0 || next() >= holes)) pairs.push([node, node + 1])
      if (row + 1 < rows && (column === 0 || next() >= holes)) pairs.push([node, node + columns])
    }
  const edges = pairs.length
  const floats = () => new Float32Array(edges)
  const [length, climb, drop, steepest, wait] = [floats(), floats(), floats(), floats(), floats()]
  const kind = new Uint8Array(edges).fill(kindCode.street)
  const coordinates = new Float64Array(edges * 4)
  const sun = new Uint8Array(edges * minutes.length)
  const fromNodes = Uint32Array.from(pairs, ([a]) => a)
  const toNodes = Uint32Array.from(pairs, ([, b]) => b)
  pairs.forEach(([a, b], edge) => {
    const [dx, dy, dz] = [x[b]! - x[a]!, y[b]! - y[a]!, z[b]! - z[a]!]
    length[edge] = Math.hypot(dx, dy)
    climb[edge] = Math.max(0, dz)
    drop[edge] = Math.max(0, -dz)
    steepest[edge] = (100 * Math.abs(dz)) / length[edge]!
    if (options.waits && next() < 0.3) wait[edge] = 15
    coordinates.set([x[a]!, y[a]!, x[b]!, y[b]!], edge * 4)
    const bearing = Math.atan2(dx, dy)
    const [tall, luck] = [0.3 + 2 * next(), next()]
    for (let bin = 0; bin < minutes.length; bin++) {
      const share = options.sun?.(edge, bin, bearing, luck) ?? canyon(minutes[bin]!, bearing, tall)
      sun[bin * edges + edge] = Math.round(share)
    }
  })
  return {
    crs: 'EPSG:2154',
    nodes: { x, y, z },
    edges: {
      ...{ from: fromNodes, to: toNodes, length, climb, drop, steepest, kind, wait },
      steps: new Uint16Array(edges),
      wheelchair: new Uint8Array(edges).fill(255),
      surface: new Uint8Array(edges),
      geometry: { offsets: Uint32Array.from({ length: edges + 1 }, (_, i) => 2 * i), coordinates },
    },
    exposure: { bins: minutes.map((minute) => ({ season, minute })), days: { [season]: '2025-07-01' }, sun },
  }
}

/** Half percents of a street in the sun: one minus what the shadow of a wall as tall as `tall` widths covers of its width. */
function canyon(minute: number, bearing: number, tall: number): number {
  const hour = (minute / 60 - 14) / 8
  const elevation = 1.1 * Math.cos((hour * Math.PI) / 2)
  if (elevation <= 0.02) return 0
  const azimuth = Math.PI * (1 + hour * 0.66)
  const shadow = (tall * Math.abs(Math.sin(azimuth - bearing))) / Math.tan(elevation)
  return SUN_WHOLE * Math.max(0, 1 - shadow)
}
