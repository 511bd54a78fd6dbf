import { expect, test } from 'vitest'
import { declareDevice, openTestIngest } from '../ingest/testing/ingest.ts'
import { observeOfTests } from '../testing.ts'

const made = observeOfTests()
const measure = {
  key: 'index',
  observedProperty: {
    name: 'Volume',
    definition: 'http://qudt.org/vocab/quantitykind/Volume',
    title: { fr: 'Volume', en: 'Volume' },
  },
  unit: { name: 'litre', symbol: 'L', definition: 'http://qudt.org/vocab/unit/L' },
  kind: 'counter',
  modulo: 1000,
} as const
const sensing = {
  connections: [
    {
      id: 'water',
      network: 'plain',
      topics: ['water/{device}'],
      mapping: { time: '/at', counter: '/n' },
      measures: [measure],
    },
  ],
} as const

const start = Date.UTC(2025, 2, 1)
/** A reading every minute; a reset at 7, a wrap at 12. */
const indexes = [0, 5, 5, 9, 20, 31, 40, 2, 8, 500, 900, 980, 15, 20, 21]
const message = (n: number) =>
  Buffer.from(JSON.stringify({ at: new Date(start + n * 60_000).toISOString(), n, index: indexes[n] }))

async function increments(device: string) {
  const rows = await made.store.query<{ from: Date; to: Date; number: number; parameters: object | null }>(
    `select phenomenon_start as from, phenomenon_end as to, number, parameters from observation o
     join datastream d on d.id = o.datastream where d.key = $1 order by phenomenon_end, phenomenon_start`,
    [`${device}/index/increment`],
  )
  return rows.map(({ from, to, number, parameters }) => [
    ...[(from.getTime() - start) / 60_000, (to.getTime() - start) / 60_000, number],
    ...(parameters ? [parameters] : []),
  ])
}

const expected = [
  ...[
    [0, 1, 5],
    [1, 2, 0],
    [2, 3, 4],
    [3, 4, 11],
    [4, 5, 11],
    [5, 6, 9],
    [6, 7, 2, { restarted: 'reset' }],
  ],
  ...[
    [7, 8, 6],
    [8, 9, 492],
    [9, 10, 400],
    [10, 11, 80],
    [11, 12, 35, { restarted: 'wrap' }],
    [12, 13, 5],
    [13, 14, 1],
  ],
]

test('increments follow from the readings, in whatever order and batches they come', async () => {
  const { ingest } = await openTestIngest(made.observe, sensing, () => new Date('2025-03-01T01:00:00Z'))
  const all = indexes.map((_, n) => n)
  const orders: Record<string, number[][]> = {
    inOrder: all.map((n) => [n]),
    together: [all],
    backwards: all.toReversed().map((n) => [n]),
    evenThenOdd: [all.filter((n) => n % 2 === 0), all.filter((n) => n % 2 === 1)],
    endsFirst: [
      [14, 0],
      [7, 3, 11],
      [1, 2, 12, 13],
      [4, 5, 6, 8, 9, 10],
      [3, 4],
    ],
  }
  for (const [device, batches] of Object.entries(orders)) {
    await declareDevice(made.observe, device, 'connection/water')
    for (const batch of batches)
      await Promise.all(batch.map((n) => ingest.take('water', `water/${device}`, message(n))))
    expect([device, await increments(device)]).toEqual([device, expected])
  }
})
