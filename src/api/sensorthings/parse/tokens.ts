import { badFilter, shown } from '../faults.ts'

/** A word of a filter. `prefixed`: a value in quotes behind its type, as `geography'POINT(1 2)'`. */
export interface Token {
  readonly type: 'number' | 'text' | 'prefixed' | 'instant' | 'date' | 'time' | 'name' | 'symbol' | 'end'
  readonly text: string
  /** The type before the quotes. */
  readonly prefix?: string
  readonly place: number
}

const instant = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?| \d{2}:\d{2})`
const word = new RegExp(
  [
    String.raw`(?<instant>${instant}(?:\/${instant})?)`,
    String.raw`(?<date>\d{4}-\d{2}-\d{2})(?![\d:T])`,
    String.raw`(?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)`,
    String.raw`(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\p{L}_])`,
    "(?<prefix>[A-Za-z]+)'(?<inside>(?:[^']|'')*)'",
    "'(?<text>(?:[^']|'')*)'",
    String.raw`(?<name>[@$\p{L}_][\p{L}\p{N}_.@:$-]*(?:\[\d+\])*(?:\/[\p{L}\p{N}_.@:$-]+(?:\[\d+\])*)*)`,
    '(?<symbol>[(),-])',
  ].join('|'),
  'uy',
)
const blank = /\s*/y

/** The words of a filter. Throws `sensorthings.bad-filter`. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    blank.lastIndex = at
    at += blank.exec(source)![0].length
    if (at >= source.length) break
    word.lastIndex = at
    const found = word.exec(source)
    if (!found)
      throw badFilter(
        at,
        `« ${shown(source.slice(at, at + 20))} » n’a pas de sens ici`,
        `"${shown(source.slice(at, at + 20))}" means nothing here`,
        {
          fr: 'Mettez les textes entre apostrophes (doublée à l’intérieur), et un décalage ou Z après les dates avec heure.',
          en: 'Put texts between single quotes (doubled inside), and an offset or Z after dates with a time.',
        },
      )
    tokens.push(tokenOf(found, at))
    at += found[0].length
  }
  tokens.push({ type: 'end', text: '', place: at })
  return tokens
}

function tokenOf(found: RegExpExecArray, place: number): Token {
  const groups = found.groups!
  if (groups.inside !== undefined)
    return {
      type: 'prefixed',
      prefix: groups.prefix!.toLowerCase(),
      text: groups.inside.replaceAll("''", "'"),
      place,
    }
  if (groups.text !== undefined) return { type: 'text', text: groups.text.replaceAll("''", "'"), place }
  for (const type of ['instant', 'date', 'time', 'number', 'name', 'symbol'] as const)
    if (groups[type] !== undefined) return { type, text: groups[type], place }
  throw new RangeError('a word without a kind')
}
