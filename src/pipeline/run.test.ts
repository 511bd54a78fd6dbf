import { afterAll, beforeAll, expect, test } from 'vitest'
import { asset, bind, check, definePack, integer, nullable, type Parameter, sql, table, text } from '../kernel/index.ts'
import { currentFiles, tableFiles } from './inputs.ts'
import { startRun } from './run.ts'
import { both, given, openTestHouse, place, type TestHouse } from './testing.ts'

const Reading = table('reading', {
  id: integer({ title: both('id'), role: 'id' }),
  station: text({ title: both('station') }),
  value: nullable(integer({ title: both('value') })),
})
const Total = table('total', { station: text({ title: both('s'), role: 'id' }), total: integer({ title: both('t') }) })

const unit: Parameter = { default: 1, unit: '1', title: both('factor'), source: 'test', date: '2024' }
let makes = 0
const pack = definePack({
  id: 'totals',
  title: both('Totals'),
  description: both('Totals'),
  code: import.meta.url,
  inputs: { readings: Reading },
  parameters: { factor: unit },
  assets: ({ readings }, { factor }) => {
    const totals = asset({
      name: 'totals',
      title: both('Totals'),
      from: { readings },
      rows: Total,
      checks: [check.between('total', 0, 1_000_000)],
      make: ({ readings }) =>
        sql`select station, cast(sum(value) * ${factor} as bigint) as total from ${readings} group by 1 order by 1`,
    })
    const copy = asset({
      name: 'copy',
      title: both('Copy'),
      from: { totals },
      rows: Total,
      async make({ totals }) {
        makes++
        return totals.all()
      },
    })
    return [totals, copy]
  },
})

const readings = given(
  { name: 'readings', rows: Reading, checks: [check.between('value', 0, 900, { severity: 'quarantine' })] },
  async function* (file, run) {
    const text = await (await import('node:fs/promises')).readFile(file!.path, 'utf8')
    const rows = text === 'first' ? 'a:1 a:2 b:3 b:x b:950' : text
    let n = 0
    for (const part of rows.split(' ')) {
      n++
      const [station, value] = part.split(':')
      if (Number.isNaN(Number(value))) run.reject({ place: `given.txt:${n}`, reason: both('not a number'), raw: part })
      else yield [{ id: n, station: station!, value: Number(value), _row: n }]
    }
  },
)
const territory = (factor?: number) =>
  place([readings], [bind(pack, { inputs: { readings }, ...(factor && { parameters: { factor } }) })])

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(territory())
})
afterAll(() => house?.close())

const rowsOf = async (name: string) => {
  const { chain } = house
  const { files } = await currentFiles(chain.store, 'test', name)
  const node = chain.graph.byName.get(name)!
  return Array.fromAsync(
    chain.lake.read(
      tableFiles(
        node,
        files.map((f) => f.object),
      ),
    ),
  ).then((b) => b.flat())
}
const states = (steps: { asset: string; state: string }[]) => Object.fromEntries(steps.map((s) => [s.asset, s.state]))

test('a first run makes everything and accounts for every row', async () => {
  const { run, steps } = await house.run()
  expect(steps.find((s) => s.error)?.error).toBeUndefined()
  expect(run.state).toBe('done')
  expect(states(steps)).toEqual({ readings: 'done', totals: 'done', copy: 'done' })
  expect(steps[0]!.account).toEqual({ read: 5, published: 3, merged: 0, quarantined: 2 })
  expect(await rowsOf('copy')).toEqual([
    { station: 'a', total: 3 },
    { station: 'b', total: 3 },
  ])
})

test('rows set aside are kept with their reason and their place', async () => {
  const [row] = await house.chain.store.query<{ quarantine: string }>(
    `select quarantine from materialization where asset = 'readings' and state = 'published'`,
  )
  const { Quarantined } = await import('./quarantine.ts')
  const kept = (await Array.fromAsync(house.chain.lake.read({ shape: Quarantined, hashes: [row!.quarantine] }))).flat()
  expect(kept.map((k) => [k.place, k.reason_en])).toEqual([
    ['given.txt:4', 'not a number'],
    ['given.txt:5', 'value between 0 and 900'],
  ])
})

