import Type from 'typebox'
import { type AssetRef, type Process, process, processInput, type RowOf } from '../../../src/kernel/index.ts'
import { peopleNear } from '../people.ts'
import type { PopulationCell } from '../shapes.ts'
import { PeopleNearStops } from '../tables/people.ts'
import type { StopFrequency } from '../tables/transit.ts'

const Summary = Type.Object({
  population: Type.Number(),
  people: Type.Number(),
  share: Type.Number(),
  stops: Type.Integer(),
})
const fields = {
  population: { title: { fr: 'Habitants', en: 'Inhabitants' }, unit: '{person}' },
  people: {
    title: { fr: 'Habitants à portée (estimation)', en: 'Inhabitants within reach (estimate)' },
    unit: '{person}',
  },
  share: { title: { fr: 'Part des habitants', en: 'Share of the inhabitants' }, unit: '1' },
  stops: { title: { fr: 'Arrêts assez desservis', en: 'Stops served often enough' }, unit: '{stop}' },
}

/** People within a distance of a stop served at least so often. */
export function peopleNearStopsProcess(
  from: { stops: AssetRef<typeof StopFrequency>; population: AssetRef<typeof PopulationCell> },
  { reach, frequent }: { reach: number; frequent: number },
): Process {
  return process({
    id: 'people-near-stops',
    title: { fr: 'Habitants près d’un arrêt fréquent', en: 'People near a frequent stop' },
    description: {
      fr: 'Combien d’habitants vivent à moins d’une distance, à vol d’oiseau, d’un arrêt desservi au moins tant de fois par heure en journée, un jour ouvré. Les habitants sont supposés répartis également dans leur carreau.',
      en: 'How many inhabitants live within a distance, in a straight line, of a stop served at least so many times an hour by day on a weekday. Inhabitants are taken as evenly spread in their cell.',
    },
    keywords: [
      { fr: 'accessibilité', en: 'accessibility' },
      { fr: 'transport en commun', en: 'public transport' },
    ],
    code: import.meta.url,
    from,
    inputs: {
      distance: processInput.preset(Type.Number({ minimum: 1, maximum: 5000 }), reach, {
        title: { fr: 'Distance d’un arrêt, à vol d’oiseau', en: 'Distance to a stop, in a straight line' },
        unit: 'm',
      }),
      frequency: processInput.preset(Type.Number({ minimum: 0, maximum: 120 }), frequent, {
        title: { fr: 'Départs par heure, au moins', en: 'Departures an hour, at least' },
        unit: '/h',
      }),
    },
    outputs: {
      summary: { title: { fr: 'En tout', en: 'In all' }, schema: Summary, fields },
      cells: { title: { fr: 'Par carreau', en: 'By cell' }, rows: PeopleNearStops },
    },
    async execute({ distance, frequency }, { stops, population }, run) {
      const served = (await stops.all()).filter((stop) => stop.per_hour >= frequency)
      const cells: RowOf<typeof PeopleNearStops>[] = []
      for await (const batch of peopleNear(served, population, distance, run)) cells.push(...batch)
      const all = cells.reduce((sum, cell) => sum + cell.population, 0)
      const near = cells.reduce((sum, cell) => sum + cell.people, 0)
      const share = all > 0 ? near / all : 0
      return {
        summary: {
          population: rounded(all, 1),
          people: rounded(near, 1),
          share: rounded(share, 4),
          stops: served.length,
        },
        cells,
      }
    },
  })
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
