import type { Batch, Lake, TableFiles } from '../../../lake/index.ts'
import type { Tests } from '../features/exactness.ts'
import { flagOf, geometryOf } from '../features/values.ts'
import { isDrawn } from './clip.ts'
import type { Detail } from './detail.ts'
import type { ToTile } from './grid.ts'
import type { Value } from './mvt.ts'
import { type Paths, readPaths } from './paths.ts'
import {
  ATTRIBUTES,
  featuresSql,
  GEOMETRY,
  HEIGHT,
  isOfPoints,
  MIDDLE_X,
  MIDDLE_Y,
  RANK,
  relationsOf,
  type Selection,
  WIDTH,
} from './select.ts'
import { openThinning } from './thin.ts'

/** One feature of a tile, in its units, neither simplified nor cut yet. */
export interface Feature {
  readonly id: number | undefined
  /** In the order of the columns of the selection. */
  readonly values: readonly (Value | null)[]
  readonly paths: Paths
}

const out = new Float64Array(2)

/** Reads the features that a tile shows: of points too close to be told apart one, of what is too small some. */
export async function readFeatures(
  lake: Lake,
  table: TableFiles,
  selection: Selection,
  { toTile, tests }: { readonly toTile: ToTile; readonly tests: Tests },
): Promise<Feature[]> {
  const { detail, shape } = selection
  const features: Feature[] = []
  const thinning = openThinning(detail.cell)
  const valuesOf = valueReader(selection)
  const idOf = idReader(selection)
  const ofPoints = isOfPoints(shape)
  const passes = passingOf(selection, tests)
  for await (const batch of lake.stream(featuresSql(selection, tests), relationsOf(table))) {
    for (let row = 0; row < batch.count; row++) {
      if (passes && !passes(batch, row)) continue
      const read = ofPoints ? middleOf(batch, row, toTile) : readPaths(batch.bytes(GEOMETRY, row)!, toTile)
      let place = features.length
      let paths: Paths | undefined = read
      if (isOnePoint(read)) {
        const [x, y] = read.points as [number, number]
        if (!isDrawn(x, y)) continue
        const offered = thinning.offer(x, y, batch.number(RANK, row)!, place)
        if (offered === 'lost') continue
        if (offered !== 'more') place = offered
      } else paths = standIn(read, batch, row, detail, toTile)
      if (paths) features[place] = { id: idOf(batch, row), values: valuesOf(batch, row), paths }
    }
  }
  return features
}

/** What tells whether a row passes the tests; undefined where there are none. */
function passingOf({ columns }: Selection, tests: Tests): ((batch: Batch, row: number) => boolean) | undefined {
  if (!tests.isNeeded) return undefined
  const names = [...tests.geometries, ...tests.outputs.map(({ name }) => name)]
  const places = new Map(names.map((name, i) => [name, ATTRIBUTES + columns.length + i]))
  return (batch, row) =>
    tests.passes({
      geometry: (name) => geometryOf(batch, places.get(name)!, row),
      flag: (name) => flagOf(batch, places.get(name)!, row),
    })
}

const none: readonly never[] = []

/** The middle of the box of a row, as a point: of a row of points, its geometry. */
function middleOf(batch: Batch, row: number, toTile: ToTile): Paths {
  toTile(batch.number(MIDDLE_X, row)!, batch.number(MIDDLE_Y, row)!, out)
  return { points: [out[0]!, out[1]!], lines: none, rings: none }
}

const isOnePoint = ({ points, lines, rings }: Paths) => points.length === 2 && lines.length === 0 && rings.length === 0

/**
 * What is drawn of a line or polygon. Of those too small for the level, as many are as their size is a share of the smallest
 * size; such a polygon is drawn as a square of that size, so that all together cover what they covered.
 */
function standIn(
  paths: Paths,
  batch: Batch,
  row: number,
  { smallArea, shortLength }: Detail,
  toTile: ToTile,
): Paths | undefined {
  const { points, lines, rings } = paths
  if (points.length > 0 || (lines.length > 0 && rings.length > 0)) return paths
  const [width, height, rank] = [batch.number(WIDTH, row)!, batch.number(HEIGHT, row)!, batch.number(RANK, row)!]
  if (lines.length > 0) return shortLength === 0 || Math.max(width, height) > rank * shortLength ? paths : undefined
  if (width * height >= smallArea) return paths
  if (width * height <= rank * smallArea) return undefined
  const [x, y] = middleOf(batch, row, toTile).points as [number, number]
  const path = square(Math.round(x), Math.round(y), Math.sqrt(smallArea) / 2)
  return { points: none, lines: none, rings: [{ path, hole: false }] }
}

const square = (x: number, y: number, half: number) =>
  Float64Array.of(x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half)

/** Reads the attributes of a row. */
function valueReader({ shape, columns }: Selection): (batch: Batch, row: number) => (Value | null)[] {
  const types = columns.map((name) => shape.columns[name]!.column)
  return (batch, row) => {
    const values: (Value | null)[] = new Array(types.length)
    for (let i = 0; i < types.length; i++) {
      const type = types[i]!
      const column = ATTRIBUTES + i
      if (type === 'boolean') {
        const value = batch.number(column, row)
        values[i] = value === null ? null : value === 1
      } else values[i] = type === 'integer' || type === 'number' ? batch.number(column, row) : batch.text(column, row)
    }
    return values
  }
}

/** A feature is numbered by its key where that is one column of whole numbers, among its attributes. */
function idReader({ shape, columns }: Selection): (batch: Batch, row: number) => number | undefined {
  const [key, more] = shape.key
  const place = key === undefined ? -1 : columns.indexOf(key)
  if (more !== undefined || place < 0 || shape.columns[key!]!.column !== 'integer') return () => undefined
  return (batch, row) => {
    const value = batch.number(ATTRIBUTES + place, row)
    return value !== null && value >= 0 ? value : undefined
  }
}
