import type { RowOf } from '../../../src/kernel/index.ts'
import {
  BUILT,
  type BuiltType,
  builtTypes,
  type Covers,
  classify,
  type Known,
  ranges,
} from '../../../src/models/lcz/index.ts'
import {
  aspectRatio,
  canyonSkyView,
  davenport,
  davenportClass,
  frontalDensity,
  macdonald,
  openRoughness,
} from '../../../src/models/morphology/index.ts'
import type { BuiltTally } from './buildings.ts'
import type { GroundTally } from './ground.ts'
import type { ZoneTuned } from './parameters.ts'
import type { ClimateZone } from './shape.ts'

type Zone = RowOf<typeof ClimateZone>
/** All that is computed of a block, but what names and draws it. */
export type Indicators = Omit<Zone, 'id' | 'kind' | 'area' | 'population' | 'outline'>

/** What was counted in a territory. */
export interface Counted {
  readonly ground: GroundTally
  /** Absent where no building is given. */
  readonly built: BuiltTally | undefined
  /** Share of each block where buildings were surveyed; absent where all is. */
  readonly surveyed: Float64Array | undefined
}

/**
 * Types that the form of a place does not tell: lightweight low-rise (7) by its materials, heavy industry (10) by what it emits.
 * Their ranges lie within those of 3 and 6.
 */
export const formless: readonly BuiltType[] = ['7', '10']

/**
 * What low and large buildings can be: large low-rise (8), or sparsely built (9) where they stand far apart. Stewart and Oke
 * (2012), table 2, tell 8 from the others by the size of its buildings, which none of the seven properties of table 3 sees.
 */
const ofHalls: readonly BuiltType[] = ['8', '9']
const notOfHalls = builtTypes.filter((type) => !ofHalls.includes(type))
/** Height up to which buildings are low, m. */
const [, LOW] = ranges[8].height

/** A block counts as surveyed from this share of it on: its edges are drawn by other hands than the survey. */
const SURVEYED = 0.95
const HALF = 0.5

/** Roughness lengths by cover, m: classes of Davenport et al. (2000) as Stewart and Oke (2012), table 5, describe them. */
const [water, smooth, open, bushes, forest] = [davenport[0], davenport[1], davenport[2], davenport[3], davenport[6]]

/** The indicators of one block of a territory, and its local climate zone. Shares are of the cells of the block. */
export function indicatorsOf(
  { ground, built, surveyed }: Counted,
  block: number,
  area: number,
  tuned: ZoneTuned,
): Indicators {
  const cells = ground.cells[block]!
  const share = (of: Float64Array) => (cells > 0 ? of[block]! / cells : 0)
  const covers: Covers = {
    building: share(ground.building),
    tree: share(ground.tree),
    shrub: share(ground.shrub),
    low: share(ground.low),
    paved: share(ground.paved),
    bare: share(ground.bare),
    water: share(ground.water),
    unknown: share(ground.unknown),
  }
  const isSurveyed = built !== undefined && (surveyed?.[block] ?? 1) >= SURVEYED
  const form = isSurveyed ? formOf(built, block, area, covers.building, tuned) : unknownForm
  const sky = skyOf(ground, block, form.aspect_ratio)
  const [impervious, pervious] = [share(ground.impervious), share(ground.pervious)]
  const isGroundKnown = isSurveyed && impervious + pervious + covers.building >= tuned.known_ground
  const roughness = roughnessOf(covers, form)
  const known: Known = {
    skyView: form.isHeightKnown ? sky.sky_view : null,
    aspectRatio: form.isHeightKnown ? form.aspect_ratio : null,
    building: form.building_fraction,
    impervious: isGroundKnown ? impervious : null,
    pervious: isGroundKnown ? pervious : null,
    height: form.isHeightKnown ? form.roughness_height : null,
    roughness: form.isHeightKnown || covers.building < BUILT ? roughness.roughness_class : null,
  }
  const areHalls = (form.large_fraction ?? 0) >= HALF && form.roughness_height! <= LOW
  const found = cells > 0 ? classify(known, covers, areHalls ? notOfHalls : [...formless, '8']) : undefined
  const { isHeightKnown: _, ...told } = form
  return {
    lcz: found?.type ?? null,
    second: found?.second ?? null,
    certainty: found?.certainty ?? null,
    distance: found?.distance ?? null,
    missing: Object.values(known).filter((value) => value === null || value === undefined).length,
    ...told,
    ...(isSurveyed ? sky : { sky_view: null, sky_view_by: null }),
    impervious_fraction: isGroundKnown ? impervious : null,
    pervious_fraction: isGroundKnown ? pervious : null,
    vegetation_fraction: covers.tree + covers.shrub + covers.low,
    tree_fraction: covers.tree,
    shrub_fraction: covers.shrub,
    low_fraction: covers.low,
    paved_fraction: covers.paved,
    bare_fraction: covers.bare,
    water_fraction: covers.water,
    unknown_fraction: covers.unknown,
    tree_height: covers.tree > 0 ? ground.treeHeight[block]! / ground.tree[block]! : null,
    ...(isSurveyed ? roughness : { roughness_length: null, displacement: null, roughness_class: null }),
  }
}

