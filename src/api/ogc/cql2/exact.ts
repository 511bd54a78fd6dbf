import { type Geometry, type Position, reproject, type Sql } from '../../../kernel/index.ts'
import { applyFault } from './faults.ts'
import { type Geos, openGeos, type Prepared } from './geos.ts'
import type { Handle } from './geos-library.ts'
import type { Part } from './parts.ts'
import { type PointTest, pointTest } from './point-test.ts'
import type { Operand, SpatialTest } from './spatial.ts'

/** A boolean to select along with a row. */
export interface Output {
  readonly name: string
  readonly sql: Sql
}

/** What is decided row by row: a tree of spatial tests and of booleans that SQL brings. */
type Question =
  | { readonly by: 'output'; readonly name: string }
  | {
      readonly by: 'test'
      readonly test: SpatialTest
      readonly negated: boolean
      /** The output that is true of rows which pass without a look at their geometry. */
      readonly sure?: string
    }
  | { readonly by: 'all' | 'any'; readonly questions: readonly Question[] }

/** What `where` leaves to decide. */
interface Remainder {
  readonly question: Question
  readonly geometries: readonly string[]
  readonly outputs: readonly Output[]
}

/** A row to be tested: its geometries, read when they are looked at, and the outputs of the plan. */
export interface Tested {
  geometry(column: string): Geometry | null
  flag(output: string): boolean | null
}

/** The test of rows, holding memory of GEOS until freed. */
export interface ExactTest {
  passes(row: Tested): boolean
  /** Rows whose geometry GEOS could not judge: they are taken as unknown and do not pass on it. */
  readonly undecided: number
  free(): void
}

/** What SQL cannot decide of a condition; undefined when it decides all. */
export function remainder(part: Part): Remainder | undefined {
  const outputs: Output[] = []
  const geometries = new Set<string>()

  const output = (sql: Sql): string => {
    const name = `_cql_${outputs.length}`
    outputs.push({ name, sql })
    return name
  }
  const questionOf = (of: Part): Question => {
    switch (of.by) {
      case 'sql':
        return { by: 'output', name: output(of.sql) }
      case 'test':
        for (const side of [of.test.left, of.test.right]) if ('column' in side) geometries.add(side.column)
        return of.test.sure ? { ...of, sure: output(of.test.sure) } : of
      default:
        return { by: of.by, questions: of.parts.map(questionOf) }
    }
  }

  if (part.by === 'sql') return undefined
  // What SQL says of the whole row in a conjunction is settled by `where`: it needs no asking again.
  const left: Part = part.by === 'all' ? { by: 'all', parts: part.parts.filter((p) => p.by !== 'sql') } : part
  return { question: questionOf(left), geometries: [...geometries], outputs }
}

/** Prepares the test. Throws `cql2.geometry`. */
export async function openExact({ question }: Remainder): Promise<ExactTest> {
  const geos = await openGeos()
  const held: { free(): void }[] = [{ free: () => geos.close() }]
  const free = () => {
    for (const one of held.splice(0).reverse()) one.free()
  }
  try {
    const tests = new Map<SpatialTest, (row: Looked) => boolean | undefined>()
    let undecided = 0
    for (const test of testsOf(question))
      tests.set(
        test,
        rowTest(geos, test, held, () => undecided++),
      )
    return {
      passes: (row) => decide(question, { row, geometries: new Map(), handles: new Map() }, tests, geos),
      get undecided() {
        return undecided
      },
      free,
    }
  } catch (error) {
    free()
    throw error
  }
}

const testsOf = (question: Question): SpatialTest[] =>
  question.by === 'test' ? [question.test] : question.by === 'output' ? [] : question.questions.flatMap(testsOf)

/** A row with what was read of it: its geometries, and those GEOS has, by column and projection; `undefined` for those it cannot take. */
interface Looked {
  readonly row: Tested
  readonly geometries: Map<string, Geometry | null>
  readonly handles: Map<unknown, Handle | undefined>
}

type Tests = ReadonlyMap<SpatialTest, (row: Looked) => boolean | undefined>

function decide(question: Question, row: Looked, tests: Tests, geos: Geos): boolean {
  try {
    return answer(question, row, tests) === true
  } finally {
    for (const handle of row.handles.values()) if (handle !== undefined) geos.free(handle)
  }
}

