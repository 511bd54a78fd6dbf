import { type Check, type Node, OrchestraError, quoteName, type Rejected, type Sql, sql } from '../../kernel/index.ts'
import type { Lake, Row, StoredObject, TableFiles } from '../../lake/index.ts'
import type { CheckResult } from '../types.ts'
import { invalidGeometries } from './geometry.ts'
import { describeRule } from './messages.ts'
import { badRow, figureOf, judgeTable, type RuleContext } from './rules.ts'

const SAMPLE_ROWS = 5
/** The table being judged, under a name no asset can have. */
const JUDGED = { relation: '_judged' }

/** What the checks of one materialization found. */
export interface Judgement {
  readonly results: readonly CheckResult[]
  /** The object without the rows set aside: the same one when there is none. */
  readonly object: StoredObject
  /** A check that blocks failed. */
  readonly blocked: boolean
}

/** Runs the checks of a node on a staged table. `others` are the tables that `references` rules look into. */
export async function judge(
  lake: Lake,
  node: Node,
  staged: StoredObject,
  others: ReadonlyMap<string, TableFiles>,
  known: Omit<RuleContext, 'invalid'>,
  origin: string,
  reject: (rejected: Rejected) => void,
): Promise<Judgement> {
  if (node.checks.length === 0) return { results: [], object: staged, blocked: false }
  const table: TableFiles = {
    shape: node.rows,
    hashes: [staged.hash],
    traced: node.source !== undefined,
    positioned: true,
  }
  const asksGeometry = node.checks.some((c) => c.rule.rule === 'valid-geometry')
  const context: RuleContext = { ...known, invalid: asksGeometry ? await invalidGeometries(lake, table) : new Map() }
  const relations = new Map([...others, [JUDGED.relation, table] as const])
  const rowRules = node.checks.flatMap((check, ordinal) => {
    const bad = badRow(check, context)
    return bad ? [{ check, ordinal, bad }] : []
  })
  const judged = sql`(select *${{ sql: rowRules.map((_, i) => (i ? ` as _bad${rowRules[i - 1]!.ordinal}, ` : ', ')).concat(rowRules.length ? ` as _bad${rowRules.at(-1)!.ordinal}` : ''), values: rowRules.map((r) => r.bad) }} from ${JUDGED})`

  const setAside = rowRules.filter((r) => r.check.severity === 'quarantine')
  const counts = await countBad(
    lake,
    relations,
    judged,
    node.checks,
    rowRules.map((r) => r.ordinal),
  )
  const moved = setAside.filter((r) => counts.bad[r.ordinal]! > 0).map((r) => r.ordinal)
  let object = staged
  let quarantined = context.quarantined
  if (moved.length) {
    quarantined += await rejectRows(lake, relations, judged, moved, node, context.invalid, origin, reject)
    const keep = splice(`where not (${moved.map((i) => `coalesce(_bad${i}, false)`).join(' or ')})`)
    object = await lake.writeSql(
      node.rows,
      sql`select ${columnsOf(table)} from ${judged} ${keep} order by _position`,
      relations,
      {
        traced: table.traced,
      },
    )
  }

  const results: CheckResult[] = []
  for (const [ordinal, check] of node.checks.entries()) {
    const isRow = rowRules.some((r) => r.ordinal === ordinal)
    const verdict = isRow
      ? { bad: counts.bad[ordinal]!, facts: {} }
      : judgeTable(check.rule, object.rows, counts.figure[ordinal], { ...context, quarantined })
    const sample =
      isRow && verdict.bad > 0
        ? await sampleOf(lake, relations, judged, ordinal)
        : Object.keys(verdict.facts).length
          ? [verdict.facts]
          : []
    results.push({
      rule: check.rule.rule,
      columns: check.columns,
      severity: check.severity,
      passed: verdict.bad === 0,
      bad: verdict.bad,
      sample,
      message: describeRule(check.rule, node.rows),
    })
  }
  return { results, object, blocked: results.some((r) => r.severity === 'block' && !r.passed) }
}

