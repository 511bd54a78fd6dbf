import Type from 'typebox'
import {
  type AssetRef,
  geometry,
  nullable,
  number,
  type Process,
  pointSchema,
  pointTold,
  process,
  processInput,
  projector,
  table,
  text,
} from '../../../src/kernel/index.ts'
import { StopFrequency } from '../tables/transit.ts'

/** A stop that can be reached from a point, and how often it is served. */
export const StopInReach = table('stop_in_reach', {
  stop_id: text({ title: { fr: 'Arrêt', en: 'Stop' }, role: 'id' }),
  stop_name: nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })),
  lines: nullable(text({ title: { fr: 'Lignes', en: 'Lines' } })),
  distance: number({ title: { fr: 'Distance, à vol d’oiseau', en: 'Distance, in a straight line' }, unit: 'm' }),
  per_hour: number({
    title: { fr: 'Départs par heure en journée, jour ouvré', en: 'Departures an hour by day, weekday' },
    unit: '/h',
  }),
  geometry: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
})

/** The stops within a distance of a point, nearest first, and what they offer together. */
export function stopsNearPointProcess(stops: AssetRef<typeof StopFrequency>, { reach }: { reach: number }): Process {
  return process({
    id: 'stops-near-point',
    title: { fr: 'Arrêts à portée d’un lieu', en: 'Stops within reach of a place' },
    description: {
      fr: 'Les arrêts à moins d’une distance d’un lieu, à vol d’oiseau, du plus proche au plus lointain, avec leurs lignes et leur fréquence.',
      en: 'The stops within a distance of a place, in a straight line, nearest first, with their lines and frequency.',
    },
    keywords: [
      { fr: 'accessibilité', en: 'accessibility' },
      { fr: 'transport en commun', en: 'public transport' },
    ],
    code: import.meta.url,
    from: { stops },
    inputs: {
      place: processInput.required(pointSchema, {
        title: { fr: 'Lieu', en: 'Place' },
        told: pointTold,
      }),
      distance: processInput.preset(Type.Number({ minimum: 1, maximum: 5000 }), reach, {
        title: { fr: 'Distance, à vol d’oiseau', en: 'Distance, in a straight line' },
        unit: 'm',
      }),
    },
    outputs: {
      departures: {
        title: { fr: 'Départs par heure, tous ces arrêts', en: 'Departures an hour, all these stops' },
        schema: Type.Number(),
        unit: '/h',
      },
      stops: { title: { fr: 'Arrêts', en: 'Stops' }, rows: StopInReach },
    },
    async execute({ place, distance }, { stops }, run) {
      const toMetres = projector('EPSG:4326', run.territory.crs)
      const stopToMetres = projector(StopFrequency.columns.geometry.crs ?? 'EPSG:4326', run.territory.crs)
      const [x, y] = toMetres(place.coordinates)
      const found = (await stops.all())
        .flatMap(({ stop_id, stop_name, lines, per_hour, geometry }) => {
          if (!geometry) return []
          const [sx, sy] = stopToMetres(geometry.coordinates)
          const away = Math.hypot(sx! - x!, sy! - y!)
          return away <= distance
            ? [{ stop_id, stop_name, lines, per_hour, geometry, distance: Math.round(away * 10) / 10 }]
            : []
        })
        .sort((a, b) => a.distance - b.distance)
      const departures = found.reduce((sum, stop) => sum + stop.per_hour, 0)
      return { departures: Math.round(departures * 100) / 100, stops: found }
    },
  })
}
