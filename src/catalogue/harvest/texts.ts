import type { Bilingual } from '../../kernel/index.ts'

/** A text in a language; an empty language is one that is not said. */
export interface Told {
  readonly lang: string
  readonly text: string
}

/** Texts in some languages as ours: what is not written in one of them repeats the other, or the first there is. */
export function bilingual(told: readonly Told[]): Bilingual | undefined {
  const first = told[0]
  if (!first) return undefined
  const of = (lang: string) => told.find((one) => one.lang === lang)?.text
  const [fr, en] = [of('fr'), of('en')]
  return { fr: fr ?? en ?? first.text, en: en ?? fr ?? first.text }
}

/** Languages the texts of a record are written in. */
export function writtenIn(told: readonly Told[]): readonly string[] {
  const all = [...new Set(told.map(({ lang }) => lang).filter((lang) => lang !== ''))]
  const ours = all.filter((lang) => lang === 'fr' || lang === 'en').sort((a, b) => b.localeCompare(a))
  return ours.length > 0 ? ours.sort((a) => (a === 'fr' ? -1 : 1)) : all.slice(0, 1)
}

/** The same text in both of our languages. */
export const same = (text: string): Bilingual => ({ fr: text, en: text })

/** ISO 639-2 and -3 codes of the languages catalogues are written in here (ISO 639, 2023), and some names. */
const longCodes: Readonly<Record<string, string>> = {
  bre: 'br',
  deu: 'de',
  ger: 'de',
  eng: 'en',
  spa: 'es',
  fra: 'fr',
  fre: 'fr',
  ita: 'it',
  nld: 'nl',
  dut: 'nl',
  por: 'pt',
}

/** A language as its two letters: from `fr-FR`, `fre`, an address of the EU table of languages… Empty when it cannot be told. */
export function languageOf(tag: string | undefined): string {
  const short = (tag ?? '').split(/[/#]/).at(-1)!.toLowerCase().split(/[-_]/)[0]!
  if (Object.hasOwn(longCodes, short)) return longCodes[short]!
  return /^[a-z]{2}$/.test(short) ? short : ''
}
