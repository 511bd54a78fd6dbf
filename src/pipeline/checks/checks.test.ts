import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asset,
  bind,
  type Check,
  check,
  definePack,
  geometry,
  instant,
  integer,
  type Node,
  nullable,
  number,
  type Rejected,
  resolveGraph,
  sql,
  table,
  text,
} from '../../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../testing.ts'
import { judge, refusal } from './index.ts'

const Place = table('place', {
  id: integer({ title: both('id'), role: 'id' }),
  code: nullable(text({ title: both('code') })),
  value: nullable(number({ title: both('value') })),
  at: nullable(instant({ title: both('at') })),
  geometry: nullable(geometry({ title: both('geometry') })),
})
const Code = table('code', { code: text({ title: both('code'), role: 'id' }) })

const square = (x: number, y: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, y],
      [x + 0.1, y],
      [x + 0.1, y + 0.1],
      [x, y + 0.1],
      [x, y],
    ],
  ],
})
const bowTie = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [-1.5, 48.5],
      [-1.4, 48.6],
      [-1.4, 48.5],
      [-1.5, 48.6],
      [-1.5, 48.5],
    ],
  ],
}
const rows = [
  { id: 1, code: 'A1', value: 5, at: new Date('2024-06-01T10:00:00Z'), geometry: square(-1.6, 48.2) },
  { id: 2, code: 'B2', value: 500, at: new Date('2024-05-01T10:00:00Z'), geometry: bowTie },
  { id: 2, code: 'zz', value: -1, at: null, geometry: square(5, 45) },
  { id: 4, code: null, value: null, at: null, geometry: null },
]

let house: TestHouse
let staged: Awaited<ReturnType<TestHouse['chain']['lake']['writeRows']>>
let codes: typeof staged
beforeAll(async () => {
  house = await openTestHouse(place([]))
  const traced = rows.map((row, i) => ({ ...row, _row: i + 1 }))
  staged = await house.chain.lake.writeRows(Place, [traced], { traced: true })
  codes = await house.chain.lake.writeRows(Code, [[{ code: 'A1' }, { code: 'B2' }]])
})
afterAll(() => house?.close())

async function judged(
  checks: readonly Check[],
  context: { lastRows?: number; inputRows?: number; quarantined?: number } = {},
) {
  const node: Node = resolveGraph(place([given({ name: 'places', rows: Place, checks }, async function* () {})]))
    .nodes[0]!
  const rejected: Rejected[] = []
  const judgement = await judge(
    house.chain.lake,
    node,
    staged,
    new Map([['codes', { shape: Code, hashes: [codes.hash] }]]),
    {
      shape: Place,
      territory: house.chain.graph.territory,
      now: new Date('2024-06-01T12:00:00Z'),
      lastRows: context.lastRows,
      inputRows: new Map([['input', context.inputRows ?? 0]]),
      quarantined: context.quarantined ?? 0,
    },
    'places.csv',
    (r) => rejected.push(r),
  )
  return { ...judgement, rejected, node }
}

const codesRef = { name: 'codes', rows: Code }

test.each<[string, Check, number]>([
  ['not empty', check.notEmpty(), 0],
  ['unique', check.unique(['id']), 1],
  ['between', check.between('value', 0, 100), 2],
  ['in a set', check.inSet('code', ['A1', 'B2']), 1],
  ['in an empty set', check.inSet('code', []), 3],
  ['matches the whole text', check.matches('code', /[A-Z]\d/), 1],
  ['references', check.references('code', codesRef, 'code'), 1],
  ['valid geometry', check.validGeometry(), 1],
  ['inside the territory', check.insideTerritory(), 1],
])('%s: bad rows are counted, missing values are not bad', async (_, rule, bad) => {
  const { results, blocked, object } = await judged([rule])
  expect(results[0]).toMatchObject({ bad, passed: bad === 0 })
  expect(blocked).toBe(bad > 0)
  expect(object).toBe(staged)
  if (bad) expect(results[0]!.sample).toHaveLength(bad)
})

