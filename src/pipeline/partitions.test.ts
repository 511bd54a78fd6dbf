import { afterAll, beforeAll, expect, test } from 'vitest'
import { asset, bind, check, date, definePack, integer, OrchestraError, table } from '../kernel/index.ts'
import { countIn } from './ranges.ts'
import { readStates } from './state.ts'
import { both, given, openTestHouse, place, type TestHouse } from './testing.ts'

const Day = table('day', { day: date({ title: both('day'), role: 'id' }), value: integer({ title: both('v') }) })
const days = { by: 'day', from: '2024-01-01', to: '2024-01-10' } as const

const source = given(
  { name: 'daily', rows: Day, partitions: days, address: 'test:daily/{key}' },
  async function* (file, run) {
    const text = await (await import('node:fs/promises')).readFile(file!.path, 'utf8')
    yield [{ day: run.partition!.key, value: text === 'first' ? 1 : Number(text), _row: 1 }]
  },
)
const broken = new Set<string>()
const pack = definePack({
  id: 'days',
  title: both('Days'),
  description: both('Days'),
  code: import.meta.url,
  inputs: { daily: Day },
  parameters: {},
  assets: ({ daily }) => {
    const doubled = asset({
      name: 'doubled',
      title: both('Doubled'),
      from: { daily },
      rows: Day,
      partitions: days,
      checks: [check.notEmpty()],
      async make({ daily }, run) {
        if (broken.has(run.partition!.key))
          throw new OrchestraError({ code: 'test.broken', say: both('broken'), place: run.partition!.key })
        return (await daily.all()).map((row) => ({ ...row, value: row.value * 2 }))
      },
    })
    const total = asset({
      name: 'total',
      title: both('Total'),
      from: { doubled },
      rows: Day,
      make: async ({ doubled }) => [
        { day: '2024-01-01', value: (await doubled.all()).reduce((sum, row) => sum + row.value, 0) },
      ],
    })
    return [doubled, total]
  },
})

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(place([source], [bind(pack, { inputs: { daily: source } })]))
})
afterAll(() => house?.close())

const stepOf = (steps: readonly { asset: string }[], asset: string) =>
  steps.find((s) => s.asset === asset) as never as {
    made: number
    unchanged: number
    state: string
    error: { code: string } | null
  }

test('each partition is made, and its state is one range', async () => {
  const { run, steps } = await house.run()
  expect(run.state).toBe('done')
  expect(stepOf(steps, 'doubled').made).toBe(10)
  const states = await readStates(house.chain.store, 'test')
  expect(states.get('doubled')!.fresh).toEqual([[19723, 19733]])
  const [total] = await house.chain.store.query(`select rows from materialization where asset = 'total'`)
  expect(total).toEqual({ rows: 1 })
})

test('one changed partition recomputes that one and what is made from it', async () => {
  house.contents.set('test:daily/2024-01-04', '7')
  const { steps } = await house.run()
  expect(stepOf(steps, 'daily')).toMatchObject({ made: 1, unchanged: 9 })
  expect(stepOf(steps, 'doubled')).toMatchObject({ made: 1, unchanged: 0 })
  expect(stepOf(steps, 'total').made).toBe(1)
})

test('a partition that fails does not stop the others, and the last good versions stay', async () => {
  broken.add('2024-01-06')
  for (const day of ['05', '06', '07']) house.contents.set(`test:daily/2024-01-${day}`, '3')
  const { run, steps } = await house.run()
  expect(run.state).toBe('failed')
  expect(stepOf(steps, 'doubled')).toMatchObject({ state: 'failed', made: 2, error: { code: 'test.broken' } })
  const state = (await readStates(house.chain.store, 'test')).get('doubled')!
  expect(state.failed).toEqual([[19728, 19729]])
  expect(countIn(state.fresh)).toBe(9)
  broken.clear()
  const again = await house.run()
  expect(again.run.state).toBe('done')
  expect(stepOf(again.steps, 'doubled').made).toBe(1)
})

test('100,000 partitions are planned as one row', async () => {
  const hours = { by: 'hour', from: '2010-01-01T00', to: '2021-05-29T15' } as const
  const many = given({ name: 'many', rows: Day, partitions: hours, address: 'synthetic:many' }, async function* () {})
  house.use(place([many]))
  const { syncRecipes, partitionsOf, staleOf } = await import('./state.ts')
  await syncRecipes(house.chain.store, house.chain.graph)
  const node = house.chain.graph.byName.get('many')!
  expect(countIn([partitionsOf(node, house.now)])).toBe(100_000)
  await house.chain.store.query(
    `update asset_state set fresh = '{[350640,400000),[400001,450640)}' where asset = 'many'`,
  )
  const state = (await readStates(house.chain.store, 'test')).get('many')
  expect(staleOf(node, state, house.now)).toEqual([[400000, 400001]])
})
