import { expect, test } from 'vitest'
import { integer, sql, table } from '../kernel/index.ts'
import { lakeOfTests } from './testing.ts'

const made = lakeOfTests()
const Sum = table('sum', { n: integer({ title: { fr: 'n', en: 'n' } }) })

test('a query that would never end stops when told to, and the lake goes on', async () => {
  const stop = new AbortController()
  const endless = sql`select count(*) as n from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = 3`
  const written = made.lake.writeSql(Sum, endless, new Map(), { signal: stop.signal })
  const refused = expect(written).rejects.toThrow('enough')
  setTimeout(() => stop.abort(new Error('enough')), 100)
  await refused
  const after = await made.lake.writeSql(Sum, sql`select 3::bigint as n`, new Map())
  expect(after.rows).toBe(1)
})