test('the latest moment must be recent enough', async () => {
  expect((await judged([check.fresh('at', '3 h')])).results[0]!.passed).toBe(true)
  const late = (await judged([check.fresh('at', '1 h')])).results[0]!
  expect(late).toMatchObject({ passed: false, sample: [{ latest: '2024-06-01T10:00:00.000Z' }] })
})

test('the number of rows must stay near that of the last version', async () => {
  const near = async (lastRows?: number) =>
    (await judged([check.countNearLast(0.5)], lastRows === undefined ? {} : { lastRows })).results[0]!
  expect((await near()).passed).toBe(true)
  expect((await near(6)).passed).toBe(true)
  expect(await near(100)).toMatchObject({ passed: false, bad: 96, sample: [{ rows: 4, last: 100 }] })
})

test('every row of an input is counted or set aside', async () => {
  const account = (inputRows: number, quarantined: number) =>
    judged([check.accountsFor('input', 'id')], { inputRows, quarantined })
  expect((await account(10, 1)).results[0]!.passed).toBe(true)
  expect((await account(12, 1)).results[0]).toMatchObject({ passed: false, bad: 2 })
})

test('a warning lets everything pass; quarantine sets the bad rows aside, once, with all their reasons', async () => {
  const warned = await judged([check.between('value', 0, 100, { severity: 'warn' })])
  expect([warned.blocked, warned.object, warned.rejected]).toEqual([false, staged, []])

  const { object, blocked, rejected, results } = await judged([
    check.between('value', 0, 100, { severity: 'quarantine' }),
    check.unique(['id'], { severity: 'quarantine' }),
    check.validGeometry({ severity: 'quarantine' }),
  ])
  expect(blocked).toBe(false)
  expect(object.rows).toBe(2)
  expect(results.map((r) => r.bad)).toEqual([2, 1, 1])
  const byRow = rejected.toSorted((a, b) => a.place.localeCompare(b.place))
  expect(byRow.map((r) => r.place)).toEqual(['places.csv:2', 'places.csv:3'])
  expect(byRow[0]!.reason.en).toMatch(/^value between 0 and 100; .*[Ss]elf/)
  expect(byRow[1]!.reason.fr).toBe('value entre 0 et 100 ; id : pas de doublon')
  expect(byRow[1]!.raw).toMatchObject({ id: 2, code: 'zz', _row: 3 })
  const kept = (
    await Array.fromAsync(
      house.chain.lake.read({ shape: Place, hashes: [object.hash], traced: true }, { traced: true }),
    )
  ).flat()
  expect(kept.map((row) => row._row).sort()).toEqual([1, 4])
})

test('a refusal names the checks and how many rows broke them', async () => {
  const { node, results } = await judged([check.between('value', 0, 100), check.unique(['id'])])
  const error = refusal(node, '2024', results)
  expect(error.place).toBe('places 2024')
  expect(error.say.fr).toContain('value entre 0 et 100 (2), id : pas de doublon (1)')
})

test('a check on what a query made is judged like any other', async () => {
  const pack = definePack({
    id: 'p',
    title: both('p'),
    description: both('p'),
    code: import.meta.url,
    inputs: { codes: Code },
    parameters: {},
    assets: ({ codes }) => [
      asset({
        name: 'twice',
        title: both('twice'),
        from: { codes },
        rows: Code,
        checks: [check.unique(['code'], { severity: 'quarantine' }), check.references('code', codes, 'code')],
        make: ({ codes }) => sql`select code from ${codes} union all select code from ${codes}`,
      }),
    ],
  })
  const source = given({ name: 'codes', rows: Code }, async function* () {
    yield [
      { code: 'A1', _row: 1 },
      { code: 'B2', _row: 2 },
    ]
  })
  house.use(place([source], [bind(pack, { inputs: { codes: source } })]))
  const { run, steps } = await house.run()
  expect(run.state).toBe('done')
  expect(steps.find((s) => s.asset === 'twice')!.account).toMatchObject({ published: 2, quarantined: 2 })
})
