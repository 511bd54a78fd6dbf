import { expect, test } from 'vitest'
import { testOn } from '../testing/data.ts'
import { facts } from '../testing/facts.ts'
import { fileOf, readAll } from '../testing/run.ts'
import { zipOf } from '../testing/zip.ts'
import { gtfs } from './index.ts'

const star = gtfs({ ...facts, name: 'star', title: { fr: 'STAR', en: 'STAR' } })

const feedOf = (files: Record<string, string>, folder = '') =>
  fileOf('feed.zip', zipOf(Object.entries(files).map(([name, content]) => ({ name: folder + name, content }))))

test('a source a table, named after the feed', () => {
  expect(Object.values(star).map((s) => s.name)).toEqual([
    'star_agency',
    'star_stops',
    'star_routes',
    'star_trips',
    'star_stop_times',
    'star_calendar',
    'star_calendar_dates',
    'star_frequencies',
    'star_shapes',
    'star_transfers',
  ])
  expect(star.stops).toMatchObject({
    title: { fr: 'STAR : arrêts', en: 'STAR: stops' },
    licence: 'ODbL-1.0',
    connector: 'gtfs',
  })
})

test('times pass midnight, optional columns may be absent, a feed may be in a folder', async () => {
  for (const folder of ['', 'gtfs/']) {
    const feed = feedOf(
      {
        'stops.txt': '\uFEFFstop_id, stop_name,stop_lat,stop_lon\n1,"Place, Hoche",48.115,-1.677\n2,,,\n',
        'stop_times.txt':
          'trip_id,arrival_time,departure_time,stop_id,stop_sequence\n1,25:10:00,25:11:30,1,1\n1,,,2,2\n1,later,x,3,3\n',
        'shapes.txt': 'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\ns,48.1,-1.6,0\n',
      },
      folder,
    )
    const stops = await readAll(star.stops, feed)
    expect(stops.rows.map((r) => [r.stop_id, r.stop_name, r.geometry?.coordinates, r.location_type])).toEqual([
      ['1', 'Place, Hoche', [-1.677, 48.115], null],
      ['2', null, undefined, null],
    ])
    const times = await readAll(star.stopTimes, feed)
    expect(times.rows.map((r) => [r.arrival_time, r.departure_time])).toEqual([
      [90_600, 90_690],
      [null, null],
    ])
    expect(times.rejected.map((r) => r.place)).toEqual([`feed.zip!${folder}stop_times.txt:4`])
    expect((await readAll(star.shapes, feed)).rows[0]!.geometry.coordinates).toEqual([-1.6, 48.1])
  }
})

test('what the standard makes optional may be missing, the rest may not', async () => {
  const feed = feedOf({ 'stops.txt': 'stop_id,stop_lat,stop_lon\n', 'calendar.txt': '' })
  for (const source of [star.calendar, star.calendarDates, star.frequencies, star.shapes, star.transfers, star.stops])
    expect(await readAll(source as unknown as typeof star.stops, feed)).toEqual({ rows: [], rejected: [] })
  for (const source of [star.agency, star.routes, star.trips, star.stopTimes])
    await expect(readAll(source as unknown as typeof star.stops, feed)).rejects.toMatchObject({
      code: 'gtfs.missing-file',
      facts: { found: ['stops.txt', 'calendar.txt'] },
    })
  await expect(readAll(star.stops, feedOf({ 'stops.txt': 'stop_id,lat,lon\n1,2,3' }))).rejects.toMatchObject({
    code: 'csv.missing-column',
  })
  await expect(readAll(star.stops, fileOf('x.zip', 'not a zip'))).rejects.toMatchObject({
    code: 'archive.not-an-archive',
  })
})

testOn('rennes/gtfs_star_2012-07.zip', 'every line of every table', async (file) => {
  const count = async (name: keyof typeof star) => {
    const { rows, rejected } = await readAll(star[name] as unknown as typeof star.stops, file)
    return [rows.length, rejected.length]
  }
  expect(await count('agency')).toEqual([1, 0])
  expect(await count('stops')).toEqual([1_267, 0])
  expect(await count('routes')).toEqual([39, 0])
  expect(await count('trips')).toEqual([6_860, 0])
  expect(await count('stopTimes')).toEqual([196_106, 0])
  expect(await count('calendar')).toEqual([8, 0])
  expect(await count('calendarDates')).toEqual([7, 0])
  expect(await count('shapes')).toEqual([0, 0])
})
