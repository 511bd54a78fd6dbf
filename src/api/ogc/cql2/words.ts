import { syntaxFault } from './faults.ts'
import { type Limits, limitsOf } from './limits.ts'
import { type Token, tokensOf } from './tokens.ts'

/** The words of a text being parsed: the current one, and moves over it. */
export interface Words {
  readonly limits: Limits
  /** The current word. */
  readonly now: () => Token
  /** Goes on to the next, and gives the one left. */
  readonly take: () => Token
  /** Whether the current word is this keyword (in any case) or symbol. */
  readonly is: (word: string) => boolean
  /** Goes over this keyword or symbol if it is the current one. */
  readonly accept: (word: string) => boolean
  /** Goes over this symbol. Throws `cql2.syntax` when another is there. */
  readonly expect: (symbol: string) => void
  /** The error of a word that cannot be where it is. */
  readonly unexpected: (fr: string, en: string) => Error
}

/** Starts reading a text. Throws `cql2.syntax`, `cql2.too-large`. */
export function wordsOf(text: string, asked?: Partial<Limits>): Words {
  const limits = limitsOf(asked)
  const next = tokensOf(text, limits.characters)
  let current = next()

  const take = () => {
    const left = current
    current = next()
    return left
  }
  const is = (word: string) =>
    (current.type === 'name' || current.type === 'symbol') && current.text.toUpperCase() === word
  const accept = (word: string) => {
    if (!is(word)) return false
    take()
    return true
  }
  const unexpected = (fr: string, en: string) =>
    current.type === 'end'
      ? syntaxFault(
          { fr: `Le filtre s’arrête trop tôt : on attend ${fr}.`, en: `The filter ends too early: ${en} is expected.` },
          current.place,
        )
      : syntaxFault(
          {
            fr: `« ${current.text.slice(0, 40)} » n’est pas à sa place : on attend ${fr}.`,
            en: `"${current.text.slice(0, 40)}" is out of place: ${en} is expected.`,
          },
          current.place,
        )
  const expect = (symbol: string) => {
    if (!accept(symbol)) throw unexpected(`« ${symbol} »`, `"${symbol}"`)
  }
  return { limits, now: () => current, take, is, accept, expect, unexpected }
}
