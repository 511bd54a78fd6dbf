import type { AssetRef, Bbox, Making, RowOf, Table } from '../../../src/kernel/index.ts'
import { linesOf, polygonsOf } from '../../../src/models/planar/index.ts'
import { GroundClass, type GroundCode } from '../../../src/models/radiation/index.ts'
import { cellsOf, widened } from '../frame.ts'
import type { LightTuned } from '../maps/parameters.ts'
import type { Metric } from '../read.ts'
import type { Area, Building, GroundPoint, Hedge, LandCover, Rail, Street, Tree, Vegetation, Water } from '../shapes.ts'
import { codeOfCover, vegetationKind } from './cover.ts'
import { groundOf, insideOf } from './ground.ts'
import { drawBuilding, drawCover, drawHedge, drawStrip, drawTree, drawWood, emptyLayers } from './layers.ts'
import type { SurfaceTuned } from './parameters.ts'

/** What the surface is drawn from. A territory gives what it has. */
export interface SurfaceShapes {
  readonly area: typeof Area
  readonly ground_points: typeof GroundPoint
  readonly land_cover: typeof LandCover
  readonly vegetation: typeof Vegetation
  readonly water: typeof Water
  readonly streets: typeof Street
  readonly rails: typeof Rail
  readonly buildings: typeof Building
  readonly hedges: typeof Hedge
  readonly trees: typeof Tree
}
export type SurfaceRefs = { readonly [K in keyof SurfaceShapes]?: AssetRef<SurfaceShapes[K]> }
export type SurfaceInputs = { readonly [K in keyof SurfaceShapes]?: Metric<SurfaceShapes[K]> }

/** Sizes for what the territory does not give, and where crowns begin. */
export type DrawingTuned = SurfaceTuned & Pick<LightTuned, 'trunk'>

export interface Drawing {
  readonly step: number
  /** What the ground is where nothing says it. */
  readonly open: GroundCode
  readonly tuned: DrawingTuned
}

/** The surface of a tile, rows from the north: NaN in all bands where it is outside the area. */
export interface Drawn {
  /** m above sea; 0 everywhere where the territory gives no points of the terrain. */
  readonly ground: Float32Array
  /** m above ground, 0 where there is none. */
  readonly buildings: Float32Array
  readonly canopy: Float32Array
  /** Codes of `GroundClass`. */
  readonly cover: Float32Array
}

/** Sizes beyond these, m, are mistakes: they count as missing, and bound what is read around a tile. */
const MOST = { building: 400, tree: 70, crown: 40, width: 80 } as const

/** Draws the surface of a tile from the inputs that the territory has. What is drawn later covers what was drawn before. */
export async function drawSurface(
  inputs: SurfaceInputs,
  tile: Bbox,
  { step, open, tuned }: Drawing,
  run: Pick<Making, 'signal'>,
): Promise<Drawn> {
  const cells = cellsOf(tile, step)
  const layers = emptyLayers(cells, open)
  const inside = inputs.area && (await insideOf(cells, inputs.area))
  const ground = new Float32Array(cells.width * cells.height)
  if (inside && !inside.includes(1)) return masked({ ground, ...layers }, inside)

  if (tuned.apron > 0)
    await each(inputs.buildings, tuned.apron, ({ footprint }, project) => {
      for (const ring of polygonsOf(footprint, project).flat())
        drawStrip(layers, ring, 2 * tuned.apron, GroundClass.paving)
    })
  await each(inputs.land_cover, 0, ({ class: name, area }, project) => {
    const code = codeOfCover(name)
    if (code === undefined) return
    for (const polygon of polygonsOf(area, project)) {
      drawCover(layers, polygon, code)
      if (code === GroundClass.underTrees) drawWood(layers, polygon, tuned.wood_height)
    }
  })
  await each(inputs.vegetation, 0, ({ kind, height, area }, project) => {
    const { ground: under, height: usual } = vegetationKind(kind)
    for (const polygon of polygonsOf(area, project)) {
      drawCover(layers, polygon, under)
      if (usual) drawWood(layers, polygon, sane(height, MOST.tree) ?? tuned[usual])
    }
  })
  await each(inputs.water, 0, ({ area }, project) => {
    for (const polygon of polygonsOf(area, project)) drawCover(layers, polygon, GroundClass.water)
  })
  await each(inputs.streets, MOST.width / 2, (street, project) => {
    const width = sane(street.width, MOST.width) ?? tuned.street_width
    for (const line of linesOf(street.line, project)) drawStrip(layers, line, width, GroundClass.asphalt)
  })
  await each(inputs.rails, MOST.width / 2, (rail, project) => {
    for (const line of linesOf(rail.line, project)) drawStrip(layers, line, tuned.rail_width, GroundClass.soil)
  })
  await each(inputs.hedges, MOST.width / 2, (hedge, project) => {
    const width = sane(hedge.width, MOST.width) ?? tuned.hedge_width
    const height = sane(hedge.height, MOST.tree) ?? tuned.hedge_height
    for (const line of linesOf(hedge.line, project)) drawHedge(layers, line, width, height)
  })
  await each(inputs.trees, MOST.crown / 2, (tree, project) => {
    const [x, y] = project(tree.location.coordinates)
    drawTree(layers, [x!, y!], {
      height: sane(tree.height, MOST.tree) ?? tuned.tree_height,
      crown: sane(tree.crown, MOST.crown) ?? tuned.crown,
      trunk: tuned.trunk,
    })
  })
  await each(inputs.buildings, 0, ({ height, footprint }, project) => {
    for (const polygon of polygonsOf(footprint, project))
      drawBuilding(layers, polygon, sane(height, MOST.building) ?? tuned.building_height)
  })
  if (inputs.ground_points) ground.set(await groundOf(cells, inputs.ground_points, inside))
  return masked({ ground, ...layers }, inside)

  /** Calls `draw` with each row of an input that may come within `margin` metres of the tile. */
  async function each<S extends Table>(
    input: Metric<S> | undefined,
    margin: number,
    draw: (row: RowOf<S>, project: Metric<S>['project']) => void,
  ): Promise<void> {
    run.signal.throwIfAborted()
    if (!input) return
    for await (const batch of input.rows(widened(tile, margin))) for (const row of batch) draw(row, input.project)
  }
}

function masked(
  { ground, buildings, canopy, cover }: Omit<Drawn, 'cover'> & { readonly cover: Uint8Array },
  inside: Uint8Array | undefined,
): Drawn {
  const drawn = { ground, buildings, canopy, cover: Float32Array.from(cover) }
  if (inside)
    for (const band of Object.values(drawn))
      for (let i = 0; i < band.length; i++) if (inside[i] === 0) band[i] = Number.NaN
  return drawn
}

/** A size that may be believed, in metres. */
const sane = (metres: number | null, most: number) =>
  metres !== null && metres > 0 && metres <= most ? metres : undefined
