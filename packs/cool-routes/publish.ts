import { publisher } from '../heat/publish.ts'

/** The facts of one dataset of the pack. */
export const published = publisher('transport', [
  { fr: 'marche', en: 'walking' },
  { fr: 'ombre', en: 'shade' },
  { fr: 'îlot de fraîcheur', en: 'cool place' },
])
