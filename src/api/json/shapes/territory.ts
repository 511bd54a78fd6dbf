import Type, { type Static } from 'typebox'
import { Bbox, Contact, count, Footprint, instant, number, orNull, Text, text } from './common.ts'

export const Territory = Type.Object({
  id: text(),
  title: Text,
  description: Text,
  bounds: Bbox,
  crs: text('CRS its services work in.'),
  timezone: text('IANA name.'),
  organisation: Contact,
  synthetic: Type.Boolean({ description: 'True where the data is invented.' }),
  sensing: Type.Boolean({ description: 'True where it has sensors and equipment of its own.' }),
  counts: Type.Object({ sources: count(), assets: count('Sources included.'), datasets: count(), packs: count() }),
  states: Type.Object({ never: count(), fresh: count(), stale: count(), failed: count(), running: count() }),
  totals: Type.Object({
    rows: count('Rows of the current versions of all assets.'),
    published: count('Rows of the published datasets.'),
    bytes: count('Bytes of the current versions.'),
    quarantined: count('Rows set aside in the current versions.'),
  }),
  footprint: Footprint,
  packs: Type.Array(
    Type.Object({
      id: text(),
      title: Text,
      description: Text,
      assets: Type.Array(text()),
      parameters: Type.Array(
        Type.Object({
          name: text(),
          title: Text,
          value: number('As bound in this territory.'),
          default: number('As the pack proposes.'),
          unit: text('UCUM code.'),
          source: text(),
          date: text(),
        }),
      ),
    }),
  ),
  lastRun: orNull(Type.Object({ id: count(), state: text(), started: instant(), finished: orNull(instant()) })),
})
export type Territory = Static<typeof Territory>
