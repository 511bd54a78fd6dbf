import type { Cql2 } from './ast.ts'
import type { Limits } from './limits.ts'
import { parseJson } from './parse-json.ts'
import { parseText } from './parse-text.ts'

/** The values of `filter-lang` of OGC API Features part 3. */
export type FilterLanguage = 'cql2-text' | 'cql2-json'

/**
 * Reads a filter: CQL2 text, or CQL2 JSON as text or as a document already read. Throws `cql2.syntax` with the place of
 * the mistake (`1:13` line and column, or `$.args[0]`) and `cql2.too-large`.
 */
export function parseFilter(source: string, language: 'cql2-text', limits?: Partial<Limits>): Cql2
export function parseFilter(source: unknown, language: FilterLanguage, limits?: Partial<Limits>): Cql2
export function parseFilter(source: unknown, language: FilterLanguage, limits?: Partial<Limits>): Cql2 {
  return language === 'cql2-text' ? parseText(String(source), limits) : parseJson(source, limits)
}
