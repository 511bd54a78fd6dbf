import { expect, test } from 'vitest'
import { makeDatastreams, observeOfTests, sourceOf } from '../testing.ts'
import type { Observation, ObservationInput } from '../types.ts'

const house = observeOfTests()
const at = (text: string) => new Date(text)

test('what is written is read as it was given, whatever its type', async () => {
  const { observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const results = [
    21.5,
    -0.1,
    1e300,
    'open',
    '\\u0000 \\ud83d 😀',
    true,
    false,
    { a: [1, 'é"\\'] },
    [1, 2],
    null,
    2 ** 53,
  ]
  const batch: ObservationInput[] = results.map((result, i) => ({
    datastream: datastream!,
    phenomenonStart: at(`2025-03-0${(i % 9) + 1}T12:00:00.${String(i).padStart(3, '0')}Z`),
    phenomenonEnd: i === 1 ? at('2025-03-02T13:00:00Z') : null,
    resultTime: i === 2 ? at('2025-03-03T12:00:01Z') : null,
    result,
    quality: i === 3 ? 'good' : null,
    parameters: i === 4 ? { k: 'v,"{}' } : null,
  }))
  const { ids, written, duplicates, refused } = await observations.write(batch)
  expect({ written, duplicates, refused }).toEqual({ written: results.length, duplicates: 0, refused: [] })
  for (const [i, input] of batch.entries()) {
    const kept = await observations.get(ids[i]!)
    expect(kept).toMatchObject({ ...input, id: ids[i] })
  }
})

test('bad observations are refused with their reason, and their neighbours pass', async () => {
  const { observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const good = { datastream: datastream!, phenomenonStart: at('2025-03-01T00:00:00Z'), result: 1 }
  const { ids, written, refused } = await observations.write([
    good,
    { ...good, datastream: 999_999_999 },
    { ...good, phenomenonStart: new Date(Number.NaN) },
    { ...good, phenomenonStart: at('0099-01-01T00:00:00Z') },
    { ...good, phenomenonEnd: at('2024-01-01T00:00:00Z') },
    { ...good, result: Number.POSITIVE_INFINITY },
    { ...good, source: 'not a uuid' },
    { ...good, foi: 888_888 },
    { ...good, result: 'a\u0000b' },
    { ...good, parameters: { half: '\ud83d' } },
    { ...good, result: 'x'.repeat(300_000) },
    good,
  ])
  expect(written).toBe(2)
  expect(ids.map((id) => id !== null)).toEqual([true, ...Array(10).fill(false), true])
  expect(refused.map(({ index, code }) => [index, code]).sort(([a], [b]) => Number(a) - Number(b))).toEqual([
    [1, 'observe.no-datastream'],
    [2, 'observe.bad-time'],
    [3, 'observe.bad-time'],
    [4, 'observe.bad-time'],
    [5, 'observe.bad-result'],
    [6, 'observe.bad-source'],
    [7, 'observe.no-feature'],
    [8, 'observe.bad-result'],
    [9, 'observe.bad-result'],
    [10, 'observe.too-long'],
  ])
})

test('the same identity is one row: in a batch, in the next, from callers at the same moment', async () => {
  const { observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const one = { datastream: datastream!, phenomenonStart: at('2025-03-01T00:00:00Z'), result: 5, source: sourceOf(1) }
  const first = await observations.write([one, one])
  expect([first.written, first.duplicates]).toEqual([1, 1])
  expect(first.ids[0]).toBe(first.ids[1])
  const again = await Promise.all([observations.write([one]), observations.write([one, { ...one, source: null }])])
  expect(again.map((answer) => [answer.written, answer.duplicates])).toEqual([
    [0, 1],
    [1, 1],
  ])
  expect(again[0]!.ids).toEqual([first.ids[0]])
  expect(await observations.latest([datastream!])).toMatchObject([
    { count: 2, lastId: again[1]!.ids[1], lastResult: 5 },
  ])
})

test('callers share transactions, each gets its own answer, and listeners hear what was committed once', async () => {
  const { observations, registry, store } = { ...house.observe, ...house }
  void registry
  const ids = await makeDatastreams(house.observe, 20)
  const heard: Observation[] = []
  const stop = observations.heard((some) => heard.push(...some))
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      observations.write([
        { datastream: ids[i % 20]!, phenomenonStart: new Date(Date.UTC(2025, 4, 1) + i * 1000), result: i },
        { datastream: i === 7 ? 0 : ids[0]!, phenomenonStart: new Date(Date.UTC(2025, 5, 1) + i), result: -i },
      ]),
    ),
  )
  stop()
  expect(answers.map((one) => one.refused.length).reduce((a, b) => a + b)).toBe(1)
  expect(answers[7]!.refused[0]!.index).toBe(1)
  expect(
    answers.every((one, i) => one.ids.length === 2 && one.ids[0] !== null && one.written === (i === 7 ? 1 : 2)),
  ).toBe(true)
  expect(new Set(heard.map((one) => one.id))).toEqual(
    new Set(answers.flatMap((one) => one.ids.filter((id) => id !== null))),
  )
  const [row] = await store.query<{ n: number }>(
    'select sum(count)::int as n from datastream_state where datastream = any ($1)',
    [ids],
  )
  expect(row!.n).toBe(399)
})

test('inside a transaction that is rolled back nothing is written nor heard', async () => {
  const { store, observations } = house.observe
  const [datastream] = await makeDatastreams(house.observe, 1)
  const sorry = new Error('sorry')
  const failing = store.transaction(async (tx) => {
    await observations.writeWithin(tx, [
      { datastream: datastream!, phenomenonStart: at('2031-01-01T00:00:00Z'), result: 1 },
    ])
    throw sorry
  })
  await expect(failing).rejects.toBe(sorry)
  expect(await observations.latest([datastream!])).toEqual([])
})
