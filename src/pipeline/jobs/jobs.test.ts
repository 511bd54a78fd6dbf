import { setTimeout as sleep } from 'node:timers/promises'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asset,
  bind,
  check,
  process as declareProcess,
  definePack,
  integer,
  number,
  OrchestraError,
  optional,
  processInput,
  resolveGraph,
  sql,
  table,
} from '../../kernel/index.ts'
import { openLake } from '../../lake/index.ts'
import { openStore } from '../../store/index.ts'
import { collectGarbage } from '../gc.ts'
import { offeredProcesses } from '../processes/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../testing.ts'
import { awaitJob, createJob, dismissJob, type Job, RETENTION_DAYS, readJob, readJobs, workJobs } from './index.ts'

const Row = table('row', { id: integer({ title: both('id'), role: 'id' }), value: number({ title: both('value') }) })
const numbers = given({ name: 'numbers', rows: Row }, async function* () {
  yield Array.from({ length: 100 }, (_, i) => ({ id: i, value: i, _row: i + 1 }))
})

/** What the process `slow` was seen doing. */
const seen = { started: 0, stopped: 0, failures: [] as OrchestraError[] }

const pack = definePack({
  ...{ id: 'maths', title: both('Maths'), description: both('Maths'), code: import.meta.url },
  inputs: { numbers: Row },
  parameters: {
    factor: { default: 2, unit: '1', min: 0, max: 10, title: both('factor'), source: 'test', date: '2024' },
    most: { default: 150, unit: '1', title: both('most'), source: 'test', date: '2024' },
  },
  assets: ({ numbers }, { factor, most }) => {
    const scaled = asset({
      name: 'scaled',
      title: both('Scaled'),
      from: { numbers },
      rows: Row,
      checks: [check.between('value', 0, most, { severity: 'quarantine' })],
      make: ({ numbers }) => sql`select id, value * ${factor} as value from ${numbers} order by id`,
    })
    return [
      scaled,
      asset({
        name: 'total',
        title: both('Total'),
        from: { scaled },
        rows: Row,
        checks: [check.between('value', 0, 9000)],
        publish: { licence: 'etalab-2.0', access: 'open', theme: 'society' },
        make: async ({ scaled }) => [
          { id: scaled.count, value: (await scaled.all()).reduce((sum, { value }) => sum + value, 0) },
        ],
      }),
    ]
  },
  processes: ({ numbers }) => [
    declareProcess({
      id: 'above',
      title: both('Above'),
      description: both('Above'),
      from: { numbers },
      inputs: { least: processInput.required(Type.Number(), { title: both('least') }) },
      outputs: {
        count: { title: both('count'), schema: Type.Integer() },
        rows: { title: both('rows'), rows: Row },
      },
      execute: async ({ least }, { numbers }) => {
        const rows = (await numbers.all()).filter(({ value }) => value >= least)
        return { count: rows.length, rows }
      },
    }),
    declareProcess({
      id: 'slow',
      title: both('Slow'),
      description: both('Slow'),
      from: { numbers },
      inputs: {},
      outputs: { done: { title: both('done'), schema: Type.Boolean() } },
      execute: async (_, { numbers }, { signal, progress }) => {
        seen.started++
        const failure = seen.failures.shift()
        if (failure) throw failure
        signal.addEventListener('abort', () => seen.stopped++, { once: true })
        for (let i = 0; i < 1000; i++) {
          for await (const _ of numbers.read()) progress(i, 1000)
          await sleep(20)
        }
        return { done: true }
      },
    }),
  ],
})
const territory = place([numbers], [bind(pack, { inputs: { numbers } })])

let house: TestHouse
const stop = new AbortController()
let working: Promise<void>
beforeAll(async () => {
  house = await openTestHouse(territory)
  await house.run()
  working = workJobs(house.chain, { signal: stop.signal })
}, 120_000)
afterAll(async () => {
  stop.abort()
  await working
  await house?.close()
})

const ask = (process: string, inputs: Record<string, unknown> = {}) =>
  createJob(house.chain, {
    ...{ process, inputs, access: 'open', creator: 'anonymous', listed: true },
    request: { outputs: {}, response: 'raw' },
  })
const ended = async (process: string, inputs: Record<string, unknown> = {}) =>
  awaitJob(house.chain, (await ask(process, inputs)).id, 20_000)
const until = async (id: string, holds: (job: Job) => boolean): Promise<Job> => {
  for (;;) {
    const job = (await readJob(house.chain, id))!
    if (holds(job)) return job
    await sleep(10)
  }
}
const rowsOf = async ({ results }: Job, name: string) => {
  const result = results![name]!
  if (!('object' in result)) throw new Error('no table')
  return (await Array.fromAsync(house.chain.lake.read({ shape: Row, hashes: [result.object] }))).flat()
}

test('a territory offers what its packs declare, a what-if for each published table, and echo', () => {
  const offered = offeredProcesses(house.chain.graph)
  expect([...offered.keys()]).toEqual(['above', 'slow', 'what-if-total', 'echo'])
  const { inputs, reads } = offered.get('what-if-total')!
  expect(inputs.factor!.schema).toMatchObject({ type: 'number', minimum: 0, maximum: 10, default: 2 })
  expect(reads).toEqual(['total', 'numbers'])
})

