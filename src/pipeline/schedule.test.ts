import { expect, test } from 'vitest'
import { integer, resolveGraph, type Schedule, table } from '../kernel/index.ts'
import { dueAssets } from './schedule.ts'
import type { AssetState } from './state.ts'
import { both, given, place } from './testing.ts'

const Row = table('row', { id: integer({ title: both('id') }) })
const graph = (schedule: Schedule) =>
  resolveGraph(place([given({ name: 's', rows: Row, schedule }, async function* () {})]))
const at = (text: string) => new Date(text)
const state = (checked: string): ReadonlyMap<string, AssetState> =>
  new Map([['s', { asset: 's', recipe: '', fresh: [], failed: [], version: 1, swapped: null, checked: at(checked) }]])

test('a cron moment is due once, in the time zone of the territory, and made up for when missed', () => {
  // 04:00 in Paris is 02:00 UTC in summer.
  const daily = graph({ cron: '0 4 * * *' })
  const due = (asked: string, now: string) => dueAssets(daily, new Map(), new Map([['s', at(asked)]]), at(now))
  expect(due('2024-06-01T02:00:05Z', '2024-06-01T20:00:00Z')).toEqual([])
  expect(due('2024-06-01T02:00:05Z', '2024-06-02T01:59:00Z')).toEqual([])
  expect(due('2024-06-01T02:00:05Z', '2024-06-02T02:00:10Z')).toEqual(['s'])
  expect(due('2024-06-01T02:00:05Z', '2024-06-05T12:00:00Z')).toEqual(['s'])
  expect(dueAssets(daily, new Map(), new Map(), at('2024-06-01T00:00:00Z'))).toEqual(['s'])
})

test('a freshness rule is due when nobody has looked for longer than it allows', () => {
  const hourly = graph({ noOlderThan: '1 h' })
  expect(dueAssets(hourly, state('2024-06-01T10:00:00Z'), new Map(), at('2024-06-01T10:59:00Z'))).toEqual([])
  expect(dueAssets(hourly, state('2024-06-01T10:00:00Z'), new Map(), at('2024-06-01T11:01:00Z'))).toEqual(['s'])
  // A failed attempt counts as a look, so that a dead source is not asked every twenty seconds.
  const asked = new Map([['s', at('2024-06-01T10:50:00Z')]])
  expect(dueAssets(hourly, state('2024-06-01T10:00:00Z'), asked, at('2024-06-01T11:01:00Z'))).toEqual([])
})
