import type { Language } from '../../../../kernel/index.ts'

/** Units that people write otherwise than UCUM does. */
const written: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  Cel: { fr: '°C', en: '°C' },
  d: { fr: 'jours', en: 'days' },
  wk: { fr: 'semaines', en: 'weeks' },
}

/** A unit after a title: nothing for ratios and for counts, whose title says what is counted. */
export function unitAfter(unit: string | undefined, language: Language): string {
  if (!unit || unit === '1' || unit.startsWith('{')) return ''
  return ` (${written[unit]?.[language] ?? unit})`
}