/** Kleene's logic: undefined is unknown. */
function answer(question: Question, looked: Looked, tests: Tests): boolean | undefined {
  const { row } = looked
  if (question.by === 'output') return row.flag(question.name) ?? undefined
  if (question.by === 'test') {
    const isSure = question.sure !== undefined && row.flag(question.sure) === true
    const found = isSure || tests.get(question.test)!(looked)
    return found === undefined ? undefined : found !== question.negated
  }
  const settles = question.by === 'any'
  let known = true
  for (const one of question.questions) {
    const found = answer(one, looked, tests)
    if (found === settles) return settles
    if (found === undefined) known = false
  }
  return known ? !settles : undefined
}

/** A spatial test of rows, with the geometry of the filter prepared once. */
function rowTest(geos: Geos, test: SpatialTest, held: { free(): void }[], undecided: () => void) {
  const { op, left, right } = test
  const prepared = 'geometry' in right ? prepare(geos, right, held) : undefined
  const constant = 'geometry' in left ? filterHandle(geos, left, held) : undefined
  const ofPoint = 'geometry' in right && 'column' in left ? pointTest(op, right.geometry) : undefined
  return (row: Looked): boolean | undefined => {
    const quick = ofPoint && pointAnswer(ofPoint, left as Column, row)
    if (quick !== undefined) return quick
    const a = constant ?? rowHandle(geos, left as Column, row)
    if (a === undefined) return undefined
    const b = prepared ? undefined : rowHandle(geos, right as Column, row)
    if (!prepared && b === undefined) return undefined
    const found = prepared ? prepared.is(op, a) : geos.is(op, a, b!)
    if (found === undefined) undecided()
    return found
  }
}

/** What a test of points says of a row whose geometry is one. */
function pointAnswer(test: PointTest, { column, project }: Column, row: Looked): boolean | undefined {
  const geometry = geometryOf(row, column)
  if (geometry?.type !== 'Point' || geometry.coordinates.length === 0) return undefined
  try {
    const [x, y] = project ? project(geometry.coordinates) : geometry.coordinates
    return Number.isFinite(x! + y!) ? test(x!, y!) : undefined
  } catch {
    // The projection has no answer for it.
    return undefined
  }
}

type Literal = Extract<Operand, { geometry: Geometry }>
type Column = Extract<Operand, { column: string }>

function prepare(geos: Geos, literal: Literal, held: { free(): void }[]): Prepared {
  const prepared = geos.prepare(filterHandle(geos, literal, held))
  held.push(prepared)
  return prepared
}

function filterHandle(geos: Geos, { geometry, place }: Literal, held: { free(): void }[]): Handle {
  const handle = geos.build(geometry)
  if (handle !== undefined) held.push({ free: () => geos.free(handle) })
  const reason = handle === undefined ? 'Invalid geometry' : geos.whyInvalid(handle)
  if (handle === undefined || reason !== undefined) throw invalidGeometry(reason!, place)
  return handle
}

function geometryOf({ row, geometries }: Looked, column: string): Geometry | null {
  const known = geometries.get(column)
  if (known !== undefined) return known
  const read = row.geometry(column)
  geometries.set(column, read)
  return read
}

function rowHandle(geos: Geos, { column, project }: Column, row: Looked): Handle | undefined {
  const key = project ?? column
  if (row.handles.has(key)) return row.handles.get(key)
  const geometry = geometryOf(row, column)
  const handle = geometry ? taken(geos, geometry, project) : undefined
  row.handles.set(key, handle)
  return handle
}

function taken(geos: Geos, geometry: Geometry, project: ((position: Position) => Position) | undefined) {
  try {
    return geos.build(project ? reproject(geometry, project) : geometry)
  } catch {
    // The projection has no answer for it: whether it meets the filter is unknown.
    return undefined
  }
}

const invalidGeometry = (reason: string, place: string | undefined) =>
  applyFault(
    'cql2.geometry',
    {
      fr: `La géométrie du filtre n’est pas valide : ${reason}.`,
      en: `The geometry of the filter is not valid: ${reason}.`,
    },
    {
      fr: 'Redessinez-la : anneaux fermés, qui ne se croisent pas, trous à l’intérieur.',
      en: 'Draw it again: rings closed, not crossing themselves, holes inside.',
    },
    place,
    { reason },
  )
