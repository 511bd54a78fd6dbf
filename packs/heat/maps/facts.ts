import type { Bilingual, RowOf } from '../../../src/kernel/index.ts'
import type { WeatherDay } from '../../../src/models/heat-day/index.ts'
import { type HeatDayFact, HeatHour } from './tables.ts'

/** What a day stands on, as rows: its numbers, where each hour of it comes from, and what is to be known of it. */
export function factsOf({ day, title, facts, origins, notes }: WeatherDay): RowOf<typeof HeatDayFact>[] {
  const row = (
    what: Bilingual,
    rest: Pick<RowOf<typeof HeatDayFact>, 'value' | 'unit' | 'origin'>,
    source: Bilingual,
  ) => ({
    what: what.fr,
    what_en: what.en,
    ...rest,
    source: source.fr,
    source_en: source.en,
    dated: day,
  })
  return [
    ...facts.map(({ name, value, unit, origin, source, date }) => ({
      ...row(name, { value, unit, origin }, source),
      dated: date,
    })),
    ...Object.entries(origins).map(([field, origin]) => {
      const { title: name, unit = '1' } = HeatHour.columns[field as keyof typeof origins]
      const what = { fr: `${name.fr}, heure par heure`, en: `${name.en}, hour by hour` }
      return row(what, { value: null, unit, origin }, title)
    }),
    ...notes.map((note, i) =>
      row({ fr: `Note ${i + 1}`, en: `Note ${i + 1}` }, { value: null, unit: '', origin: 'note' }, note),
    ),
  ]
}
