import type { Language } from '../../../../kernel/index.ts'

/** Characters of a value shown. */
const MOST_TEXT = 200

/** A value of a feature, as a cell shows it. */
export function shownValue(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'number') return value.toLocaleString(language, { maximumFractionDigits: 6 })
  if (typeof value === 'boolean') return value ? { fr: 'oui', en: 'yes' }[language] : { fr: 'non', en: 'no' }[language]
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
}