test('a process that reads an input left unbound is left out', () => {
  const lonely = definePack({
    ...{ id: 'lonely', title: both('Lonely'), description: both('Lonely'), code: import.meta.url },
    inputs: { numbers: optional(Row) },
    parameters: {},
    assets: () => [],
    processes: ({ numbers }) => [
      declareProcess({
        ...{ id: 'read', title: both('Read'), description: both('Read'), from: { numbers }, inputs: {}, outputs: {} },
        execute: async () => ({}),
      }),
    ],
  })
  const ids = (bound: object) => [
    ...offeredProcesses(resolveGraph(place([numbers], [bind(lonely, { inputs: bound })]))).keys(),
  ]
  expect(ids({})).toEqual(['echo'])
  expect(ids({ numbers })).toEqual(['read', 'echo'])
})

test('a process gives values and tables, made from the current version of what it reads', async () => {
  const job = await ended('above', { least: 97 })
  expect(job).toMatchObject({ state: 'successful', progress: 100, error: null, results: { count: { value: 3 } } })
  expect((await rowsOf(job, 'rows')).map(({ id }) => id)).toEqual([97, 98, 99])
  expect(job.reads).toMatchObject([{ alias: 'numbers', asset: 'numbers', version: 1 }])
  expect(job.finished!.getTime()).toBeGreaterThanOrEqual(job.started!.getTime())
})

test('a what-if with the values of the territory gives what is published; with others, what would be', async () => {
  const [published] = await house.chain.store.query<{ object: string }>(
    `select object from current_version join materialization on id = materialization where current_version.asset = 'total'`,
  )
  const same = await ended('what-if-total')
  expect(same.results!.rows).toMatchObject({ object: published!.object, rows: 1 })
  const other = await ended('what-if-total', { factor: 3, most: 150 })
  // 3 × (0 + … + 50): above, rows are set aside as the check says.
  expect(await rowsOf(other, 'rows')).toEqual([{ id: 51, value: 3825 }])
  const [now] = await house.chain.store.query<{ object: string }>(
    `select object from current_version join materialization on id = materialization where current_version.asset = 'total'`,
  )
  expect(now).toEqual(published)
})

test('a check that would block is told, and blocks nothing', async () => {
  const job = await ended('what-if-total', { factor: 10, most: 1000 })
  expect(await rowsOf(job, 'rows')).toEqual([{ id: 100, value: 49_500 }])
  expect(job.note!.fr).toContain('Vérifications')
})

test('a failure is kept with its reason; what may pass is tried again', async () => {
  const failure = (code: string, retry: 'transient' | 'terminal') =>
    new OrchestraError({ code, say: both(code), remedy: both('wait'), retry })
  seen.failures = [failure('test.terminal', 'terminal')]
  const failed = await ended('slow')
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'test.terminal', remedy: both('wait') }, attempt: 1 })
  seen.failures = [failure('test.passing', 'transient'), failure('test.terminal', 'terminal')]
  expect(await ended('slow')).toMatchObject({ state: 'failed', attempt: 2, error: { code: 'test.terminal' } })
})

test('a dismissed job stops: its signal is raised and its results are dropped', async () => {
  const { id } = await ask('slow')
  const before = seen.stopped
  const running = await until(id, (job) => job.state === 'running' && job.progress > 0)
  expect(running.progress).toBeLessThan(100)
  expect((await dismissJob(house.chain, id)).state).toBe('dismissed')
  await until(id, () => seen.stopped === before + 1)
  expect(await readJob(house.chain, id)).toMatchObject({ state: 'dismissed', results: null })
  const done = await ended('above', { least: 0 })
  expect(await dismissJob(house.chain, done.id)).toMatchObject({ state: 'dismissed', results: null })
})

test('a job waiting for a worker is dismissed before it begins', async () => {
  const long = [await ask('slow'), await ask('slow')]
  for (const { id } of long) await until(id, (job) => job.state === 'running')
  const waiting = await ask('above', { least: 1 })
  await dismissJob(house.chain, waiting.id)
  for (const { id } of long) await dismissJob(house.chain, id)
  expect(await ended('above', { least: 1 })).toMatchObject({ state: 'successful' })
  expect(await readJob(house.chain, waiting.id)).toMatchObject({ state: 'dismissed', attempt: 0 })
})

test('an execution that lasts too long is stopped and says so', async () => {
  const other = new AbortController()
  const store = await openStore({ home: house.chain.home })
  const elsewhere = { ...house.chain, graph: { ...house.chain.graph, territory: { ...territory, id: 'other' } }, store }
  const work = workJobs(elsewhere, { signal: other.signal, most: 300 })
  const { id } = await createJob(elsewhere, {
    ...{ process: 'echo', inputs: { pause: 60 }, access: 'open', creator: 'anonymous', listed: true },
    request: { outputs: {}, response: 'raw' },
  })
  expect(await awaitJob(elsewhere, id, 20_000)).toMatchObject({ state: 'failed', error: { code: 'process.too-long' } })
  other.abort()
  await work
  await store.close()
})

