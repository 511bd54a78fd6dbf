import type { Bbox, InputTable } from '../../../src/kernel/index.ts'
import type { Predictor } from '../../../src/models/kriging/index.ts'
import { discMeans, type Layer } from '../../../src/models/surroundings/index.ts'
import type { Frame } from '../frame.ts'
import type { IslandTuned } from './parameters.ts'
import { type Surrounding, surroundingBands } from './surroundings.ts'

/** The coarse cells of the whole territory. */
export interface Ground {
  readonly width: number
  readonly height: number
  /** Side of a cell, m. */
  readonly step: number
  /** North-west corner, in the CRS of the pack. */
  readonly origin: readonly [number, number]
  readonly layers: Readonly<Record<Surrounding, Layer>>
}

/** The box of all the tiles of a frame. */
export function boxOfFrame({ tiles: { origin, size, columns, rows } }: Pick<Frame, 'tiles'>): Bbox {
  return [origin[0], origin[1], origin[0] + size * columns, origin[1] + size * rows]
}

/** Reads the coarse cells of the whole territory. */
export async function groundOf(surroundings: InputTable, frame: Frame, { island_step }: IslandTuned): Promise<Ground> {
  const names = Object.keys(surroundingBands) as Surrounding[]
  const { width, height, origin, bands } = await surroundings.grid({ bbox: boxOfFrame(frame), bands: names })
  const layers = {} as Record<Surrounding, Layer>
  for (const [i, name] of names.entries()) layers[name] = { width, height, values: bands[i]! }
  return { width, height, step: island_step, origin, layers }
}

/** The cell that holds a point of the pack's CRS; undefined outside the territory. */
export function cellAt({ width, height, step, origin, layers }: Ground, [x, y]: readonly [number, number]) {
  const [column, row] = [Math.floor((x - origin[0]) / step), Math.floor((origin[1] - y) / step)]
  const cell = row * width + column
  const isInside = column >= 0 && column < width && row >= 0 && row < height
  return isInside && !Number.isNaN(layers.built.values[cell]!) ? cell : undefined
}

/** Middle of a cell, in the CRS of the pack. */
export const middleOf = ({ width, step, origin }: Ground, cell: number): readonly [x: number, y: number] => [
  origin[0] + ((cell % width) + 0.5) * step,
  origin[1] - (Math.floor(cell / width) + 0.5) * step,
]

/** What may explain the heat island, and the group of each: the two views of the sky say nearly the same. */
const scaled = {
  ...{ built: 'built', impervious: 'impervious', low: 'low', trees: 'trees', water: 'water', volume: 'volume' },
  ...{ sky: 'sky', canyon: 'sky' },
} as const

export const radiiOf = (tuned: IslandTuned): readonly number[] => [
  ...new Set([tuned.island_near, tuned.island_close, tuned.island_wide, tuned.island_far]),
]

/** A predictor by its name: how to compute it at cells, all of them when none are named. */
export interface Around {
  readonly names: readonly { readonly name: string; readonly group: string }[]
  at(name: string, cells?: ArrayLike<number>): Float32Array
}

/**
 * What the surroundings of a cell are: each share, volume and sky view within each radius (`built_500`), the altitude above its
 * surroundings within the largest (`relief`) and the distance to the middle of what is built (`centre`).
 */
export function aroundOf(ground: Ground, tuned: IslandTuned): Around {
  const radii = radiiOf(tuned)
  const names = [
    ...Object.entries(scaled).flatMap(([layer, group]) =>
      radii.map((radius) => ({ name: `${layer}_${radius}`, group })),
    ),
    { name: 'relief', group: 'relief' },
    { name: 'centre', group: 'centre' },
  ]
  const mean = (layer: Surrounding, radius: number, cells?: ArrayLike<number>) =>
    discMeans(ground.layers[layer], radius / ground.step, cells ? { cells } : {})
  const heart = heartOf(ground)
  return {
    names,
    at(name, cells) {
      const count = cells?.length ?? ground.width * ground.height
      const cell = (i: number) => (cells ? cells[i]! : i)
      if (name === 'centre')
        return Float32Array.from({ length: count }, (_, i) => {
          const [x, y] = middleOf(ground, cell(i))
          return Math.hypot(x - heart[0], y - heart[1])
        })
      if (name === 'relief') {
        const around = mean('ground', Math.max(...radii), cells)
        return around.map((level, i) => ground.layers.ground.values[cell(i)]! - level)
      }
      const [layer, radius] = name.split('_') as [Surrounding, string]
      return mean(layer, Number(radius), cells)
    },
  }
}

/** Predictors at some cells, for a fit. */
export const predictorsAt = (around: Around, cells: ArrayLike<number>): Predictor[] =>
  around.names.map(({ name, group }) => ({ name, group, values: around.at(name, cells) }))

/** The middle of what is built. */
function heartOf(ground: Ground): readonly [number, number] {
  let [x, y, weight] = [0, 0, 0]
  const { values } = ground.layers.volume
  for (let cell = 0; cell < values.length; cell++) {
    const volume = values[cell]!
    if (!(volume > 0)) continue
    const [u, v] = middleOf(ground, cell)
    x += volume * u
    y += volume * v
    weight += volume
  }
  return weight > 0 ? [x / weight, y / weight] : middleOf(ground, 0)
}
