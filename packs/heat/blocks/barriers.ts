import { type Bbox, type Place, projector, ringOf } from '../../../src/kernel/index.ts'
import type { Barriers } from '../../../src/models/blocks/index.ts'
import { type Line, linesOf, type Polygon, polygonsOf } from '../../../src/models/planar/index.ts'
import type { Metric } from '../read.ts'
import type { Area, LandCover, Rail, Street, Vegetation, Water } from '../shapes.ts'

/** What cuts blocks. A territory gives what it has. */
export interface BarrierShapes {
  readonly area: typeof Area
  readonly streets: typeof Street
  readonly rails: typeof Rail
  readonly water: typeof Water
  readonly vegetation: typeof Vegetation
  readonly land_cover: typeof LandCover
}
export type BarrierInputs = { readonly [K in keyof BarrierShapes]?: Metric<BarrierShapes[K]> }

/** Kinds of vegetation with trees; the others are low, but hedges, which are no patch. */
const tallKinds = ['wood', 'orchard']

/** Reads all that cuts a territory, in metres of a CRS. Without an area, the territory is its box. */
export async function readBarriers(
  { area, streets, rails, water, vegetation, land_cover }: BarrierInputs,
  { bounds }: Pick<Place, 'bounds'>,
  crs: string,
): Promise<Barriers> {
  const barriers = {
    territory: area ? [] : [boxPolygon(bounds, crs)],
    streets: [],
    rails: [],
    water: [],
    tall: [],
    low: [],
  } satisfies { [K in keyof Barriers]: (Line | Polygon)[] } as { [K in keyof Barriers]: Barriers[K][number][] }

  for await (const batch of area?.rows() ?? [])
    for (const row of batch) barriers.territory.push(...polygonsOf(row.area, area!.project))
  for await (const batch of streets?.rows() ?? [])
    for (const row of batch) barriers.streets.push(...linesOf(row.line, streets!.project))
  for await (const batch of rails?.rows() ?? [])
    for (const row of batch) barriers.rails.push(...linesOf(row.line, rails!.project))
  for await (const batch of water?.rows() ?? [])
    for (const row of batch) barriers.water.push(...polygonsOf(row.area, water!.project))
  for await (const batch of vegetation?.rows() ?? [])
    for (const row of batch) {
      if (row.kind === 'hedge') continue
      const patches = tallKinds.includes(row.kind) ? barriers.tall : barriers.low
      patches.push(...polygonsOf(row.area, vegetation!.project))
    }
  for await (const batch of land_cover?.rows() ?? [])
    for (const row of batch) {
      const patches = row.class === 'water' ? barriers.water : row.class === 'wood' ? barriers.tall : undefined
      patches?.push(...polygonsOf(row.area, land_cover!.project))
    }
  return barriers
}

/** Positions on each side of a box: the image of a straight side may be curved. */
const POINTS_A_SIDE = 16

function boxPolygon(box: Bbox, crs: string): Polygon {
  const corners = ringOf(box)
  const around = corners.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = corners[i]!
    return Array.from({ length: POINTS_A_SIDE }, (_, k) => [
      fromX + ((x - fromX) * k) / POINTS_A_SIDE,
      fromY + ((y - fromY) * k) / POINTS_A_SIDE,
    ])
  })
  return polygonsOf({ type: 'Polygon', coordinates: [around] }, projector('EPSG:4326', crs))[0]!
}
