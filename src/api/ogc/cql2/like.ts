import { type Sql, sql } from '../../../kernel/index.ts'
import { type Call, type Expression, isCall } from './ast.ts'
import type { Context } from './context.ts'
import { applyFault } from './faults.ts'
import { joined } from './fragments.ts'
import { placeOf } from './places.ts'
import { foldedBy, textOf } from './scalars.ts'

/** The longest pattern: nobody types more, and each character takes room in the automaton. */
const LONGEST = 1_000

/**
 * LIKE: `%` is any text, `_` one character, and a backslash takes the next as it stands. Asked as a regular expression of
 * RE2, whose time is linear in the text: DuckDB's own LIKE takes minutes on a row with five `%`. Throws `cql2.pattern`.
 */
export function like(node: Call, context: Context): Sql {
  const [value, pattern] = node.args as [Expression, Expression]
  const folds: string[] = []
  let inner = pattern
  for (; isCall(inner); inner = inner.args[0]!) folds.unshift(inner.op)
  const pieces = piecesOf(String(inner), node).map((piece) =>
    piece.wild ? sql`${piece.text}` : sql`regexp_escape(${folds.reduce(foldedBy, sql`${piece.text}::varchar`)})`,
  )
  // (?s): a dot is any character, line ends included.
  return sql`regexp_full_match(${textOf(value, context, node)}, ${joined([sql`'(?s)'`, ...pieces], ' || ')})`
}

interface Piece {
  /** A wildcard, as RE2 says it; else a text to find as it stands. */
  readonly wild: boolean
  readonly text: string
}

function piecesOf(pattern: string, around: Call): Piece[] {
  if (pattern.length > LONGEST)
    throw badPattern(`plus de ${LONGEST} caractères`, `more than ${LONGEST} characters`, around)
  const pieces: Piece[] = []
  let literal = ''
  const flush = () => {
    if (literal !== '') pieces.push({ wild: false, text: literal })
    literal = ''
  }
  let wild = ''
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!
    if (character === '%' || character === '_') {
      flush()
      wild += character === '_' ? '.' : wild.endsWith('.*') ? '' : '.*'
      continue
    }
    if (wild !== '') pieces.push({ wild: true, text: wild })
    wild = ''
    if (character === '\\' && i + 1 === characters.length)
      throw badPattern('une barre oblique inverse seule à la fin', 'a lone backslash at its end', around)
    literal += character === '\\' ? characters[++i]! : character
  }
  flush()
  if (wild !== '') pieces.push({ wild: true, text: wild })
  return pieces
}

const badPattern = (fr: string, en: string, around: Call) =>
  applyFault(
    'cql2.pattern',
    { fr: `Le motif de LIKE ne convient pas : ${fr}.`, en: `The pattern of LIKE cannot be used: ${en}.` },
    {
      fr: '% remplace un texte, _ un caractère ; \\% et \\_ les cherchent tels quels, \\\\ une barre oblique inverse.',
      en: '% stands for any text, _ for one character; \\% and \\_ look for them as they are, \\\\ for a backslash.',
    },
    placeOf(around),
  )
