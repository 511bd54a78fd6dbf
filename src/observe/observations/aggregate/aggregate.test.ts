import { expect, test } from 'vitest'
import { seeded } from '../../../kernel/testing/random.ts'
import { makeDatastreams, observeOfTests } from '../../testing.ts'
import { edgesOf } from './steps.ts'

const HOUR = 3_600_000
const instants = (edges: readonly number[]) => edges.map((ms) => new Date(ms).toISOString().slice(0, 16))
const edges = (...[step, from, to]: [Parameters<typeof edgesOf>[0], string, string]) =>
  instants(edgesOf(step, Date.parse(from), Date.parse(to)))

test('days of Paris have 23 and 25 hours when the clocks change', () => {
  const day = { every: 'day', zone: 'Europe/Paris' } as const
  expect(edges(day, '2025-03-29T12:00Z', '2025-03-31T12:00Z')).toEqual([
    '2025-03-28T23:00',
    '2025-03-29T23:00',
    '2025-03-30T22:00',
    '2025-03-31T22:00',
  ])
  expect(edges(day, '2025-10-26T00:00Z', '2025-10-27T00:00Z')).toEqual([
    '2025-10-25T22:00',
    '2025-10-26T23:00',
    '2025-10-27T23:00',
  ])
})

test('hours: none is lost in spring, the repeated one of autumn is two, half-hour zones keep theirs', () => {
  const hour = { every: 'hour', zone: 'Europe/Paris' } as const
  expect(edges(hour, '2025-03-29T23:00Z', '2025-03-30T22:00Z')).toHaveLength(24)
  expect(edges(hour, '2025-10-25T22:00Z', '2025-10-26T23:00Z')).toHaveLength(26)
  expect(edges({ every: 'hour', zone: 'Asia/Kolkata' }, '2025-01-01T00:10Z', '2025-01-01T01:10Z')).toEqual([
    '2024-12-31T23:30',
    '2025-01-01T00:30',
    '2025-01-01T01:30',
  ])
  // Lord Howe Island moves its clocks by half an hour: on 6 April 2025 at 15:00 UTC, 02:00 becomes 01:30.
  expect(edges({ every: 'hour', zone: 'Australia/Lord_Howe' }, '2025-04-05T13:00Z', '2025-04-05T18:30Z')).toEqual([
    '2025-04-05T13:00',
    '2025-04-05T14:00',
    '2025-04-05T15:30',
    '2025-04-05T16:30',
    '2025-04-05T17:30',
    '2025-04-05T18:30',
  ])
})

test('a midnight that does not exist is the instant the clocks jump; weeks begin on Monday; months and years have their lengths', () => {
  // In Beirut, 30 March 2025 began at 01:00.
  expect(edges({ every: 'day', zone: 'Asia/Beirut' }, '2025-03-29T12:00Z', '2025-03-30T12:00Z')).toEqual([
    '2025-03-28T22:00',
    '2025-03-29T22:00',
    '2025-03-30T21:00',
  ])
  expect(edges({ every: 'week', zone: 'Europe/Paris' }, '2025-03-27T12:00Z', '2025-04-01T12:00Z')).toEqual([
    '2025-03-23T23:00',
    '2025-03-30T22:00',
    '2025-04-06T22:00',
  ])
  expect(edges({ every: 'month', zone: 'Europe/Paris' }, '2024-02-10T00:00Z', '2024-03-31T23:30Z')).toEqual([
    '2024-01-31T23:00',
    '2024-02-29T23:00',
    '2024-03-31T22:00',
    '2024-04-30T22:00',
  ])
  expect(edges({ every: 'year', zone: 'America/Los_Angeles' }, '2024-01-01T00:00Z', '2024-06-01T00:00Z')).toEqual([
    '2023-01-01T08:00',
    '2024-01-01T08:00',
    '2025-01-01T08:00',
  ])
  expect(edges({ seconds: 900 }, '1969-12-31T23:50Z', '1970-01-01T00:20Z')).toEqual([
    '1969-12-31T23:45',
    '1970-01-01T00:00',
    '1970-01-01T00:15',
    '1970-01-01T00:30',
  ])
})

