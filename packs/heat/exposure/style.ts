import { drawn, type StyleBinding } from '../../../src/kernel/index.ts'
import { HeatExposure } from './tables.ts'

/** How the map of who lives where it is hot is drawn: by the afternoon. */
export const exposureStyles: readonly StyleBinding[] = [
  drawn(
    { name: 'heat_exposure', rows: HeatExposure },
    {
      title: { fr: 'UTCI moyen dehors, l’après-midi', en: 'Mean UTCI outdoors, in the afternoon' },
      column: 'utci_afternoon',
      method: 'jenks',
      classes: 5,
    },
  ),
]