test('an unchanged source recomputes nothing', async () => {
  const before = makes
  const { run, steps } = await house.run()
  expect(run.state).toBe('done')
  expect(steps.every((s) => s.state === 'skipped')).toBe(true)
  expect(makes).toBe(before)
})

test('a change that leaves the result the same stops there', async () => {
  const before = makes
  house.contents.set('test:readings', 'a:3 b:1 b:2')
  const { steps } = await house.run()
  expect(states(steps)).toEqual({ readings: 'done', totals: 'done', copy: 'skipped' })
  expect(makes).toBe(before)
})

test('a changed source goes through to the end', async () => {
  house.contents.set('test:readings', 'a:10 b:1')
  const { steps } = await house.run()
  expect(states(steps)).toEqual({ readings: 'done', totals: 'done', copy: 'done' })
  expect(await rowsOf('copy')).toEqual([
    { station: 'a', total: 10 },
    { station: 'b', total: 1 },
  ])
})

test('a changed parameter recomputes what the pack makes, not its sources', async () => {
  house.use(territory(2))
  const { steps } = await house.run()
  expect(states(steps)).toEqual({ readings: 'skipped', totals: 'done', copy: 'done' })
  expect((await rowsOf('totals'))[0]).toEqual({ station: 'a', total: 20 })
})

test('returning to an earlier parameter takes the earlier version, without making it', async () => {
  const before = makes
  house.use(territory())
  const { steps } = await house.run()
  expect(states(steps)).toEqual({ readings: 'skipped', totals: 'done', copy: 'done' })
  expect(makes).toBe(before)
  expect((await rowsOf('totals'))[0]).toEqual({ station: 'a', total: 10 })
})

test('a blocking check refuses the version and leaves the last good one served', async () => {
  house.use(territory(1_000_000))
  const { run, steps } = await house.run()
  expect(run.state).toBe('failed')
  expect(states(steps)).toEqual({ readings: 'skipped', totals: 'failed', copy: 'done' })
  const { error } = steps.find((s) => s.asset === 'totals')!
  expect(error).toMatchObject({ code: 'step.check-failed', place: 'totals' })
  expect((await rowsOf('totals'))[0]).toEqual({ station: 'a', total: 10 })
  house.use(territory())
  await house.run()
})

test('sources that are not asked are left alone', async () => {
  house.contents.set('test:readings', 'a:11 b:1')
  const { chain, queue } = house
  const none = await startRun(chain, queue, { wanted: ['copy'], trigger: 'schedule', ask: new Set() })
  expect([none.state, none.unchanged]).toEqual(['done', ['readings', 'totals', 'copy']])
  const { steps } = await house.run('copy')
  expect(states(steps).readings).toBe('done')
})

test('every start of an asset has its end among the lineage events', () => {
  const events = house.events.filter((e) => e.event === 'lineage').map((e) => e.facts)
  const ended = new Set(events.filter((e) => e.eventType !== 'START').map((e) => (e.run as { runId: string }).runId))
  const started = events.filter((e) => e.eventType === 'START').map((e) => (e.run as { runId: string }).runId)
  expect(started.length).toBeGreaterThan(5)
  expect(started.filter((id) => !ended.has(id))).toEqual([])
})

test('what is computed from nothing needs no snapshot, the second time either', async () => {
  const numbers = given({ name: 'numbers', rows: Total, address: 'synthetic:numbers' }, async function* () {
    yield [{ station: 'a', total: 1, _row: 1 }]
  })
  const other = await openTestHouse(place([numbers]))
  try {
    other.chain = { ...other.chain, offline: true }
    expect((await other.run()).run.state).toBe('done')
    expect((await other.run()).run.state).toBe('done')
  } finally {
    await other.close()
  }
})
