import { bboxOf, type Geometry } from '../../../kernel/index.ts'
import type { Sender } from '../../../store/index.ts'
import { badFilter, tooMuch } from '../faults.ts'
import { limits } from '../limits.ts'
import type { EntityType } from '../model.ts'
import type { Expression } from '../parse/ast.ts'
import { all, type Fragment, q, raw, render } from '../sql/fragment.ts'
import { observedArea } from '../sql/observed-area.ts'
import { type Sight, visibility } from '../sql/scope.ts'
import { type Decided, type Question, questionsOf, type Resolved } from './calls.ts'
import { inPlane, type Plane } from './geos.ts'

/**
 * Decides what a filter asks of geometries: the database keeps them as JSON, with their box. Candidates are taken by the box,
 * GEOS judges them, and the filter becomes a list of identifiers. Throws `sensorthings.bad-filter`, `sensorthings.too-costly`.
 */
export async function resolveSpatial(
  sender: Sender,
  filters: readonly Expression[],
  type: EntityType,
  sight: Pick<Sight, 'visible'>,
): Promise<Resolved> {
  const resolved = new Map<Expression, Decided>()
  for (const filter of filters)
    for (const question of questionsOf(filter, type))
      resolved.set(question.expression, await decide(sender, question, sight))
  return resolved
}

async function decide(sender: Sender, question: Question, sight: Pick<Sight, 'visible'>): Promise<Decided> {
  const rows = await candidates(sender, question, sight)
  const { ask, than, path, expression } = question
  return inPlane((plane) => {
    const given = 'with' in ask ? plane.build(ask.with) : undefined
    if ('with' in ask && given === undefined)
      throw badFilter(expression.place, 'la géométrie écrite n’a pas de sens', 'the written geometry makes no sense')
    try {
      const measures = ask.what === 'distance' || ask.what === 'length'
      const ids: number[] = []
      const values: number[] = []
      for (const { id, place } of rows) {
        const value = judge(plane, ask, geometryOf(place), given)
        if (value === undefined) continue
        if (typeof value === 'boolean') {
          if (value) ids.push(id)
        } else if (!than) {
          ids.push(id)
          values.push(value)
        } else if (compare(than.op, value, than.value)) ids.push(id)
      }
      return measures && !than ? { kind: 'measures', path, ids, values } : { kind: 'passing', path, ids }
    } finally {
      if (given !== undefined) plane.free(given)
    }
  })
}

interface Candidate {
  readonly id: number
  readonly place: unknown
}

async function candidates(sender: Sender, question: Question, sight: Pick<Sight, 'visible'>): Promise<Candidate[]> {
  const { type, property } = question
  const seen = visibility(type, 'a', { ...sight, observations: '', now: new Date(0) })
  const column = type.name === 'Datastream' ? observedArea('a') : raw(`a.${property.columns[0]}`)
  const { text, values } = render(
    q`select a.id, ${column} as place from ${raw(type.table)} a
      where ${column} is not null and ${seen} and ${boxTest(question, type)} limit ${limits.geometries + 1}`,
  )
  const rows = await sender.query<Candidate>(text, values)
  if (rows.length > limits.geometries)
    throw tooMuch('$filter', 'Géométries à comparer', 'Geometries to compare', limits.geometries)
  return rows
}

/** What may pass by its box alone. Datastreams keep none of their observed area. */
function boxTest({ ask, than }: Question, type: EntityType): Fragment {
  if (type.name === 'Datastream') return raw('true')
  if (ask.what === 'length') return raw('true')
  const near = ask.what === 'distance' && than && (than.op === 'lt' || than.op === 'le') ? than.value : undefined
  const isLocal = ask.what !== 'disjoint' && ask.what !== 'relate' && ask.what !== 'distance'
  const box = bboxOf(ask.with)
  if (!box || (!isLocal && near === undefined)) return raw('true')
  const margin = near ?? 0
  return all([
    q`a.east >= ${box[0] - margin}::float8`,
    q`a.west <= ${box[2] + margin}::float8`,
    q`a.north >= ${box[1] - margin}::float8`,
    q`a.south <= ${box[3] + margin}::float8`,
  ])
}

/** The geometry of a place: GeoJSON as it is, or inside a Feature. */
function geometryOf(place: unknown): Geometry | undefined {
  if (typeof place !== 'object' || place === null || !('type' in place)) return undefined
  const found = place.type === 'Feature' && 'geometry' in place ? place.geometry : place
  return typeof found === 'object' && found !== null && 'type' in found ? (found as Geometry) : undefined
}

function judge(plane: Plane, ask: Question['ask'], geometry: Geometry | undefined, given: number | undefined) {
  // Areas have no length: their outline is no line.
  if (ask.what === 'length' && geometry && /Polygon$/.test(geometry.type)) return 0
  const handle = geometry && built(plane, geometry)
  if (handle === undefined) return undefined
  try {
    switch (ask.what) {
      case 'length':
        return plane.length(handle)
      case 'distance':
        return plane.distance(handle, given!)
      case 'relate':
        return ask.columnFirst ? plane.relates(handle, given!, ask.pattern) : plane.relates(given!, handle, ask.pattern)
      default:
        return ask.columnFirst ? plane.is(ask.what, handle, given!) : plane.is(ask.what, given!, handle)
    }
  } finally {
    plane.free(handle)
  }
}

/** What clients sent as a place may be no geometry at all: it is then in no relation to anything. */
function built(plane: Plane, geometry: Geometry): number | undefined {
  try {
    return plane.build(geometry)
  } catch {
    return undefined
  }
}

function compare(op: NonNullable<Question['than']>['op'], a: number, b: number): boolean {
  switch (op) {
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
    case 'lt':
      return a < b
    case 'le':
      return a <= b
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
  }
}
