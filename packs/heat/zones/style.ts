import { drawn, type StyleBinding } from '../../../src/kernel/index.ts'
import { lczTypes } from '../../../src/models/lcz/index.ts'
import { ClimateZone } from './shape.ts'

/** The colours of WUDAPT, which readers of climate zones know, for the datasets of the zones. */
export const zoneStyles: readonly StyleBinding[] = [
  drawn(
    { name: 'climate_zones', rows: ClimateZone },
    {
      title: { fr: 'Zone climatique locale', en: 'Local climate zone' },
      column: 'lcz',
      categories: Object.entries(lczTypes).map(([value, { name, colour }]) => ({
        value,
        title: { fr: `${value} ${name.fr}`, en: `${value} ${name.en}` },
        colour,
      })),
    },
  ),
]
