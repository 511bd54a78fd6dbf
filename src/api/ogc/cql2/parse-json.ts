import type { Cql2 } from './ast.ts'
import { limitFault, syntaxFault } from './faults.ts'
import { type Limits, limitsOf } from './limits.ts'
import { readFilter } from './read.ts'

/**
 * Reads a CQL2 JSON filter, as text or already as a document. Throws `cql2.syntax` with the path of the mistake
 * (`$.args[0]`), `cql2.too-large`.
 */
export function parseJson(source: unknown, asked?: Partial<Limits>): Cql2 {
  const limits = limitsOf(asked)
  const document = typeof source === 'string' ? documentOf(source, limits) : source
  return readFilter(document, (_node, path) => path, limits)
}

function documentOf(text: string, limits: Limits): unknown {
  if (text.length > limits.characters) throw limitFault('characters', limits.characters)
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw syntaxFault(
      { fr: `Le filtre n’est pas du JSON : ${message}`, en: `The filter is not JSON: ${message}` },
      undefined,
      {
        fr: 'Corrigez-le, ou dites filter-lang=cql2-text s’il est en texte.',
        en: 'Mend it, or say filter-lang=cql2-text if it is text.',
      },
    )
  }
}
