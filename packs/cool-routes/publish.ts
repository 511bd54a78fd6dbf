import type { Bilingual, Publish } from '../../src/kernel/index.ts'
import type { Publishing } from '../heat/publish.ts'

/** The facts of one dataset of the pack. */
export const published = ({ licence, access = 'open' }: Publishing, limits: Bilingual): Publish => ({
  licence,
  access,
  theme: 'transport',
  keywords: [
    { fr: 'marche', en: 'walking' },
    { fr: 'ombre', en: 'shade' },
    { fr: 'îlot de fraîcheur', en: 'cool place' },
  ],
  limits,
})
