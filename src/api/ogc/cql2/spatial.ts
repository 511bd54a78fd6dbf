import { type Bbox, bboxOf, columnOfRole, type Geometry, type Position, type Sql, sql } from '../../../kernel/index.ts'
import { type BboxLiteral, type Call, type Expression, isCall, isProperty, type SpatialOp } from './ast.ts'
import { type Context, columnOf, kindNames, typeFault, unknownFunction } from './context.ts'
import { between, filterGeometry } from './filter-geometry.ts'
import { allOf, column, notOf, yes } from './fragments.ts'
import { innerOf } from './inner-box.ts'
import { placeOf } from './places.ts'

/** A side of a spatial predicate: a column of the row, taken to another CRS when `project` is there, or a geometry. */
export type Operand =
  | { readonly column: string; readonly project?: (position: Position) => Position }
  | { readonly geometry: Geometry; readonly place: string | undefined }

/** A spatial predicate that only the geometries themselves can decide. A geometry of the filter stands on the right. */
export interface SpatialTest {
  readonly op: SpatialOp
  readonly left: Operand
  readonly right: Operand
  /** True of every row that may pass, decided on boxes. */
  readonly may: Sql
  /** True of every row that may fail. */
  readonly mayFail: Sql
  /** True of rows whose box tells alone that they pass. */
  readonly sure?: Sql
  /** Whether a side is missing: the answer is then unknown. */
  readonly unknown: Sql
}

/** The same predicate with its sides exchanged. */
const converse = (op: SpatialOp): SpatialOp =>
  op === 's_contains' ? 's_within' : op === 's_within' ? 's_contains' : op

/** A spatial predicate as SQL where boxes decide it, else as a test. Throws `cql2.type`, `cql2.unknown-property`, `crs.unknown`. */
export function spatial(op: SpatialOp, node: Call, context: Context): Sql | SpatialTest {
  const [a, b] = node.args as [Expression, Expression]
  if (isProperty(a) && isProperty(b))
    return twoColumns(op, a.property, b.property, crsOf(a, context, node), crsOf(b, context, node))
  if (isProperty(a)) return withFilter(op, a.property, crsOf(a, context, node), literalOf(b, node), context)
  if (isProperty(b)) return withFilter(converse(op), b.property, crsOf(b, context, node), literalOf(a, node), context)
  const [left, right] = [a, b].map((side) => {
    const literal = literalOf(side, node)
    return { geometry: filterGeometry(literal, context.crs, context).geometry, place: placeOf(literal) }
  }) as [Operand, Operand]
  return { op, left, right, may: yes, mayFail: yes, unknown: sql`false` }
}

function crsOf(node: Expression & { property: string }, context: Context, around: Call): string {
  const facts = columnOf(node, context)
  if (facts.column !== 'geometry') throw typeFault(node, facts.column, kindNames.geometry, around)
  return facts.crs ?? 'EPSG:4326'
}

function literalOf(node: Expression, around: Call): Geometry | BboxLiteral {
  if (isCall(node)) throw unknownFunction(node)
  if (typeof node === 'object' && ('type' in node || 'bbox' in node)) return node as Geometry | BboxLiteral
  throw typeFault(node, 'text', kindNames.geometry, around)
}

function twoColumns(op: SpatialOp, a: string, b: string, crsA: string, crsB: string): SpatialTest {
  const project = between(crsB, crsA)
  const present = sql`(${column(a)} is not null and ${column(b)} is not null)`
  return {
    op,
    left: { column: a },
    right: { column: b, ...(project && { project }) },
    may: present,
    mayFail: present,
    unknown: notOf(present),
  }
}

function withFilter(
  op: SpatialOp,
  name: string,
  crs: string,
  literal: Geometry | BboxLiteral,
  context: Context,
): Sql | SpatialTest {
  const { geometry, project } = filterGeometry(literal, crs, context)
  const present = sql`(${column(name)} is not null)`
  // Only the geometry a table is drawn by has boxes, and boxes in its own CRS.
  const hasBoxes = project === undefined && columnOfRole(context.shape, 'geometry') === name
  // What has no geometry has no box: asking for both would read the geometries of all the rows near by.
  const meets = hasBoxes ? boxesMeet(geometry) : present

  const types = context.shape.columns[name]!.geometryTypes ?? []
  const boxIsAll = hasBoxes && geometry.type === 'Polygon' && 'bbox' in literal && isStraight(geometry)
  // The box of a point is the point, and that of the filter is the filter.
  if (boxIsAll && types.length === 1 && types[0] === 'Point') {
    if (op === 's_intersects') return boxesMeet(geometry)
    if (op === 's_disjoint') return notOf(boxesMeet(geometry))
  }
  const isDisjoint = op === 's_disjoint'
  const inner = hasBoxes && (op === 's_intersects' || op === 's_within') && innerOf(geometry, literal)
  return {
    op,
    left: { column: name, ...(project && { project }) },
    right: { geometry, place: placeOf(literal) },
    may: isDisjoint ? present : meets,
    mayFail: isDisjoint ? meets : present,
    ...(inner && { sure: boxWithin(inner) }),
    unknown: notOf(present),
  }
}

/** Whether a box is still one after its way to the CRS of the column: five positions, not cut into pieces. */
const isStraight = (geometry: Geometry) => geometry.type === 'Polygon' && geometry.coordinates[0]!.length === 5

/** Whether the box of a row meets that of a geometry, sides included. */
function boxesMeet(geometry: Geometry): Sql {
  const [minx, miny, maxx, maxy] = bboxOf(geometry)!
  return allOf([
    sql`_bbox.xmax >= ${minx}::double`,
    sql`_bbox.xmin <= ${maxx}::double`,
    sql`_bbox.ymax >= ${miny}::double`,
    sql`_bbox.ymin <= ${maxy}::double`,
  ])
}

/** Whether the box of a row is strictly inside another. */
const boxWithin = ([minx, miny, maxx, maxy]: Bbox): Sql =>
  allOf([
    sql`_bbox.xmin > ${minx}::double`,
    sql`_bbox.xmax < ${maxx}::double`,
    sql`_bbox.ymin > ${miny}::double`,
    sql`_bbox.ymax < ${maxy}::double`,
  ])
