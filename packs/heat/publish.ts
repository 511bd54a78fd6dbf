import type { Bilingual, Licence, Publish, Theme } from '../../src/kernel/index.ts'

/** How a territory publishes what the pack makes of its data. */
export interface Publishing {
  /** That of the strictest of its data. */
  readonly licence: Licence
  /** Default: open. */
  readonly access?: Publish['access']
  /** Said in every description: that the data is invented, say. */
  readonly note?: Bilingual
}

/** The facts of one dataset of a pack, of a theme and with keywords. */
export const publisher =
  (theme: Theme, keywords: readonly Bilingual[]) =>
  ({ licence, access = 'open' }: Publishing, limits: Bilingual): Publish => ({
    licence,
    access,
    theme,
    keywords,
    limits,
  })

/** The facts of one dataset of this pack. */
export const published = publisher('environment', [
  { fr: 'chaleur', en: 'heat' },
  { fr: 'confort thermique', en: 'thermal comfort' },
  { fr: 'îlot de chaleur urbain', en: 'urban heat island' },
])

/** A description, and what the territory has to say of all of them. */
export const described = ({ note }: { readonly note?: Bilingual | undefined }, fr: string, en: string): Bilingual =>
  note ? { fr: `${fr} ${note.fr}`, en: `${en} ${note.en}` } : { fr, en }
