import { limitFault, shown, syntaxFault } from './faults.ts'

/** A word of CQL2 text. `name` is an identifier or keyword, `quoted` an identifier between double quotes. */
export interface Token {
  readonly type: 'number' | 'string' | 'name' | 'quoted' | 'symbol' | 'end'
  /** The word as meant: quotes and escapes removed. */
  readonly text: string
  readonly place: string
}

// The identifiers of the grammar: letters of most alphabets, with `:` and `_`; then also digits, `.` and combining marks.
const start =
  ':_A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFE\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const identifier = `[${start}][${start}.0-9\\u0300-\\u036F\\u203F\\u2040]*`

const blank = /[\s\u0085]*/y
const word = new RegExp(
  `(?<number>(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)|(?<name>${identifier})|(?<symbol><>|<=|>=|[=<>(),+\\-*/%^])`,
  'uy',
)
const wholeIdentifier = new RegExp(`^${identifier}$`, 'u')

/** Whether a text is an identifier that needs no quotes by its letters. */
export const isIdentifier = (text: string): boolean => wholeIdentifier.test(text)

/** Reads the words of a text one at a time. Throws `cql2.syntax`, `cql2.too-large`. */
export function tokensOf(text: string, characters: number): () => Token {
  if (text.length > characters) throw limitFault('characters', characters)
  let at = 0
  let [line, lineStart] = [1, 0]

  const skip = () => {
    blank.lastIndex = at
    const spaces = blank.exec(text)![0]
    for (let i = 0; i < spaces.length; i++) {
      if (spaces[i] !== '\n') continue
      line += 1
      lineStart = at + i + 1
    }
    at += spaces.length
  }

  const within = (quote: string, type: 'string' | 'quoted', place: string): Token => {
    let value = ''
    for (let from = at + 1; ; ) {
      const end = text.indexOf(quote, from)
      if (end === -1) throw unclosed(text.slice(at, at + 20), place)
      const escaped = type === 'string' && end > from && text[end - 1] === '\\'
      const doubled = !escaped && text[end + 1] === quote
      if (!escaped && !doubled) {
        const token: Token = { type, text: value + text.slice(from, end), place }
        at = end + 1
        return token
      }
      value += text.slice(from, escaped ? end - 1 : end) + quote
      from = end + (doubled ? 2 : 1)
    }
  }

  return () => {
    skip()
    const place = `${line}:${at - lineStart + 1}`
    if (at >= text.length) return { type: 'end', text: '', place }
    if (text[at] === "'") return within("'", 'string', place)
    if (text[at] === '"') return within('"', 'quoted', place)
    word.lastIndex = at
    const found = word.exec(text)
    if (!found) throw unknownCharacter(String.fromCodePoint(text.codePointAt(at)!), place)
    at += found[0].length
    const { number, name } = found.groups!
    return { type: number ? 'number' : name ? 'name' : 'symbol', text: found[0], place }
  }
}

const unclosed = (beginning: string, place: string) =>
  syntaxFault(
    {
      fr: `Le guillemet ouvert à « ${shown(beginning)} » n’est pas refermé.`,
      en: `The quote opened at "${shown(beginning)}" is not closed.`,
    },
    place,
    {
      fr: "Fermez-le. Une apostrophe dans un texte s’écrit deux fois : 'l''eau'.",
      en: "Close it. A quote inside a text is written twice: 'it''s'.",
    },
  )

const unknownCharacter = (character: string, place: string) =>
  syntaxFault(
    {
      fr: `Le caractère « ${character} » n’a pas de sens ici.`,
      en: `The character "${character}" means nothing here.`,
    },
    place,
    {
      fr: 'Mettez les textes entre apostrophes, et les noms inhabituels entre guillemets doubles.',
      en: 'Put texts between single quotes, and unusual names between double quotes.',
    },
  )
