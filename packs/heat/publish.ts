import type { Bilingual, Licence, Publish } from '../../src/kernel/index.ts'

/** How a territory publishes what the pack makes of its data. */
export interface Publishing {
  /** That of the strictest of its data. */
  readonly licence: Licence
  /** Default: open. */
  readonly access?: Publish['access']
  /** Said in every description: that the data is invented, say. */
  readonly note?: Bilingual
}

/** The facts of one dataset of the pack. */
export const published = ({ licence, access = 'open' }: Publishing, limits: Bilingual): Publish => ({
  licence,
  access,
  theme: 'environment',
  keywords: [
    { fr: 'chaleur', en: 'heat' },
    { fr: 'confort thermique', en: 'thermal comfort' },
    { fr: 'îlot de chaleur urbain', en: 'urban heat island' },
  ],
  limits,
})

/** A description, and what the territory has to say of all of them. */
export const described = ({ note }: Publishing, fr: string, en: string): Bilingual =>
  note ? { fr: `${fr} ${note.fr}`, en: `${en} ${note.en}` } : { fr, en }
