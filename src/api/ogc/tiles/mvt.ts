import { PbfWriter } from 'pbf'
import { EXTENT } from './grid.ts'
import type { Path, Ring } from './paths.ts'

// Mapbox Vector Tile 2.1. The numbers of fields are those of its vector_tile.proto.

export type Value = string | number | boolean
export type Kind = 'points' | 'lines' | 'rings'

/** One layer being written. Coordinates are whole units of the tile, already cut to what is drawn. */
export interface LayerWriter {
  /** Adds a feature of points x0, y0, x1, y1… `values` are in the order of the keys; null is left out. */
  points(id: number | undefined, values: readonly (Value | null)[], points: ArrayLike<number>): void
  lines(id: number | undefined, values: readonly (Value | null)[], lines: readonly Path[]): void
  /** Adds a feature of polygons. Rings are turned the way the format asks; those without area are left out. */
  polygons(id: number | undefined, values: readonly (Value | null)[], rings: readonly Ring[]): void
  readonly features: number
  /** The tile. Empty when nothing was added. */
  finish(): Uint8Array
}

const MOVE = 1
const LINE = 2
const CLOSE = 7
const GEOMETRY_TYPE = { points: 1, lines: 2, rings: 3 } as const
const LAYER = 3
const [NAME, FEATURE, KEYS, VALUES, EXTENT_FIELD, VERSION] = [1, 2, 3, 4, 5, 15]
const [ID, TAGS, TYPE, GEOMETRY] = [1, 2, 3, 4]

/** Opens the layer of a tile. */
export function openLayer(name: string, keys: readonly string[]): LayerWriter {
  const pbf = new PbfWriter(new Uint8Array(65_536))
  const values = openValues()
  const commands: number[] = []
  const tags: number[] = []
  let features = 0
  let x = 0
  let y = 0

  const start = (): void => {
    commands.length = 0
    x = 0
    y = 0
  }
  const step = (toX: number, toY: number): void => {
    const [dx, dy] = [toX - x, toY - y]
    commands.push((dx << 1) ^ (dx >> 31), (dy << 1) ^ (dy >> 31))
    x = toX
    y = toY
  }
  const along = (path: ArrayLike<number>, isRing: boolean): void => {
    commands.push(MOVE | (1 << 3))
    step(path[0]!, path[1]!)
    commands.push(LINE | ((path.length / 2 - 1) << 3))
    for (let i = 2; i < path.length; i += 2) step(path[i]!, path[i + 1]!)
    if (isRing) commands.push(CLOSE | (1 << 3))
  }
  const writeFeature = ({ id, type }: { id: number | undefined; type: Kind }, writer: PbfWriter): void => {
    if (id !== undefined) writer.writeVarintField(ID, id)
    writer.writePackedVarint(TAGS, tags)
    writer.writeVarintField(TYPE, GEOMETRY_TYPE[type])
    writer.writePackedVarint(GEOMETRY, commands)
  }
  const add = (id: number | undefined, row: readonly (Value | null)[], type: Kind): void => {
    if (commands.length === 0) return
    tags.length = 0
    for (let key = 0; key < row.length; key++) {
      const value = row[key]!
      if (value !== null) tags.push(key, values.place(value))
    }
    pbf.writeMessage(FEATURE, writeFeature, { id, type })
    features++
  }

  return {
    points(id, row, points) {
      start()
      if (points.length > 0) commands.push(MOVE | ((points.length / 2) << 3))
      for (let i = 0; i < points.length; i += 2) step(points[i]!, points[i + 1]!)
      add(id, row, 'points')
    },
    lines(id, row, lines) {
      start()
      for (const line of lines) along(line, false)
      add(id, row, 'lines')
    },
    polygons(id, row, rings) {
      start()
      let isOpen = false
      for (const { path, hole } of rings) {
        const area = twiceArea(path)
        if (!hole) isOpen = area !== 0
        if (area === 0 || !isOpen) continue
        // Outer rings have a positive area with y downwards, holes a negative one.
        along(area > 0 === !hole ? path : reversed(path), true)
      }
      add(id, row, 'rings')
    },
    get features() {
      return features
    },
    finish() {
      if (features === 0) return new Uint8Array(0)
      const written = pbf.finish()
      const head = new PbfWriter()
      head.writeVarintField(VERSION, 2)
      head.writeStringField(NAME, name)
      for (const key of keys) head.writeStringField(KEYS, key)
      for (const value of values.all()) head.writeMessage(VALUES, writeValue, value)
      head.writeVarintField(EXTENT_FIELD, EXTENT)
      const rest = head.finish()
      const tile = new PbfWriter(new Uint8Array(written.length + rest.length + 16))
      tile.writeTag(LAYER, 2)
      tile.writeVarint(rest.length + written.length)
      const start = tile.finish()
      const bytes = new Uint8Array(start.length + rest.length + written.length)
      bytes.set(start)
      bytes.set(rest, start.length)
      bytes.set(written, start.length + rest.length)
      return bytes
    },
  }
}

/** Numbers the distinct values of a layer. A map a type: 1, '1' and true are three values. */
function openValues(): { place(value: Value): number; all(): readonly Value[] } {
  const list: Value[] = []
  const maps = { string: new Map<Value, number>(), number: new Map<Value, number>(), boolean: new Map<Value, number>() }
  return {
    place(value) {
      const map = maps[typeof value as keyof typeof maps]
      const known = map.get(value)
      if (known !== undefined) return known
      map.set(value, list.length)
      return list.push(value) - 1
    },
    all: () => list,
  }
}

function writeValue(value: Value, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value)
  else if (typeof value === 'boolean') pbf.writeBooleanField(7, value)
  else if (!Number.isSafeInteger(value)) pbf.writeDoubleField(3, value)
  else if (value >= 0) pbf.writeVarintField(5, value)
  else pbf.writeSVarintField(6, value)
}

/** Twice the area of a ring, positive when it turns clockwise on a screen, where y is downwards. */
export function twiceArea(path: Path): number {
  let sum = 0
  for (let i = 0, j = path.length - 2; i < path.length; j = i, i += 2)
    sum += path[j]! * path[i + 1]! - path[i]! * path[j + 1]!
  return sum
}

/** The same ring, turning the other way. */
export function reversed(path: Path): Path {
  const turned = new Float64Array(path.length)
  for (let i = 0, j = path.length - 2; j >= 0; i += 2, j -= 2) {
    turned[i] = path[j]!
    turned[i + 1] = path[j + 1]!
  }
  return turned
}
