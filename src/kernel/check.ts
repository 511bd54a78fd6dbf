import type { AssetRef } from './ref.ts'
import type { Table } from './shape.ts'

/**
 * What a failed check does. `block`: the version is refused and the last good one stays served. `warn`: it is served and
 * flagged. `quarantine`: the offending rows are set aside with their reason and the rest is served (row rules only).
 */
export type Severity = 'block' | 'warn' | 'quarantine'

/** A length of time: `15 min`, `1 h`, `2 d`. */
export type Duration = `${number} ${'min' | 'h' | 'd'}`

export type Rule =
  | { readonly rule: 'not-empty' }
  | { readonly rule: 'unique'; readonly columns: readonly string[] }
  | { readonly rule: 'between'; readonly column: string; readonly min: number; readonly max: number }
  | { readonly rule: 'in-set'; readonly column: string; readonly values: readonly (string | number | boolean)[] }
  | { readonly rule: 'matches'; readonly column: string; readonly pattern: string }
  | { readonly rule: 'references'; readonly column: string; readonly asset: string; readonly key: string }
  | { readonly rule: 'valid-geometry' }
  | { readonly rule: 'inside-territory' }
  | { readonly rule: 'fresh'; readonly column: string; readonly within: Duration }
  | { readonly rule: 'count-near-last'; readonly tolerance: number }
  | { readonly rule: 'accounts-for'; readonly input: string; readonly column: string }

/** A check on columns C of an asset. */
export interface Check<C extends string = string> {
  readonly columns: readonly C[]
  readonly severity: Severity
  readonly rule: Rule
}

interface RowOptions {
  readonly severity?: Severity
}
interface TableOptions {
  readonly severity?: 'block' | 'warn'
}

const of = <C extends string>(rule: Rule, columns: readonly C[], severity: Severity = 'block'): Check<C> => ({
  columns,
  severity,
  rule,
})

/** The checks an asset can ask for. Empty values pass every row rule: say `nullable` in the shape where they are allowed. */
export const check = {
  /** At least one row. */
  notEmpty: (o: TableOptions = {}) => of<never>({ rule: 'not-empty' }, [], o.severity),
  /** No two rows share these columns. In quarantine, the first row of each group stays. */
  unique: <const C extends string>(columns: readonly C[], o: RowOptions = {}) =>
    of({ rule: 'unique', columns }, columns, o.severity),
  /** min ≤ value ≤ max, in the unit of the column. */
  between: <C extends string>(column: C, min: number, max: number, o: RowOptions = {}) =>
    of({ rule: 'between', column, min, max }, [column], o.severity),
  inSet: <C extends string>(column: C, values: readonly (string | number | boolean)[], o: RowOptions = {}) =>
    of({ rule: 'in-set', column, values }, [column], o.severity),
  /** The whole text matches the pattern (RE2 syntax). */
  matches: <C extends string>(column: C, pattern: RegExp, o: RowOptions = {}) =>
    of({ rule: 'matches', column, pattern: pattern.source }, [column], o.severity),
  /** Each value exists in column `key` of another asset, which must be an input of this one. */
  references: <C extends string, S extends Table>(
    column: C,
    asset: AssetRef<S>,
    key: keyof S['columns'] & string,
    o: RowOptions = {},
  ) => of({ rule: 'references', column, asset: asset.name, key }, [column], o.severity),
  /** Valid under OGC Simple Features: rings closed and not crossing themselves. */
  validGeometry: (o: RowOptions = {}) => of<never>({ rule: 'valid-geometry' }, [], o.severity),
  /** The box of each geometry meets the bounds of the territory. */
  insideTerritory: (o: RowOptions = {}) => of<never>({ rule: 'inside-territory' }, [], o.severity),
  /** The latest value of a time column is no older than `within` at the time of the run. */
  fresh: <C extends string>(column: C, within: Duration, o: TableOptions = {}) =>
    of({ rule: 'fresh', column, within }, [column], o.severity),
  /** The number of rows is within ± tolerance (a share: 0.5 is 50 %) of the last version's. */
  countNearLast: (tolerance: number, o: TableOptions = {}) =>
    of<never>({ rule: 'count-near-last', tolerance }, [], o.severity),
  /** The sum of a column is the number of rows of an input: every row read is accounted for. */
  accountsFor: <C extends string>(input: string, column: C, o: TableOptions = {}) =>
    of({ rule: 'accounts-for', input, column }, [column], o.severity),
}
