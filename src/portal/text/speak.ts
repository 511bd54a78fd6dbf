import type { Bilingual, Language } from '../../kernel/index.ts'

type Entry = Bilingual | ((...values: never[]) => Bilingual)

/** The strings of one area of the portal. A missing language does not compile. */
export type Texts = Readonly<Record<string, Entry>>

/** The same strings in one language. */
export type Spoken<T extends Texts> = {
  readonly [K in keyof T]: T[K] extends (...values: infer V) => Bilingual ? (...values: V) => string : string
}

const spoken = new Map<Language, WeakMap<Texts, unknown>>([
  ['fr', new WeakMap()],
  ['en', new WeakMap()],
])

/** Gives the strings of an area in a language. */
export function speak<T extends Texts>(texts: T, language: Language): Spoken<T> {
  const known = spoken.get(language)!
  const found = known.get(texts)
  if (found) return found as Spoken<T>
  const made = Object.fromEntries(
    Object.entries(texts).map(([key, entry]) => [
      key,
      typeof entry === 'function' ? (...values: never[]) => entry(...values)[language] : entry[language],
    ]),
  ) as Spoken<T>
  known.set(texts, made)
  return made
}

/** Words that agree with a number: French takes the singular below 2, English for 1 only. */
export function agree(
  count: number,
  shown: string,
  fr: readonly [one: string, many: string],
  en: readonly [one: string, many: string],
): Bilingual {
  return {
    fr: `${shown} ${Math.abs(count) < 2 ? fr[0] : fr[1]}`,
    en: `${shown} ${Math.abs(count) === 1 ? en[0] : en[1]}`,
  }
}
