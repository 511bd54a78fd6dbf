import { type Bilingual, OrchestraError } from '../../../kernel/index.ts'
import type { Limits } from './limits.ts'

/** A value as a message shows it: on one line, cut at 60 characters. */
export function shown(value: unknown): string {
  const line = (typeof value === 'string' ? value : inJson(value)).slice(0, 200).replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Nested beyond what the stack bears: refused for that very reason.
    return '…'
  }
}

/** The filter is not CQL2: `cql2.syntax`. */
export function syntaxFault(say: Bilingual, place: string | undefined, remedy?: Bilingual): OrchestraError {
  return new OrchestraError({
    code: 'cql2.syntax',
    say,
    ...(remedy && { remedy }),
    ...(place !== undefined && { place }),
  })
}

const limitNames: Record<keyof Limits, Bilingual> = {
  characters: { fr: 'caractères', en: 'characters' },
  depth: { fr: 'niveaux d’imbrication', en: 'levels of nesting' },
  nodes: { fr: 'opérateurs et valeurs', en: 'operators and values' },
  positions: { fr: 'positions de géométrie', en: 'positions of geometries' },
}

/** The filter asks too much: `cql2.too-large`. */
export function limitFault(limit: keyof Limits, most: number, place?: string): OrchestraError {
  const name = limitNames[limit]
  return new OrchestraError({
    code: 'cql2.too-large',
    say: {
      fr: `Le filtre dépasse la limite de ${most} ${name.fr}.`,
      en: `The filter is beyond the limit of ${most} ${name.en}.`,
    },
    remedy: {
      fr: 'Simplifiez-le : une liste plus courte, une géométrie simplifiée, ou plusieurs requêtes.',
      en: 'Make it simpler: a shorter list, a simplified geometry, or several requests.',
    },
    ...(place !== undefined && { place }),
    facts: { limit, most },
  })
}

/** The filter is well written and cannot be applied: `cql2.type`, `cql2.unknown-property`… */
export function applyFault(
  code: string,
  say: Bilingual,
  remedy: Bilingual,
  place: string | undefined,
  facts: Record<string, unknown> = {},
): OrchestraError {
  return new OrchestraError({ code, say, remedy, ...(place !== undefined && { place }), facts })
}
