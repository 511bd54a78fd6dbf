interface Signs {
  readonly wildCard: string
  readonly singleChar: string
  readonly escapeChar: string
}

/** A pattern with the signs that a filter chose, as CQL2 writes it: `%` for any text, `_` for a character, a backslash before either. */
export function likePattern(text: string, { wildCard, singleChar, escapeChar }: Signs): string {
  let pattern = ''
  for (let i = 0; i < text.length; i++) {
    const rest = text.slice(i)
    if (escapeChar !== '' && rest.startsWith(escapeChar) && i + escapeChar.length < text.length) {
      i += escapeChar.length
      pattern += literal(text[i]!)
    } else if (wildCard !== '' && rest.startsWith(wildCard)) {
      pattern += '%'
      i += wildCard.length - 1
    } else if (singleChar !== '' && rest.startsWith(singleChar)) {
      pattern += '_'
      i += singleChar.length - 1
    } else pattern += literal(text[i]!)
  }
  return pattern
}

const literal = (character: string) => (/[%_\\]/.test(character) ? `\\${character}` : character)
