import type { MeasureSpec, Sensing } from '../../../src/kernel/index.ts'
import type { Town } from '../town/town.ts'
import { inventory } from './csv.ts'
import { messagesOf } from './messages.ts'

/** The dataset of all that the town's devices say. */
export const DATASET = 'valmorne'

const number = (key: string, fr: string, en: string, kind: string, unit: MeasureSpec['unit']): MeasureSpec => ({
  ...{ key, kind: 'gauge', unit },
  observedProperty: { name: key, definition: `http://qudt.org/vocab/quantitykind/${kind}`, title: { fr, en } },
})
const state = (key: string, fr: string, en: string): MeasureSpec => ({
  ...number(key, fr, en, 'Dimensionless', none),
  kind: 'state',
})
const none = { name: 'unitless', symbol: '', ucum: '1', definition: 'http://qudt.org/vocab/unit/UNITLESS' }
const percent = { name: 'percent', symbol: '%', ucum: '%', definition: 'http://qudt.org/vocab/unit/PERCENT' }
const watt = { name: 'watt', symbol: 'W', ucum: 'W', definition: 'http://qudt.org/vocab/unit/W' }

/** The sensors of the town: its LoRaWAN network and its own broker, simulated in their real formats. */
export const sensingOf = (town: Town): Sensing => ({
  datasets: [
    {
      id: DATASET,
      title: { fr: 'Capteurs de Valmorne', en: 'Sensors of Valmorne' },
      access: 'open',
      licence: 'etalab-2.0',
      owner: 'Ville de Valmorne (inventée)',
    },
  ],
  connections: [
    { id: 'lorawan', network: 'chirpstack' },
    {
      ...{ id: 'parking', network: 'plain', topics: ['valmorne/parking/{device}'], mapping: { time: '/time' } },
      measures: [state('occupied', 'Place occupée', 'Space occupied')],
    },
    {
      ...{ id: 'lighting', network: 'plain', topics: ['valmorne/street-light/{device}'], mapping: { time: '/time' } },
      measures: [
        state('on', 'Allumé', 'On'),
        number('dimming', 'Gradation', 'Dimming', 'DimensionlessRatio', percent),
        number('power_w', 'Puissance', 'Power', 'Power', watt),
      ],
    },
  ],
  devices: { csv: () => inventory(town, DATASET) },
  simulate: { days: 2, messages: (from, to, now) => messagesOf(town, from, to, now) },
})
