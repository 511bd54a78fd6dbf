import type { InputTable, Making, Position, RowOf } from '../../src/kernel/index.ts'
import { nearestOf, type PlaceOnLine, packed } from '../../src/models/planar/index.ts'
import { hasAltitude, highest, linesOf, type Position3D } from './altitude.ts'
import type { Building3D, Road3D } from './shapes.ts'
import type { buildingHeightIn, HeightMethod } from './tables.ts'

type BuildingHeight = RowOf<ReturnType<typeof buildingHeightIn>>

/** Each building with its height above the nearest road, or without and why. Lengths in metres. */
export async function* heightsOf(
  buildings: InputTable<typeof Building3D>,
  roads: InputTable<typeof Road3D>,
  { lowest, reach }: { readonly lowest: number; readonly reach: number },
  run: Pick<Making, 'progress'>,
): AsyncGenerator<BuildingHeight[]> {
  const lines: Position3D[][] = []
  for await (const batch of roads.read()) for (const { line } of batch) lines.push(...linesOf(line).flatMap(known))
  const nearest = nearestOf(
    packed(lines.map((line) => Float64Array.from(line.flatMap((position) => position.slice(0, 2))))),
  )
  const identify = identifier('B')
  let done = 0
  for await (const batch of buildings.read()) {
    yield batch.map(({ footprint }) => {
      const outer = (footprint.type === 'Polygon' ? footprint.coordinates : footprint.coordinates[0]!)[0]!
      const roof = highest(footprint)
      const road = nearest(...middle(outer), reach)
      const level = road && altitudeAt(lines, road)
      const above = roof !== undefined && level !== undefined ? roof - level : undefined
      const method = methodOf(roof, above, lowest)
      return {
        id: identify(outer[0]!),
        height: method === 'roof-above-road' ? decimetre(above) : null,
        method,
        above_road: decimetre(above),
        roof: decimetre(roof),
        road: decimetre(level),
        distance: decimetre(road?.distance),
        footprint,
      }
    })
    done += batch.length
    run.progress(done, buildings.count)
  }
}

function methodOf(roof: number | undefined, above: number | undefined, lowest: number): HeightMethod {
  if (roof === undefined) return 'no-altitude'
  if (above === undefined) return 'no-road'
  return above < lowest ? 'implausible' : 'roof-above-road'
}

/** The runs of a line whose altitudes are known. */
function known(line: readonly Position[]): Position3D[][] {
  const runs: Position3D[][] = [[]]
  for (const position of line)
    if (hasAltitude(position)) runs.at(-1)!.push(position as unknown as Position3D)
    else if (runs.at(-1)!.length > 0) runs.push([])
  return runs.filter((run) => run.length > 1)
}

/** The altitude of a place of lines, interpolated along its segment. */
function altitudeAt(lines: readonly (readonly Position3D[])[], { line, segment, share }: PlaceOnLine): number {
  const [from, to] = [lines[line]![segment]![2], lines[line]![segment + 1]![2]]
  return from + share * (to - from)
}

/** Mean of the vertices of a closed ring, without the one that closes it. */
function middle(ring: readonly Position[]): [number, number] {
  const corners = ring.slice(0, -1)
  const mean = (axis: 0 | 1) => corners.reduce((sum, p) => sum + p[axis]!, 0) / corners.length
  return [mean(0), mean(1)]
}

const decimetre = (metres: number | undefined) => (metres === undefined ? null : Math.round(metres * 10) / 10)

/** Names things after the decimetre where they are: the same in another extract. The second of one place says so. */
export function identifier(prefix: string): (position: Position) => string {
  const seen = new Map<string, number>()
  return ([x, y]) => {
    const name = `${prefix}${Math.round(x! * 10)}_${Math.round(y! * 10)}`
    const copies = (seen.get(name) ?? 0) + 1
    seen.set(name, copies)
    return copies === 1 ? name : `${name}_${copies}`
  }
}
