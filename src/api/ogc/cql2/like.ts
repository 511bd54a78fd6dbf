import { type Sql, sql } from '../../../kernel/index.ts'
import type { Call, Expression } from './ast.ts'
import type { Context } from './context.ts'
import { applyFault } from './faults.ts'
import { placeOf } from './places.ts'
import { textOf } from './scalars.ts'

/** LIKE: `%` is any text, `_` one character, and a backslash takes the next as it stands. Throws `cql2.pattern`. */
export function like(node: Call, context: Context): Sql {
  const [value, pattern] = node.args as [Expression, Expression]
  checkPattern(pattern, node)
  return sql`(${textOf(value, context, node)} like ${textOf(pattern, context, node)} escape '\\')`
}

/** A backslash with nothing after it means nothing; DuckDB would fail on the first row. */
function checkPattern(pattern: Expression, around: Call): void {
  const text = patternText(pattern)
  let backslashes = 0
  while (text.at(-1 - backslashes) === '\\') backslashes += 1
  if (backslashes % 2 === 0) return
  throw applyFault(
    'cql2.pattern',
    {
      fr: 'Le motif de LIKE se termine par une barre oblique inverse seule.',
      en: 'The pattern of LIKE ends with a lone backslash.',
    },
    {
      fr: 'Doublez-la pour la chercher telle quelle, ou retirez-la.',
      en: 'Double it to look for it as it is, or remove it.',
    },
    placeOf(around),
  )
}

const patternText = (pattern: Expression): string =>
  typeof pattern === 'object' && 'op' in pattern ? patternText(pattern.args[0]!) : String(pattern)