test('a job whose worker stops goes to another, as does that of one killed; not for ever', async () => {
  const { store } = house.chain
  const elsewhere = { ...house.chain, graph: { ...house.chain.graph, territory: { ...territory, id: 'third' } } }
  const job = await createJob(elsewhere, {
    ...{ process: 'echo', inputs: { pause: 2, text: 'kept' }, access: 'open', creator: 'anonymous', listed: true },
    request: { outputs: {}, response: 'raw' },
  })
  const first = new AbortController()
  const work = workJobs(elsewhere, { signal: first.signal })
  while ((await readJob(elsewhere, job.id))!.state !== 'running') await sleep(10)
  first.abort()
  await work
  expect(await readJob(elsewhere, job.id)).toMatchObject({ state: 'accepted', attempt: 0 })
  // A worker that is not there any more holds no lock.
  const kill = (attempt: number) =>
    store.query(
      `with w as (insert into worker (pid, host) values (1, 'gone') returning id)
       update job set state = 'running', attempt = $2, worker = (select id from w) where id = $1`,
      [job.id, attempt],
    )
  await kill(1)
  const second = new AbortController()
  const again = workJobs(elsewhere, { signal: second.signal })
  expect(await awaitJob(elsewhere, job.id, 20_000)).toMatchObject({
    ...{ state: 'successful', attempt: 2, results: { text: { value: 'kept' } } },
  })
  second.abort()
  await again
  await store.query(`update job set finished = null where id = $1`, [job.id])
  await kill(3)
  const third = new AbortController()
  const last = workJobs(elsewhere, { signal: third.signal })
  expect(await awaitJob(elsewhere, job.id, 20_000)).toMatchObject({
    state: 'failed',
    error: { code: 'job.worker-lost' },
  })
  third.abort()
  await last
})

test('the garbage collector spares the results of jobs until their retention ends', async () => {
  const { chain } = house
  const job = await ended('what-if-total', { factor: 0.5 })
  const result = job.results!.rows!
  if (!('object' in result)) throw new Error('no table')
  await collectGarbage(chain, 5)
  expect(chain.lake.has(result.object)).toBe(true)
  await chain.store.query('update job set finished = now() - make_interval(days => $2) where id = $1', [
    job.id,
    RETENTION_DAYS + 1,
  ])
  expect((await collectGarbage(chain, 5)).jobs).toBe(1)
  expect(chain.lake.has(result.object)).toBe(false)
  expect(await readJob(chain, job.id)).toBeUndefined()
})

test('jobs are listed by process, state, moment and duration, a page at a time', async () => {
  const shown = [...offeredProcesses(house.chain.graph).keys()]
  const list = (filter: Partial<Parameters<typeof readJobs>[1]>) =>
    readJobs(house.chain, { access: ['open'], shown, limit: 100, offset: 0, ...filter })
  const all = await list({})
  expect(all.total).toBe(all.jobs.length)
  expect(all.jobs.length).toBeGreaterThan(8)
  const failed = await list({ states: ['failed'], processes: ['slow'] })
  expect(failed.jobs.map(({ state, process }) => `${state} ${process}`)).toEqual(['failed slow', 'failed slow'])
  expect((await list({ access: ['restricted'] })).total).toBe(0)
  expect((await list({ to: new Date(0) })).total).toBe(0)
  expect((await list({ minDuration: 3600 })).total).toBe(0)
  const page = await list({ limit: 2, offset: 1 })
  expect(page.jobs.map(({ id }) => id)).toEqual(all.jobs.slice(1, 3).map(({ id }) => id))
})

test('the queue takes so many and refuses the next with what to do', async () => {
  const { store } = house.chain
  const crowded = { ...house.chain, graph: { ...house.chain.graph, territory: { ...territory, id: 'crowded' } } }
  await store.query(
    `insert into job (territory, process, access, creator, inputs, request)
     select 'crowded', 'echo', 'open', 'anonymous', '{}', '{}' from generate_series(1, 100)`,
  )
  const asked = createJob(crowded, {
    ...{ process: 'echo', inputs: {}, access: 'open', creator: 'anonymous', listed: true },
    request: { outputs: {}, response: 'raw' },
  })
  await expect(asked).rejects.toMatchObject({ code: 'process.busy', retry: 'transient' })
})

test('another process on the same store and lake does jobs too', async () => {
  const store = await openStore({ home: house.chain.home })
  const lake = await openLake({ folder: `${house.chain.home}/lake` })
  const end = new AbortController()
  const work = workJobs({ ...house.chain, store, lake }, { signal: end.signal })
  const jobs = await Promise.all(Array.from({ length: 8 }, (_, i) => ended('above', { least: 90 + i })))
  expect(jobs.map(({ results }) => results!.count)).toEqual(Array.from({ length: 8 }, (_, i) => ({ value: 10 - i })))
  end.abort()
  await work
  await lake.close()
  await store.close()
})
