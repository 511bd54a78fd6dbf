import { arithmeticOps, arrayOps, comparisonOps, spatialOps, temporalOps } from './ast.ts'

/** What a node is by its form alone. `truth` is a predicate or a connective; `case` is casei or accenti. */
export type Form =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'interval'
  | 'geometry'
  | 'bbox'
  | 'array'
  | 'property'
  | 'function'
  | 'case'
  | 'arithmetic'
  | 'truth'

export type Forms = readonly Form[]

const reference: Forms = ['property', 'function']
const character: Forms = ['string', 'case', ...reference]
const numeric: Forms = ['number', 'arithmetic', ...reference]
const scalar: Forms = ['string', 'case', 'number', 'arithmetic', 'boolean', 'date', 'timestamp', ...reference]
const spatial: Forms = ['geometry', 'bbox', ...reference]
const temporal: Forms = ['date', 'timestamp', 'interval', ...reference]
const list: Forms = ['array', ...reference]

/** What may stand where a filter is expected. */
export const truth: Forms = ['truth', 'boolean', 'function']
/** A pattern: a text, or casei and accenti of one. */
export const pattern: Forms = ['string', 'case']
/** What may be asked to be null. */
const notArray: Forms = [...scalar, 'interval', 'geometry', 'bbox', 'truth']
/** An argument of a function or an element of an array. */
export const anything: Forms = [...notArray, 'array']
export const scalars = scalar

/** The operands of an operator: one entry each; with `more`, any number beyond. */
interface Signature {
  readonly form: Form
  readonly args: readonly Forms[]
  readonly more?: boolean
}

const each = (ops: readonly string[], form: Form, of: Forms): [string, Signature][] =>
  ops.map((op) => [op, { form, args: [of, of] }])

/** The operators of the standard (its JSON Schema). What is not here is a function. */
export const signatures: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['and', { form: 'truth', args: [truth, truth], more: true }],
  ['or', { form: 'truth', args: [truth, truth], more: true }],
  ['not', { form: 'truth', args: [truth] }],
  ['like', { form: 'truth', args: [character, pattern] }],
  ['between', { form: 'truth', args: [numeric, numeric, numeric] }],
  ['in', { form: 'truth', args: [scalar, ['array']] }],
  ['isNull', { form: 'truth', args: [notArray] }],
  ['casei', { form: 'case', args: [character] }],
  ['accenti', { form: 'case', args: [character] }],
  ...each(comparisonOps, 'truth', scalar),
  ...each(spatialOps, 'truth', spatial),
  ...each(temporalOps, 'truth', temporal),
  ...each(arrayOps, 'truth', list),
  ...each(arithmeticOps, 'arithmetic', numeric),
])

const spellings = new Map([...signatures.keys()].map((op) => [op.toLowerCase(), op]))

/** The operator written in any case: `T_METBY` is `t_metBy`. Undefined when it is none. */
export const operatorOf = (name: string): string | undefined => spellings.get(name.toLowerCase())
