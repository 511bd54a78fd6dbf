import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import type { Language } from '../../kernel/index.ts'

/** A text without case nor accents: `Œuvre d’été` is `oeuvre d’ete`. */
export const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')

/** Words too common to tell anything, accents aside. */
const empty = new Set(
  `au aux avec ce ces cet cette dans de des du elle en et eux il ils je la le les leur leurs lui ma mais me mes ne nos notre
  nous on ou par pas pour qu que qui sa se ses si son sont sur ta te tes ton tu un une vos votre vous est etre ete sous entre
  ainsi chaque selon afin dont
  a an and are as at be been by for from had has have he her his in into is it its not of off or our she so than that the their
  them then there these they this to was we were what when where which who will with you your`.split(/\s+/),
)

/** The words of a text, in lower case with their accents. Letters that stand alone (`l’`, `d’`) are left out, figures are not. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => word.length > 1 || /\d/.test(word))

/** Whether a word tells what a text is about. */
export const isTelling = (word: string): boolean => !empty.has(plain(word))

const stems = { fr: french, en: english } as const

/** Characters of a word that are looked at: longer ones are codes, alike by their beginning. */
const LONGEST = 64

/**
 * What a French word is without the plural that Snowball leaves: it cuts no `s` after a vowel (vélos, taxis) and knows no `x`
 * but that of `-eaux` (jeux, tuyaux, travaux). A word that is no plural (campus) only gets a root that nothing else has.
 */
function singulars(word: string): string[] {
  if (word.length < 4) return []
  if (/[aiou]s$/.test(plain(word))) return [word.slice(0, -1)]
  if (/aux$/.test(word)) return [word.slice(0, -1), `${word.slice(0, -2)}il`]
  return /[eo]ux$/.test(word) ? [word.slice(0, -1)] : []
}

/**
 * What a word is kept under: its roots, by the algorithms of Snowball (Porter, 2001) of one language, without accents. The root of
 * the word without its accents is kept too where it differs, since people leave them out and endings with accents are cut otherwise.
 */
export function rootsOf(word: string, language: Language): readonly string[] {
  const cut = word.slice(0, LONGEST)
  const forms = language === 'fr' ? [cut, ...singulars(cut)] : [cut]
  const roots = forms.flatMap((form) => [plain(stems[language](form)), stems[language](plain(form))])
  return [...new Set(roots)].map((root) => `${language}:${root}`)
}
