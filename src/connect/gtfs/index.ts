import type { Bilingual, Source, SourceFacts, Table } from '../../kernel/index.ts'
import { sourceOf } from '../rows/source.ts'
import {
  GtfsAgency,
  GtfsCalendar,
  GtfsCalendarDate,
  GtfsFrequency,
  GtfsRoute,
  GtfsShapePoint,
  GtfsStop,
  GtfsStopTime,
  GtfsTransfer,
  GtfsTrip,
} from './shape.ts'

/** Facts of a feed: those of a source, whose name and title begin those of each table. */
export type GtfsFacts = Omit<SourceFacts, 'rows' | 'checks'>

/** One source for each table of a feed. */
export interface GtfsSources {
  readonly agency: Source<typeof GtfsAgency>
  readonly stops: Source<typeof GtfsStop>
  readonly routes: Source<typeof GtfsRoute>
  readonly trips: Source<typeof GtfsTrip>
  readonly stopTimes: Source<typeof GtfsStopTime>
  readonly calendar: Source<typeof GtfsCalendar>
  readonly calendarDates: Source<typeof GtfsCalendarDate>
  readonly frequencies: Source<typeof GtfsFrequency>
  readonly shapes: Source<typeof GtfsShapePoint>
  readonly transfers: Source<typeof GtfsTransfer>
}

/**
 * A GTFS Schedule feed (one zip): a source a table, named `{name}_stops`, `{name}_stop_times`… Times are seconds since
 * noon minus 12 h of the service day. Tables that the standard makes optional, or one of the two calendars, may be
 * missing: they have no rows. Throws `gtfs.missing-file` for the others.
 */
export function gtfs(facts: GtfsFacts): GtfsSources {
  const one = <S extends Table>(file: string, rows: S, title: Bilingual, required = false): Source<S> =>
    sourceOf<S>(
      {
        ...facts,
        name: `${facts.name}_${file}`,
        title: { fr: `${facts.title.fr} : ${title.fr}`, en: `${facts.title.en}: ${title.en}` },
        rows,
      },
      {
        connector: 'gtfs',
        code: import.meta.url,
        async *read(zip, run) {
          const { readGtfsTable } = await import('./read.ts')
          yield* readGtfsTable(zip, { file: `${file}.txt`, rows, required }, run)
        },
      },
    )
  return {
    agency: one('agency', GtfsAgency, { fr: 'exploitants', en: 'agencies' }, true),
    stops: one('stops', GtfsStop, { fr: 'arrêts', en: 'stops' }, true),
    routes: one('routes', GtfsRoute, { fr: 'lignes', en: 'routes' }, true),
    trips: one('trips', GtfsTrip, { fr: 'courses', en: 'trips' }, true),
    stopTimes: one('stop_times', GtfsStopTime, { fr: 'horaires', en: 'stop times' }, true),
    calendar: one('calendar', GtfsCalendar, { fr: 'calendriers', en: 'calendars' }),
    calendarDates: one('calendar_dates', GtfsCalendarDate, { fr: 'exceptions', en: 'calendar exceptions' }),
    frequencies: one('frequencies', GtfsFrequency, { fr: 'fréquences', en: 'frequencies' }),
    shapes: one('shapes', GtfsShapePoint, { fr: 'points des tracés', en: 'shape points' }),
    transfers: one('transfers', GtfsTransfer, { fr: 'correspondances', en: 'transfers' }),
  }
}