test('bad steps are refused with what to write', () => {
  expect(() => edgesOf({ seconds: 0 }, 0, 1)).toThrow(expect.objectContaining({ code: 'observe.bad-step' }))
  expect(() => edgesOf({ every: 'day', zone: 'Europe/Rennes' }, 0, 1)).toThrow(
    expect.objectContaining({ code: 'observe.bad-step' }),
  )
  expect(() => edgesOf({ seconds: 0.001 }, 0, HOUR)).toThrow(
    expect.objectContaining({ code: 'observe.too-many-steps' }),
  )
})

const house = observeOfTests()

test('the numbers are those of PostgreSQL, and what is missing is counted', async () => {
  const { observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const random = seeded(7)
  const from = Date.parse('2025-03-29T23:00Z')
  const step = 600_000
  // The local day of 30 March: 23 hours, six an hour. An hour and a half is missing, and one result is not a number.
  const all = Array.from({ length: 23 * 6 }, (_, i) => ({
    datastream: datastream!,
    phenomenonStart: new Date(from + i * step),
    result: i === 10 ? 'broken' : random() * 1e6 - 5e5,
  })).filter((_, i) => i < 60 || i > 68)
  await observations.write(all)
  const { buckets, gaps } = await observations.aggregate({
    ...{ datastreams: [datastream!], from: new Date(from), to: new Date('2025-03-30T22:00Z') },
    ...{ step: { every: 'day', zone: 'Europe/Paris' }, percentiles: [0, 0.25, 0.5, 0.99, 1], expectedEvery: 600 },
  })
  const [expected] = await house.store.query<Record<string, number> & { p: number[] }>(
    `select count(*) as count, count(number) as numbers, min(number), max(number), sum(number), avg(number) as mean,
       percentile_cont(array[0, 0.25, 0.5, 0.99, 1]) within group (order by number) as p
     from observation where datastream = $1`,
    [datastream],
  )
  const [day] = buckets
  expect(buckets).toHaveLength(1)
  expect(day).toMatchObject({
    count: expected!.count,
    numbers: expected!.numbers,
    min: expected!.min,
    max: expected!.max,
  })
  expect(day!.expected).toBe(23 * 6)
  expect(day!.sum).toBeCloseTo(expected!.sum!, 3)
  expect(day!.mean).toBeCloseTo(expected!.mean!, 6)
  for (const [i, value] of day!.percentiles.entries()) expect(value).toBeCloseTo(expected!.p[i]!, 6)
  expect(gaps).toEqual([{ datastream, from: new Date(from + 59 * step), to: new Date(from + 69 * step), missing: 9 }])
})

test('a datastream without observations has empty steps and one gap; sums lose nothing small', async () => {
  const { observations } = house.observe
  const [silent, exact] = await makeDatastreams(house.observe, 2)
  const at = (i: number) => new Date(Date.UTC(2025, 0, 1) + i * 1000)
  await observations.write(
    [1e16, 1, -1e16].map((result, i) => ({ datastream: exact!, phenomenonStart: at(i), result })),
  )
  const { buckets, gaps } = await observations.aggregate({
    ...{ datastreams: [silent!, exact!], from: at(0), to: at(7200) },
    ...{ step: { seconds: 3600 }, expectedEvery: 60 },
  })
  expect(buckets.map(({ datastream, count, sum, expected }) => [datastream, count, sum, expected])).toEqual([
    [silent, 0, null, 60],
    [silent, 0, null, 60],
    [exact, 3, 1, 60],
    [exact, 0, null, 60],
  ])
  expect(gaps).toEqual([
    { datastream: silent, from: at(0), to: at(7200), missing: 120 },
    { datastream: exact, from: at(2), to: at(7200), missing: 119 },
  ])
})
