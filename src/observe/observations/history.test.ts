import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { makeDatastreams, observeOfTests, sourceOf } from '../testing.ts'
import type { AggregateQuery, Observation, ObservationInput } from '../types.ts'

const house = observeOfTests()

const DAY = 86_400_000
const start = Date.UTC(2025, 0, 15)
const end = Date.UTC(2025, 3, 15)
// Long after: every month of the test is due.
const later = new Date(Date.UTC(2025, 7, 1))

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

/** Facts observed over three months: by the number of a datastream, some at the same instant, some not numbers. */
function facts(random: () => number, count: number): (ObservationInput & { source: string })[] {
  return Array.from({ length: count }, (_, i) => {
    const at = start + Math.floor((random() * (end - start)) / 600_000) * 600_000
    const kind = random()
    return {
      datastream: Math.floor(random() * 3),
      phenomenonStart: new Date(at),
      phenomenonEnd: kind < 0.2 ? new Date(at + 60_000) : null,
      resultTime: kind < 0.8 ? new Date(at + Math.floor(random() * 5000)) : null,
      result: kind < 0.1 ? null : kind < 0.2 ? { state: 'open' } : kind < 0.25 ? 'closed' : random() * 100 - 30,
      quality: kind < 0.3 ? { ok: true } : null,
      parameters: kind > 0.9 ? { battery: 3.1 } : null,
      source: sourceOf(i),
    }
  })
}

const byOrder = (a: Observation, b: Observation) =>
  a.datastream - b.datastream ||
  a.phenomenonStart.getTime() - b.phenomenonStart.getTime() ||
  (a.source! < b.source! ? -1 : 1)

/** What the store answers about some datastreams, without the ids it gave. */
async function answersOf(datastreams: readonly number[]) {
  const { observations } = house.observe
  const number = (id: number) => datastreams.indexOf(id)
  const plain = ({ id, ...rest }: Observation) => ({ ...rest, datastream: number(rest.datastream), hasId: id > 0 })
  const middle = { from: new Date(Date.UTC(2025, 0, 28, 5)), to: new Date(Date.UTC(2025, 2, 3, 7)) }
  const ascending = await observations.page({ datastreams, order: 'asc', top: 5000 })
  const pages: Observation[] = []
  for (let last: Observation | undefined; ; ) {
    const after = last && { time: last.phenomenonStart, source: last.source, id: last.id }
    const some = await observations.page({ datastreams, order: 'desc', top: 97, ...(after && { after }) })
    pages.push(...some)
    last = some.at(-1)
    if (some.length < 97) break
  }
  expect(pages.map(({ id }) => id).sort()).toEqual(ascending.map(({ id }) => id).sort())
  const aggregates = async (query: Omit<AggregateQuery, 'datastreams'>) => {
    const { buckets, gaps } = await observations.aggregate({ datastreams, ...query })
    return {
      buckets: buckets.map((bucket) => ({ ...bucket, datastream: number(bucket.datastream) })),
      gaps: gaps.map((gap) => ({ ...gap, datastream: number(gap.datastream) })),
    }
  }
  const states = await observations.latest(datastreams)
  const skipped = await observations.page({
    datastreams: [datastreams[1]!],
    order: 'asc',
    top: 50,
    skip: 40,
    ...middle,
  })
  const asOne = await observations.asOne({ datastreams, ...middle }, (tx, from) =>
    tx.query<Record<string, unknown>>(
      `select datastream, count(*)::int, sum(number) as sum, count(result)::int as others, count(distinct source)::int as sources
       from ${from} o where datastream = any ($1) and phenomenon_start >= $2 and phenomenon_start < $3
       group by datastream order by datastream`,
      [datastreams, middle.from, middle.to],
    ),
  )
  return {
    all: [...ascending].sort(byOrder).map(plain),
    latest: (await observations.page({ datastreams, order: 'desc', top: 7 })).map(
      ({ phenomenonStart }) => phenomenonStart,
    ),
    skipped: skipped.map(plain),
    count: await observations.count({ datastreams, ...middle }),
    counts: await observations.count({ datastreams }),
    states: states.map(({ lastId, datastream, ...state }) => ({
      ...state,
      datastream: number(datastream),
      known: lastId > 0,
    })),
    asOne: asOne.map(({ datastream, sum, ...rest }) => ({
      ...rest,
      datastream: number(datastream as number),
      sum: (sum as number).toFixed(6),
    })),
    days: await aggregates({
      ...middle,
      step: { every: 'day', zone: 'Europe/Paris' },
      percentiles: [0.05, 0.5, 0.95],
      expectedEvery: 3600,
    }),
    months: await aggregates({
      from: new Date(start),
      to: new Date(end),
      step: { every: 'month', zone: 'Europe/Paris' },
    }),
  }
}

test.each([1, 2])(
  'the same facts in any order, twice, across compactions, give the same store (seed %i)',
  async (seed) => {
    const { observations } = house.observe
    const random = seeded(seed)
    const all = facts(random, 400)
    const written: number[][] = []
    const answers: Awaited<ReturnType<typeof answersOf>>[] = []
    for (const compacts of [0, 1, 3]) {
      const datastreams = await makeDatastreams(house.observe, 3)
      written.push(datastreams)
      const deliveries = shuffled([...all, ...all.filter(() => random() < 0.5)], random)
      const pauses = new Set(Array.from({ length: compacts }, () => Math.floor(random() * deliveries.length)))
      let sum = 0
      for (let i = 0; i < deliveries.length; ) {
        const size = 1 + Math.floor(random() * 120)
        const batch = deliveries.slice(i, i + size).map((one) => ({ ...one, datastream: datastreams[one.datastream]! }))
        const done = await observations.write(batch)
        expect(done.ids.every((id) => id !== null)).toBe(true)
        expect(done.written + done.duplicates).toBe(batch.length)
        sum += done.written
        // A day further each time, so that what came late is merged too.
        for (const pause of pauses)
          if (pause >= i && pause < i + size)
            await observations.compact(new Date(later.getTime() + (seed * 100 + i) * 2 * DAY))
        i += size
      }
      expect(sum).toBe(all.length)
      answers.push(await answersOf(datastreams))
    }
    expect(answers[0]!.all).toHaveLength(all.length)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    // The last world has files and late rows; once all is in files, nothing has changed.
    await observations.compact(new Date(Date.UTC(2100, seed, 1)))
    expect(await answersOf(written[0]!)).toEqual(answers[0])
    expect(await answersOf(written[2]!)).toEqual(answers[0])
    const periods = await house.store.query<{ state: string; rows: number }>(
      'select state, rows from observation_period',
    )
    expect(new Set(periods.map(({ state }) => state))).toEqual(new Set(['cold']))
    expect(periods.reduce((total, { rows }) => total + rows, 0)).toBe(all.length * 3 * seed)
    expect(await house.store.query('select from observation limit 1')).toEqual([])
  },
)
