import type { Geometry } from '../../../kernel/index.ts'

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
export type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'mod'

/** A value written in a filter. Instants are milliseconds since 1970; an interval is two of them; a duration is ISO 8601. */
export type Literal =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'instant'; readonly value: string }
  | { readonly type: 'interval'; readonly value: readonly [string, string] }
  | { readonly type: 'date' | 'time' | 'duration'; readonly value: string }
  | { readonly type: 'geometry'; readonly value: Geometry }

/** A parsed expression; `place` is where it stands in the text, from 0. */
export type Expression =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly place: number }
  | { readonly kind: 'path'; readonly segments: readonly string[]; readonly place: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly place: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[]; readonly place: number }
  | { readonly kind: 'not' | 'negate'; readonly of: Expression; readonly place: number }
  | {
      readonly kind: 'compare'
      readonly op: Comparison
      readonly left: Expression
      readonly right: Expression
      readonly place: number
    }
  | {
      readonly kind: 'arithmetic'
      readonly op: Arithmetic
      readonly left: Expression
      readonly right: Expression
      readonly place: number
    }

export interface Order {
  readonly expression: Expression
  readonly descending: boolean
}

/** The options of a collection or entity, at the top of a request or in an `$expand`. */
export interface Options {
  readonly filter?: Expression
  readonly select?: readonly string[]
  readonly expand: readonly Expand[]
  readonly orderby: readonly Order[]
  readonly top?: number
  readonly skip: number
  readonly count: boolean
  /** Where the page before ended. */
  readonly after?: string
  readonly dataArray: boolean
  /** Options as they were written, for the links to next pages. */
  readonly raw: Readonly<Record<string, string>>
}

export interface Expand {
  readonly navigation: string
  readonly options: Options
}

export const noOptions: Options = { expand: [], orderby: [], skip: 0, count: false, dataArray: false, raw: {} }