/** One pass over the table: how many rows each row rule finds bad, and the figures that table rules need. */
async function countBad(
  lake: Lake,
  relations: ReadonlyMap<string, TableFiles>,
  judged: Sql,
  checks: readonly Check[],
  rowOrdinals: readonly number[],
): Promise<{ bad: Record<number, number>; figure: Record<number, unknown> }> {
  let select = sql`select 1 as _one`
  for (const i of rowOrdinals)
    select = sql`${select}, count(*) filter (where ${splice(`_bad${i}`)}) as ${splice(`b${i}`)}`
  for (const [i, check] of checks.entries()) {
    const figure = figureOf(check.rule)
    if (figure) select = sql`${select}, ${figure} as ${splice(`f${i}`)}`
  }
  const [row = {}] = await lake.query(sql`${select} from ${judged}`, relations)
  const pick = (letter: string) => Object.fromEntries(checks.map((_, i) => [i, row[`${letter}${i}`]]))
  return { bad: pick('b') as Record<number, number>, figure: pick('f') }
}

/** Sends each bad row to quarantine once, with the reasons of all the rules it breaks. Gives their number. */
async function rejectRows(
  lake: Lake,
  relations: ReadonlyMap<string, TableFiles>,
  judged: Sql,
  ordinals: readonly number[],
  { checks, rows: shape }: Node,
  invalid: RuleContext['invalid'],
  origin: string,
  reject: (rejected: Rejected) => void,
): Promise<number> {
  const where = splice(`where ${ordinals.map((i) => `_bad${i}`).join(' or ')}`)
  const rows = await lake.query(sql`select * from ${judged} ${where} order by _position`, relations)
  for (const row of rows) {
    const broken = ordinals
      .filter((i) => row[`_bad${i}`])
      .map((i) =>
        checks[i]!.rule.rule === 'valid-geometry'
          ? invalid.get(Number(row._position))!
          : describeRule(checks[i]!.rule, shape),
      )
    reject({
      place: `${origin}:${row._row ?? Number(row._position) + 1}`,
      reason: { fr: broken.map((b) => b.fr).join(' ; '), en: broken.map((b) => b.en).join('; ') },
      raw: plain(row),
    })
  }
  return rows.length
}

async function sampleOf(
  lake: Lake,
  relations: ReadonlyMap<string, TableFiles>,
  judged: Sql,
  ordinal: number,
): Promise<Row[]> {
  const rows = await lake.query(
    sql`select * from ${judged} where ${splice(`_bad${ordinal}`)} order by _position limit ${SAMPLE_ROWS}`,
    relations,
  )
  return rows.map(plain)
}

/** A row without the columns that only the checks need. */
function plain(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => key !== '_bbox' && key !== '_position' && !key.startsWith('_bad')),
  )
}

export const splice = (text: string): Sql => ({ sql: [text], values: [] })

function columnsOf({ shape, traced }: TableFiles): Sql {
  return splice([...Object.keys(shape.columns), ...(traced ? ['_row'] : [])].map(quoteName).join(', '))
}

/** The error of a step whose version was refused. */
export function refusal(node: Node, key: string | undefined, results: readonly CheckResult[]): OrchestraError {
  const failed = results.filter((r) => r.severity === 'block' && !r.passed)
  return new OrchestraError({
    code: 'step.check-failed',
    say: {
      fr: `Contrôle bloquant non satisfait : ${failed.map((r) => `${r.message.fr} (${r.bad})`).join(', ')}. La dernière bonne version reste servie.`,
      en: `A blocking check failed: ${failed.map((r) => `${r.message.en} (${r.bad})`).join(', ')}. The last good version stays served.`,
    },
    remedy: {
      fr: 'Corrigez la source ou la règle ; `/api/assets/…/checks` montre les lignes.',
      en: 'Mend the source or the rule; `/api/assets/…/checks` shows the rows.',
    },
    place: key ? `${node.name} ${key}` : node.name,
    facts: { checks: failed.map((r) => ({ rule: r.rule, columns: r.columns, bad: r.bad })) },
  })
}
