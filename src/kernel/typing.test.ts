import { expect, test } from 'vitest'
import {
  asset,
  bind,
  check,
  definePack,
  geometry,
  instant,
  nullable,
  number,
  optional,
  type RowOf,
  type Source,
  table,
  text,
} from './index.ts'

// What must not compile is marked: the type checker fails when the error below a mark disappears.

const t = (s: string) => ({ title: { fr: s, en: s } })
const Station = table('station', {
  id: text({ ...t('id'), role: 'id' }),
  at: geometry({ ...t('at'), types: ['Point'] }),
})
const Reading = table('reading', { station: text(t('s')), when: instant(t('w')), value: nullable(number(t('v'))) })

const pack = definePack({
  id: 'weather',
  title: { fr: 'Météo', en: 'Weather' },
  description: { fr: '', en: '' },
  code: import.meta.url,
  inputs: { stations: Station, readings: optional(Reading) },
  parameters: { limit: { default: 4, unit: 'm', title: { fr: 'l', en: 'l' }, source: 's', date: '2024' } },
  assets: ({ stations, readings }, { limit }) => [
    asset({
      name: 'means',
      title: { fr: 'm', en: 'm' },
      from: { stations, readings },
      rows: Reading,
      checks: [
        check.between('value', 0, limit),
        check.references('station', stations, 'id'),
        check.notEmpty(),
        // @ts-expect-error a check on a missing column
        check.between('valeu', 0, 1),
        // @ts-expect-error a missing column of the other asset
        check.references('station', stations, 'idd'),
      ],
      async make(inputs) {
        const rows = await inputs.readings.all()
        // @ts-expect-error an input that was not declared
        void inputs.other
        return rows.map((r) => ({ ...r, value: (r.value ?? 0) + 1 }))
      },
    }),
    asset({
      name: 'wrong',
      title: { fr: 'm', en: 'm' },
      from: { stations },
      rows: Station,
      // @ts-expect-error rows of another shape
      make: () => [{ id: 3 }],
    }),
  ],
})

declare const stations: Source<typeof Station>
declare const readings: Source<typeof Reading>

const bindings = () => [
  bind(pack, { inputs: { stations } }),
  bind(pack, { inputs: { stations, readings }, parameters: { limit: 3 } }),
  // @ts-expect-error an input bound to another shape
  bind(pack, { inputs: { stations: readings } }),
  // @ts-expect-error a required input not bound
  bind(pack, { inputs: {} }),
  // @ts-expect-error an unknown parameter
  bind(pack, { inputs: { stations }, parameters: { limits: 3 } }),
  // @ts-expect-error an unknown input
  bind(pack, { inputs: { stations, other: stations } }),
]

void bindings

test('a row has the types of its columns', () => {
  const row: RowOf<typeof Reading> = { station: 'a', when: new Date(0), value: null }
  const place: RowOf<typeof Station>['at'] = { type: 'Point', coordinates: [0, 0] }
  expect([row.value, place.type]).toEqual([null, 'Point'])
})
