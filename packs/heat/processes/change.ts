import { type Bbox, type Bilingual, badInput, type Position } from '../../../src/kernel/index.ts'
import { cellsOf } from '../frame.ts'
import { drawHedge, drawTree, type Layers } from '../surface/layers.ts'

/** What somebody would put on the ground, in the metres of the pack. */
export interface Change {
  /** Trees, by where they stand. */
  readonly trees: readonly Position[]
  readonly height: number
  readonly crown: number
  /** Awnings, by the line they hang along. */
  readonly awnings: readonly (readonly Position[])[]
  readonly awningHeight: number
  readonly awningWidth: number
}

/** Metres around a change that are computed: beyond, only the long shades of morning and evening would change. */
const AROUND = 60
/** Side of what is computed, at most, m. */
const MOST_SIDE = 400

/** The box computed for a change, in whole cells. Throws `process.bad-input`. */
export function boxOfChange({ trees, awnings }: Change, step: number): Bbox {
  const hung = awnings.flat()
  const places = [...trees, ...hung]
  if (places.length === 0) throw nothing()
  if (trees.some(isNowhere)) throw nowhere('trees')
  if (hung.some(isNowhere)) throw nowhere('awnings')
  const [xs, ys] = [places.map(([x]) => x!), places.map(([, y]) => y!)]
  const down = (value: number) => Math.floor((value - AROUND) / step) * step
  const up = (value: number) => Math.ceil((value + AROUND) / step) * step
  const box: Bbox = [down(Math.min(...xs)), down(Math.min(...ys)), up(Math.max(...xs)), up(Math.max(...ys))]
  const side = Math.max(box[2] - box[0], box[3] - box[1])
  if (side > MOST_SIDE + 2 * step) throw tooLarge(trees.length > 0 ? 'trees' : 'awnings', side)
  return box
}

const isNowhere = (position: Position) => !position.every(Number.isFinite)

/**
 * Draws a change on the canopy of a window. Trees that would stand in a building or in water are left out: gives how many were
 * planted.
 */
export function drawChange(
  layers: Layers,
  change: Change,
  trunk: number,
  isPlantable: (index: number) => boolean,
): number {
  const { cells } = layers
  let planted = 0
  for (const [x, y] of change.trees) {
    const column = Math.floor(x! / cells.step) - cells.column
    const row = cells.row - Math.floor(y! / cells.step)
    if (column < 0 || row < 0 || column >= cells.width || row >= cells.height) continue
    if (!isPlantable(row * cells.width + column)) continue
    drawTree(layers, [x!, y!], { height: change.height, crown: change.crown, trunk })
    planted++
  }
  for (const line of change.awnings) {
    const flat = Float64Array.from(line.flatMap(([x, y]) => [x!, y!]))
    drawHedge(layers, flat, change.awningWidth, change.awningHeight)
  }
  return planted
}

/** The layers of a window whose canopy may be drawn on. */
export const layersOf = (bbox: Bbox, step: number, canopy: Float32Array): Layers => ({
  cells: cellsOf(bbox, step),
  canopy,
  buildings: new Float32Array(0),
  cover: new Uint8Array(0),
})

const nothing = () =>
  badInput(
    'trees',
    { fr: 'rien à changer, ni arbre ni ombrière', en: 'nothing to change, no tree and no awning' },
    { fr: 'Donnez « trees » ou « awnings ».', en: "Give 'trees' or 'awnings'." },
  )

const nowhere = (input: string) =>
  badInput(
    input,
    { fr: 'une position n’est nulle part sur Terre', en: 'a position is nowhere on Earth' },
    {
      fr: 'Donnez des longitudes et latitudes en degrés : [2.63, 48.4].',
      en: 'Give longitudes and latitudes in degrees: [2.63, 48.4].',
    },
  )

const tooLarge = (input: string, side: number) => {
  const [spread, most] = [Math.round(side - 2 * AROUND), MOST_SIDE - 2 * AROUND]
  return badInput(
    input,
    {
      fr: `les changements s’étendent sur ${spread} m, le calcul en couvre ${most} au plus`,
      en: `the changes spread over ${spread} m, the computation covers ${most} at most`,
    },
    inParts,
  )
}

export const wrongGeometry = (input: string, given: string, wanted: string) =>
  badInput(
    input,
    { fr: `un ${given} ne convient pas`, en: `a ${given} will not do` },
    { fr: `Donnez ${wanted}.`, en: `Give ${wanted}.` },
  )

export const tooManyTrees = (given: number, most: number) =>
  badInput(
    'trees',
    {
      fr: `${given} arbres, le calcul en plante ${most} au plus`,
      en: `${given} trees, the computation plants ${most} at most`,
    },
    inParts,
  )

const inParts: Bilingual = { fr: 'Faites-en plusieurs calculs.', en: 'Make several computations of them.' }