type Form = Pick<
  Zone,
  | 'buildings'
  | 'building_fraction'
  | 'mean_height'
  | 'height_deviation'
  | 'roughness_height'
  | 'known_heights'
  | 'large_fraction'
  | 'wall_density'
  | 'frontal_density'
  | 'aspect_ratio'
> & { readonly isHeightKnown: boolean }

const unknownForm: Form = {
  buildings: null,
  building_fraction: null,
  mean_height: null,
  height_deviation: null,
  roughness_height: null,
  known_heights: null,
  large_fraction: null,
  wall_density: null,
  frontal_density: null,
  aspect_ratio: null,
  isHeightKnown: false,
}

function formOf(built: BuiltTally, block: number, area: number, fraction: number, tuned: ZoneTuned): Form {
  const footprint = built.footprint[block]!
  const walls = built.walls[block]!
  const mean = (sum: Float64Array) => (footprint > 0 ? sum[block]! / footprint : null)
  const height = mean(built.heights)
  const squares = mean(built.squares)
  const logarithm = mean(built.logarithms)
  const known = mean(built.known)
  return {
    buildings: built.count[block]!,
    building_fraction: fraction,
    mean_height: height,
    height_deviation: height === null ? null : Math.sqrt(Math.max(0, squares! - height ** 2)),
    roughness_height: logarithm === null ? null : Math.exp(logarithm),
    known_heights: known,
    large_fraction: mean(built.large),
    wall_density: walls / area,
    frontal_density: frontalDensity(walls, area),
    aspect_ratio: aspectRatio(walls, area * (1 - fraction)) ?? null,
    // Without buildings there is nothing to know.
    isHeightKnown: known === null || known >= tuned.known_heights,
  }
}

/** The sky view of the cells where it was computed, or else that of a canyon of the same aspect ratio. */
function skyOf(ground: GroundTally, block: number, aspect: number | null): Pick<Zone, 'sky_view' | 'sky_view_by'> {
  const cells = ground.skyCells[block]!
  if (cells > 0) return { sky_view: ground.sky[block]! / cells, sky_view_by: 'cells' }
  if (aspect === null) return { sky_view: null, sky_view_by: null }
  return { sky_view: canyonSkyView(aspect), sky_view_by: 'canyon' }
}

function roughnessOf(covers: Covers, form: Form): Pick<Zone, 'roughness_length' | 'displacement' | 'roughness_class'> {
  const buildings = macdonald(form.mean_height ?? 0, covers.building, form.frontal_density ?? 0)
  const grounds = openRoughness([
    [covers.water, water],
    [covers.paved + covers.bare, smooth],
    [covers.low + covers.unknown, open],
    [covers.shrub, bushes],
    [covers.tree, forest],
  ])
  const length = Math.max(buildings.length, grounds ?? 0)
  return {
    roughness_length: length || null,
    displacement: buildings.displacement,
    roughness_class: davenportClass(length) ?? null,
  }
}
