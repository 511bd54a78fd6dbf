import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTERS, openTown, type Town } from '../api/testing.ts'
import { readCall } from './args.ts'
import { progressText } from './progress.ts'
import { refuseSelection, selected } from './selection.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const optionsOf = (...flags: string[]) => readCall(['export', 'counters', '--to', 'x.csv', ...flags], {}).options
const node = (name: string) => town.house.chain.graph.byName.get(name)!

async function rowsOf(...flags: string[]): Promise<number> {
  const { snapshot, open } = await selected(town.house.chain, node('counters'), optionsOf(...flags))
  const { options, free } = await open()
  let rows = 0
  for await (const batch of town.house.chain.lake.read(snapshot.table, options)) rows += batch.length
  free()
  return rows
}

test('flags choose rows and columns as the parameters of a download do', async () => {
  expect(await rowsOf()).toBe(COUNTERS)
  const half = await rowsOf('--filter', 'open = true')
  expect(half).toBe(COUNTERS / 2)
  expect(await rowsOf('--filter', 'open = true AND lanes = 0', '--columns', 'id,lanes')).toBeLessThan(half)
  // West of Greenwich: the value begins with a sign.
  expect(await rowsOf('--bbox', '-1.7,48,-1.6,49')).toBe(COUNTERS)
  expect(await rowsOf('--bbox', '2,48,3,49')).toBe(0)
  expect(await rowsOf('--version', new Date().toISOString())).toBe(COUNTERS)
})

test.each([
  [['--filter', 'opn = true'], /^--filter/, 'open'],
  [['--filter', 'open ='], /^--filter/, ''],
  [['--bbox', '1,2,3'], /^--bbox/, 'west,south'],
  [['--columns', 'id,nam'], /^--columns/, 'name'],
  [['--crs', 'EPSG:9'], /^--crs/, 'EPSG/0/2154'],
  [['--datetime', 'tomorrow'], /^--datetime/, '2024-06-01'],
  [['--version', 'first'], /^--version/, '2024-06-01'],
])('%j names its flag, what is wrong and what would do', async (flags, named, remedy) => {
  const failure = await selected(town.house.chain, node('counters'), optionsOf(...flags)).catch((error) => error)
  expect(failure.code).toBe('usage.wrong')
  expect(failure.say.en).toMatch(named)
  expect(failure.say.fr).toMatch(named)
  expect(failure.remedy?.en ?? '').toContain(remedy)
})

test('a file has no rows to choose', () => {
  expect(() => refuseSelection(optionsOf('--crs', 'EPSG:2154'))).toThrow('--crs chooses rows')
  refuseSelection(optionsOf())
})

test('progress says how far, how fast and how long still', () => {
  expect(progressText('en', { done: 350_000, total: 700_000, seconds: 2 })).toBe(
    '350,000 / 700,000 rows · 175,000/s · left: 2 s',
  )
  expect(progressText('en', { done: 10, total: undefined, seconds: 1 })).toBe('10 rows · 10/s')
})
