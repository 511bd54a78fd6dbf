import { beforeAll, expect, test } from 'vitest'
import { datastream, location, observedProperty, sensor, thing } from '../testing/entities.ts'
import { stationOfTests } from '../testing/station.ts'

// Level 3 as FROST's branch of ets-sta10 has it: the twelve tests of DateTimeTests, on the twenty-one times they use.

const station = stationOfTests()
const at = (time: string) => `2016-01-01T0${time}:00.000Z`
const over = (from: string, to: string) => `${at(from)}/${at(to)}`
const instants = ['6:00', '6:59', '7:00', '7:01', '7:59', '8:00', '8:01', '9:00'].map(at)
const intervals = [
  ...['6:00 6:59', '6:00 7:00', '6:00 7:01', '7:00 8:00', '7:01 7:59', '7:59 9:00', '8:00 9:00', '8:01 9:00'],
  ...['6:59 8:01', '7:00 7:59', '7:00 8:01', '6:59 8:00', '7:01 8:00'],
].map((pair) => over(...(pair.split(' ') as [string, string])))
const [T700, T800, I700_800] = [at('7:00'), at('8:00'), over('7:00', '8:00')]

let ids: number[]
beforeAll(async () => {
  const Datastreams = [datastream(1, { Sensor: sensor(1), ObservedProperty: observedProperty(1) })]
  const id = await station.make('/Things', { ...thing(1), Locations: [location(1)], Datastreams })
  const stream = (await station.get(`/Things(${id})/Datastreams`)).body.value[0]!['@iot.id']
  const bodies = [
    ...instants.map((time) => ({ phenomenonTime: time, resultTime: time })),
    ...intervals.map((time) => ({ phenomenonTime: time, validTime: time })),
  ]
  ids = []
  for (const [result, body] of bodies.entries())
    ids.push(await station.make(`/Datastreams(${stream})/Observations`, { result, ...body }))
})

/** For each time property, what passes: of instants (`resultTime`), of intervals (`validTime`), of both (`phenomenonTime`). */
type Case = readonly [filter: string, ofInstants: readonly number[], ofIntervals: readonly number[]]
const binary = (op: string) => (a: string, b: string) =>
  /^[a-z]{2}$/.test(op) ? `${a} ${op} ${b}` : `${op}(${a},${b})`
const before = (op: string): Case[] => {
  const f = binary(op)
  return [
    [f('TIME', T700), [0, 1], [8, 9]],
    [f('TIME', I700_800), [0, 1], [8, 9]],
    [f(T800, 'TIME'), [6, 7], [15]],
    [f(I700_800, 'TIME'), [5, 6, 7], [14, 15]],
  ]
}
const after = (op: string): Case[] => {
  const f = binary(op)
  return [
    [f('TIME', T800), [6, 7], [15]],
    [f('TIME', I700_800), [5, 6, 7], [14, 15]],
    [f(T700, 'TIME'), [0, 1], [8, 9]],
    [f(I700_800, 'TIME'), [0, 1], [8, 9]],
  ]
}
const cases: Readonly<Record<string, readonly Case[]>> = {
  lt: before('lt'),
  gt: after('gt'),
  le: [
    [`TIME le ${T700}`, [0, 1, 2], [8, 9]],
    [`TIME le ${I700_800}`, [0, 1, 2], [8, 9, 10, 11, 17, 19]],
    [`${T800} le TIME`, [5, 6, 7], [14, 15]],
    [`${I700_800} le TIME`, [5, 6, 7], [11, 13, 14, 15, 18, 20]],
  ],
  ge: [
    [`TIME ge ${T800}`, [5, 6, 7], [14, 15]],
    [`TIME ge ${I700_800}`, [5, 6, 7], [11, 13, 14, 15, 18, 20]],
    [`${T700} ge TIME`, [0, 1, 2], [8, 9]],
    [`${I700_800} ge TIME`, [0, 1, 2], [8, 9, 10, 11, 17, 19]],
  ],
  eq: [
    [`TIME eq ${T800}`, [5], []],
    [`TIME eq ${I700_800}`, [], [11]],
    [`${T700} eq TIME`, [2], []],
    [`${I700_800} eq TIME`, [], [11]],
  ],
  before: before('before'),
  after: after('after'),
  meets: [
    [`meets(TIME,${T700})`, [2], [9, 11, 17, 18]],
    [`meets(TIME,${I700_800})`, [2, 5], [9, 14]],
    [`meets(${T700},TIME)`, [2], [9, 11, 17, 18]],
    [`meets(${I700_800},TIME)`, [2, 5], [9, 14]],
  ],
  during: [[`during(TIME,${I700_800})`, [2, 3, 4], [11, 12, 17, 20]]],
  overlaps: [
    [`overlaps(TIME,${T700})`, [2], [10, 11, 16, 17, 18, 19]],
    [`overlaps(TIME,${I700_800})`, [2, 3, 4], [10, 11, 12, 13, 16, 17, 18, 19, 20]],
    [`overlaps(${T700},TIME)`, [2], [10, 11, 16, 17, 18, 19]],
    [`overlaps(${I700_800},TIME)`, [2, 3, 4], [10, 11, 12, 13, 16, 17, 18, 19, 20]],
  ],
  starts: [
    [`starts(TIME,${T700})`, [2], [11, 17, 18]],
    [`starts(TIME,${I700_800})`, [2], [11, 17, 18]],
    [`starts(${I700_800},TIME)`, [2], [11, 17, 18]],
  ],
  finishes: [
    [`finishes(TIME,${T800})`, [5], [11, 19, 20]],
    [`finishes(TIME,${I700_800})`, [5], [11, 19, 20]],
    [`finishes(${I700_800},TIME)`, [5], [11, 19, 20]],
  ],
}

