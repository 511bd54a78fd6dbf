import { afterAll, beforeAll, expect, test } from 'vitest'
import { asset, bind, definePack, integer, OrchestraError, table } from '../kernel/index.ts'
import { openLake } from '../lake/index.ts'
import { openStore } from '../store/index.ts'
import { collectGarbage } from './gc.ts'
import { openQueue } from './queue.ts'
import { readRun, readSteps, startRun } from './run.ts'
import { both, given, openTestHouse, place, type TestHouse } from './testing.ts'
import { work } from './worker.ts'

const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const COUNT = 24
const makes = new Map<string, number>()
const failures = new Map<string, OrchestraError[]>()

const sources = Array.from({ length: COUNT }, (_, i) =>
  given({ name: `s${i}`, rows: Row, address: `synthetic:s${i}` }, async function* () {
    makes.set(`s${i}`, (makes.get(`s${i}`) ?? 0) + 1)
    const failure = failures.get(`s${i}`)?.shift()
    if (failure) throw failure
    await new Promise((resolve) => setTimeout(resolve, 20))
    yield [{ id: i, _row: 1 }]
  }),
)
const gather = definePack({
  id: 'gather',
  title: both('Gather'),
  description: both('Gather'),
  code: import.meta.url,
  inputs: Object.fromEntries(sources.map((s) => [s.name, Row])),
  parameters: {},
  assets: (inputs) => [
    asset({
      name: 'all_rows',
      title: both('All'),
      from: inputs,
      rows: Row,
      async make(tables) {
        makes.set('all_rows', (makes.get('all_rows') ?? 0) + 1)
        return (await Promise.all(Object.values(tables).map((t) => t.all()))).flat()
      },
    }),
  ],
})
const territory = place(sources, [bind(gather, { inputs: Object.fromEntries(sources.map((s) => [s.name, s])) })])

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(territory)
})
afterAll(() => house?.close())

test('several workers share a run and make each asset once', async () => {
  const { chain, queue } = house
  const store = await openStore({ home: chain.home })
  const lake = await openLake({ folder: `${chain.home}/lake` })
  const other = { chain: { ...chain, store, lake }, queue: await openQueue(store, 'test') }
  const { id } = await startRun(chain, queue, { wanted: [], trigger: 'manual' })
  const until = async () => (await readRun(chain, id)).state !== 'running'
  const signal = new AbortController().signal
  await Promise.all([work(chain, queue, { signal, until }), work(other.chain, other.queue, { signal, until })])
  await other.queue.close()
  await lake.close()
  await store.close()
  expect((await readRun(chain, id)).state).toBe('done')
  expect([...makes.values()].every((n) => n === 1)).toBe(true)
  expect(makes.size).toBe(COUNT + 1)
  const workers = await chain.store.query<{ n: number }>('select count(*)::int as n from worker')
  expect(workers[0]!.n).toBe(2)
})

test('a transient failure is tried again after a while, a terminal one is not', async () => {
  makes.clear()
  const error = (retry: 'transient' | 'terminal') =>
    new OrchestraError({ code: `test.${retry}`, say: both(retry), retry })
  failures.set('s0', [error('transient'), error('transient')])
  failures.set('s1', [error('terminal')])
  await house.chain.store.query(`update asset_state set fresh = '{}' where asset in ('s0', 's1')`)
  await house.chain.store.query(`delete from current_version where asset in ('s0', 's1')`)
  await house.chain.store.query(`delete from materialization where asset in ('s0', 's1')`)
  const { run, steps } = await house.run('s0', 's1')
  expect(run.state).toBe('failed')
  expect(steps.map((s) => [s.asset, s.state, s.attempt, s.error?.code ?? null])).toEqual([
    ['s0', 'done', 3, null],
    ['s1', 'failed', 1, 'test.terminal'],
  ])
  expect(makes.get('s1')).toBe(1)
})

test('a step whose worker died is taken up, and the run goes on', async () => {
  const { chain, queue } = house
  const { id } = await startRun(chain, queue, { wanted: ['s1'], trigger: 'manual' })
  // What a process killed in mid-step leaves: a running step whose worker holds no lock.
  const job = await queue.take()
  const [dead] = await chain.store.query<{ id: number }>(
    `insert into worker (pid, host) values (0, 'gone') returning id`,
  )
  await chain.store.query(`update step set state = 'running', worker = $1, attempt = 1 where id = $2`, [
    dead!.id,
    job!.step,
  ])
  const { run } = await house.run('s1')
  expect(run.state).toBe('done')
  expect((await readRun(chain, id)).state).toBe('abandoned')
  expect((await readSteps(chain, id)).map((s) => s.state)).toEqual(['cancelled'])
})

test('an unmade input blocks what needs it, and says which', async () => {
  await house.chain.store.query(`delete from asset_state where asset = 's2'`)
  failures.set('s2', [new OrchestraError({ code: 'test.down', say: both('down') })])
  await house.chain.store.query(`delete from current_version where asset = 's2'`)
  await house.chain.store.query(`delete from materialization where asset = 's2'`)
  await house.chain.store.query(`update asset_state set fresh = '{}' where asset = 'all_rows'`)
  const { steps } = await house.run()
  expect(steps.find((s) => s.asset === 'all_rows')).toMatchObject({
    state: 'blocked',
    error: { facts: { inputs: ['s2'] } },
  })
  expect((await house.run()).run.state).toBe('done')
})

test('gc keeps the versions asked for and never what is current', async () => {
  const { store, lake } = house.chain
  const before = await store.query<{ object: string }>('select distinct object from materialization')
  await collectGarbage(house.chain, 1)
  const after = await store.query<{ asset: string; object: string }>('select asset, object from materialization')
  const current = await store.query<{ object: string }>(
    'select m.object from current_version c join materialization m on m.id = c.materialization',
  )
  expect(current).toHaveLength(COUNT + 1)
  expect(current.every((m) => lake.has(m.object))).toBe(true)
  expect(after.length).toBe(COUNT + 1)
  const kept = new Set(after.map((m) => m.object))
  expect(before.filter((m) => !kept.has(m.object)).some((m) => lake.has(m.object))).toBe(false)
})
