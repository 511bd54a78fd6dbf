import { type Sql, sql } from '../../../kernel/index.ts'
import { type Call, type Expression, type IntervalEnd, isCall, isProperty, type TemporalOp } from './ast.ts'
import { type Context, columnOf, type Kind, kindNames, typeFault, unknownFunction } from './context.ts'
import { column } from './fragments.ts'
import { compareMoments, endOf, type Moment, startOf } from './moments-sql.ts'

/** A stretch of time, both ends in it. An instant starts and ends at itself. */
interface Stretch {
  readonly start: Sql
  readonly end: Sql
}

/**
 * The relations of the Time Ontology (OGC 21-065r2, clause 7.8), written on the ends of both stretches. An end that is
 * missing (null) makes the answer unknown; `..` is unbounded.
 */
const relations: Record<TemporalOp, (a: Stretch, b: Stretch) => Sql> = {
  t_after: (a, b) => sql`(${a.start} > ${b.end})`,
  t_before: (a, b) => sql`(${a.end} < ${b.start})`,
  t_contains: (a, b) => sql`(${a.start} < ${b.start} and ${a.end} > ${b.end})`,
  t_disjoint: (a, b) => sql`(${a.end} < ${b.start} or ${a.start} > ${b.end})`,
  t_during: (a, b) => sql`(${a.start} > ${b.start} and ${a.end} < ${b.end})`,
  t_equals: (a, b) => sql`(${a.start} = ${b.start} and ${a.end} = ${b.end})`,
  t_finishedBy: (a, b) => sql`(${a.start} < ${b.start} and ${a.end} = ${b.end})`,
  t_finishes: (a, b) => sql`(${a.start} > ${b.start} and ${a.end} = ${b.end})`,
  t_intersects: (a, b) => sql`(${a.start} <= ${b.end} and ${a.end} >= ${b.start})`,
  t_meets: (a, b) => sql`(${a.end} = ${b.start})`,
  t_metBy: (a, b) => sql`(${a.start} = ${b.end})`,
  t_overlappedBy: (a, b) => sql`(${a.start} > ${b.start} and ${a.start} < ${b.end} and ${a.end} > ${b.end})`,
  t_overlaps: (a, b) => sql`(${a.start} < ${b.start} and ${a.end} > ${b.start} and ${a.end} < ${b.end})`,
  t_startedBy: (a, b) => sql`(${a.start} = ${b.start} and ${a.end} > ${b.end})`,
  t_starts: (a, b) => sql`(${a.start} = ${b.start} and ${a.end} < ${b.end})`,
}

/** A temporal predicate as SQL. Throws `cql2.type`, `cql2.unknown-property`. */
export function temporal(op: TemporalOp, node: Call, context: Context): Sql {
  const [left, right] = node.args.map((arg) => endsOf(arg, context, node)) as [Ends, Ends]
  // Between an instant and a day, equality is that of the days.
  if (op === 't_equals' && left.isSingle && right.isSingle && left.from.kind !== right.from.kind)
    return compareMoments('=', left.from, right.from, context)
  // Days among days stay days; beside an instant, a day is the stretch from its first to its last instant.
  const onlyDays = [left, right].every(({ from, to }) => isDay(from) && isDay(to))
  const [a, b] = [left, right].map((ends) => stretchOf(ends, onlyDays, context)) as [Stretch, Stretch]
  return relations[op](a, b)
}

type End = Moment | 'unbounded'

type Ends =
  | { readonly isSingle: true; readonly from: Moment; readonly to: Moment }
  | { readonly isSingle: false; readonly from: End; readonly to: End }

const isDay = (end: End) => end === 'unbounded' || end.kind === 'date'

function endsOf(node: Expression, context: Context, around: Call): Ends {
  if (typeof node === 'object' && 'interval' in node) {
    const [from, to] = node.interval.map((end) => endOfInterval(end, context, node)) as [End, End]
    return { isSingle: false, from, to }
  }
  const moment = momentOf(node, context, around)
  return { isSingle: true, from: moment, to: moment }
}

function endOfInterval(end: IntervalEnd, context: Context, around: Expression): End {
  if (typeof end !== 'string') return momentOf(end, context, around)
  if (end === '..') return 'unbounded'
  return momentOf(end.includes('T') ? { timestamp: end } : { date: end }, context, around)
}

function momentOf(node: Expression, context: Context, around: Expression): Moment {
  if (typeof node === 'object' && 'date' in node) return { sql: sql`${node.date}::date`, kind: 'date' }
  if (typeof node === 'object' && 'timestamp' in node)
    return { sql: sql`${node.timestamp}::timestamptz`, kind: 'instant' }
  if (isCall(node)) throw unknownFunction(node)
  if (!isProperty(node)) throw typeFault(node, 'text', momentWanted, around)
  const kind: Kind = columnOf(node, context).column
  if (kind !== 'date' && kind !== 'instant') throw typeFault(node, kind, momentWanted, around)
  return { sql: column(node.property), kind }
}

const momentWanted = {
  fr: `${kindNames.date.fr} ou ${kindNames.instant.fr}`,
  en: `${kindNames.date.en} or ${kindNames.instant.en}`,
}

function stretchOf({ from, to }: Ends, onlyDays: boolean, context: Context): Stretch {
  if (onlyDays)
    return {
      start: from === 'unbounded' ? sql`'-infinity'::date` : from.sql,
      end: to === 'unbounded' ? sql`'infinity'::date` : to.sql,
    }
  return {
    start: from === 'unbounded' ? sql`'-infinity'::timestamptz` : startOf(from, context),
    end: to === 'unbounded' ? sql`'infinity'::timestamptz` : endOf(to, context),
  }
}
