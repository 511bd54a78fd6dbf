import {
  type Bilingual,
  boxIn,
  type Check,
  type Duration,
  type Place,
  quoteName,
  type Rule,
  type Sql,
  sql,
  type Table,
} from '../../kernel/index.ts'

/** What the rules of one materialization may look at. */
export interface RuleContext {
  readonly shape: Table
  readonly territory: Place
  readonly now: Date
  /** Rows of the last published version; undefined for the first. */
  readonly lastRows: number | undefined
  /** Rows of an input, by alias. */
  readonly inputRows: ReadonlyMap<string, number>
  /** Rows set aside so far. */
  readonly quarantined: number
  /** Geometries that are not valid: position of the row in the table → what is wrong. Found only when a rule asks. */
  readonly invalid: ReadonlyMap<number, Bilingual>
}

/** A spliced identifier: names come from shapes, never from data. */
const name = (column: string): Sql => ({ sql: [quoteName(column)], values: [] })
const list = (parts: readonly Sql[]): Sql => ({
  sql: ['', ...parts.map((_, i) => (i < parts.length - 1 ? ', ' : ''))],
  values: parts,
})

/**
 * The condition, over the columns of the table, under which a row is bad; undefined for rules that judge the whole table.
 * A missing value is never bad here: whether it may be missing is said by the shape.
 */
export function badRow({ rule }: Check, context: RuleContext): Sql | undefined {
  switch (rule.rule) {
    case 'unique':
      // The first of a group stays, in the order of the source.
      return sql`(row_number() over (partition by ${list(rule.columns.map(name))} order by _position) > 1)`
    case 'between':
      return sql`(${name(rule.column)} < ${rule.min} or ${name(rule.column)} > ${rule.max} or isnan(${name(rule.column)}::double))`
    case 'in-set':
      return rule.values.length
        ? sql`(${name(rule.column)} not in (${list(rule.values.map((v) => sql`${v}`))}))`
        : sql`(${name(rule.column)} is not null)`
    case 'matches':
      return sql`(not regexp_full_match(${name(rule.column)}::varchar, ${rule.pattern}))`
    case 'references':
      return sql`(${name(rule.column)} not in (select ${name(rule.key)} from ${{ relation: rule.asset }} where ${name(rule.key)} is not null))`
    case 'valid-geometry':
      return sql`(_position in (select unnest(from_json(${JSON.stringify([...context.invalid.keys()])}, '["BIGINT"]'))))`
    case 'inside-territory':
      return outside(context)
    default:
      return undefined
  }
}

/** The column that geometry rules look at. */
export function geometryOf(shape: Table): string {
  return Object.keys(shape.columns).find((c) => shape.columns[c]!.column === 'geometry') ?? 'geometry'
}

/** Rows whose box does not meet the bounds of the territory, in the CRS of the table. */
function outside({ shape, territory }: RuleContext): Sql {
  const crs = shape.columns[geometryOf(shape)]?.crs ?? 'EPSG:4326'
  const [minx, miny, maxx, maxy] = boxIn(territory.bounds, 'EPSG:4326', crs)
  return sql`(_bbox.xmax < ${minx} or _bbox.xmin > ${maxx} or _bbox.ymax < ${miny} or _bbox.ymin > ${maxy})`
}

/** What a rule on the whole table found. `bad` is what is missing or in excess. */
export interface Verdict {
  readonly bad: number
  readonly facts: Readonly<Record<string, unknown>>
}

/** The figures a table rule needs, as one row of a query: undefined when the row count is enough. */
export function figureOf(rule: Rule): Sql | undefined {
  if (rule.rule === 'fresh') return sql`max(${name(rule.column)})`
  if (rule.rule === 'accounts-for') return sql`sum(${name(rule.column)})`
  return undefined
}

/** Judges a rule on the whole table. */
export function judgeTable(rule: Rule, rows: number, figure: unknown, context: RuleContext): Verdict {
  switch (rule.rule) {
    case 'not-empty':
      return { bad: rows === 0 ? 1 : 0, facts: { rows } }
    case 'count-near-last': {
      const { lastRows } = context
      const far = lastRows !== undefined && Math.abs(rows - lastRows) > lastRows * rule.tolerance
      return { bad: far ? Math.abs(rows - lastRows) : 0, facts: { rows, last: lastRows ?? null } }
    }
    case 'fresh': {
      const latest = figure === null ? undefined : new Date(figure as Date | string)
      const late = latest === undefined || context.now.getTime() - latest.getTime() > milliseconds(rule.within)
      return { bad: late ? 1 : 0, facts: { latest: latest?.toISOString() ?? null } }
    }
    case 'accounts-for': {
      const expected = context.inputRows.get(rule.input) ?? 0
      const sum = Number(figure ?? 0)
      return {
        bad: Math.abs(expected - sum - context.quarantined),
        facts: { input: expected, counted: sum, quarantined: context.quarantined },
      }
    }
    default:
      return { bad: 0, facts: {} }
  }
}

/** A duration of the kernel in milliseconds. */
export function milliseconds(duration: Duration): number {
  const [amount, unit] = duration.split(' ') as [string, 'min' | 'h' | 'd']
  return Number(amount) * { min: 60_000, h: 3_600_000, d: 86_400_000 }[unit]
}