const passing = async (filter: string) => {
  const { status, text, body } = await station.get(`/Observations?$orderby=id&$filter=${encodeURIComponent(filter)}`)
  expect(status, text).toBe(200)
  return body.value.map((one) => ids.indexOf(one['@iot.id']))
}

test.each(Object.entries(cases))('%s on times and time intervals', async (_, list) => {
  for (const [filter, ofInstants, ofIntervals] of list) {
    expect(await passing(filter.replace('TIME', 'resultTime')), filter).toEqual(ofInstants)
    expect(await passing(filter.replace('TIME', 'validTime')), filter).toEqual(ofIntervals)
    expect(await passing(filter.replace('TIME', 'phenomenonTime')), filter).toEqual([...ofInstants, ...ofIntervals])
  }
})

test('during takes an interval on the right', async () => {
  for (const [a, b] of [
    ['resultTime', T700],
    ['validTime', T700],
    [T700, 'resultTime'],
    [I700_800, 'resultTime'],
  ])
    expect((await station.get(`/Observations?$filter=during(${a},${b})`)).status).toBe(400)
  expect(await passing(`during(${T700},validTime)`)).toEqual([10, 11, 16, 17, 18, 19])
  expect(await passing(`during(${T700},phenomenonTime)`)).toEqual([10, 11, 16, 17, 18, 19])
  expect(await passing(`during(${I700_800},phenomenonTime)`)).toEqual([11, 16, 18, 19])
})

test('durations, parts and other writings of times', async () => {
  expect(await passing(`resultTime add duration'PT1H' eq ${T800}`)).toEqual([2])
  expect(await passing(`resultTime sub duration'PT1M' eq ${T700}`)).toEqual([3])
  expect(await passing(`resultTime sub ${T700} eq duration'PT1H'`)).toEqual([5])
  expect(await passing('hour(resultTime) eq 6 and minute(resultTime) gt 0')).toEqual([1])
  expect(await passing('year(resultTime) eq 2016 and month(resultTime) eq 1 and day(resultTime) eq 1')).toHaveLength(8)
  expect(await passing('date(resultTime) eq 2016-01-01 and time(resultTime) ge 09:00:00')).toEqual([7])
  expect(await passing('resultTime eq 2016-01-01T08:00:00+01:00')).toEqual([2])
  expect((await station.get('/Observations?$filter=resultTime eq 2016-01-01T08:00:00+01:00')).body.value).toHaveLength(
    1,
  )
  expect(
    await passing(`resultTime lt now() and resultTime gt mindatetime() and resultTime lt maxdatetime()`),
  ).toHaveLength(8)
  expect(
    await passing(
      'totaloffsetminutes(resultTime) eq 0 and second(resultTime) eq 0 and fractionalseconds(resultTime) eq 0',
    ),
  ).toHaveLength(8)
  expect(await passing('resultTime eq null')).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
  expect(await passing('validTime ne null and not (result gt 9)')).toEqual([8, 9])
})
