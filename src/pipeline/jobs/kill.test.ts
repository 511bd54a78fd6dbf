import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, place, type TestHouse } from '../testing.ts'
import { awaitJob, createJob, readJob, workJobs } from './index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(place([]))
}, 120_000)
afterAll(() => house?.close())

const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

/** A process that does jobs on the home of the test until it is killed. */
const worker = `
  import { resolveGraph } from ${at('../../kernel/index.ts')}
  import { openLake } from ${at('../../lake/index.ts')}
  import { openStore } from ${at('../../store/index.ts')}
  import { workJobs } from ${at('./index.ts')}
  const home = process.env.HOME_OF_TEST
  const place = { id: 'test', title: {}, description: {}, bounds: [0, 0, 1, 1], crs: 'EPSG:2154', timezone: 'UTC',
    organisation: { name: 'Test' }, sources: [], use: [] }
  const chain = { store: await openStore({ home }), lake: await openLake({ folder: home + '/lake' }), home,
    graph: resolveGraph(place), clock: () => new Date(), log: () => {} }
  await workJobs(chain, { signal: new AbortController().signal })`

const startWorker = (): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '--eval', worker], {
    env: { ...process.env, HOME_OF_TEST: house.chain.home },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

test('a job whose worker is killed is begun again by another', async () => {
  const { chain } = house
  const asked = { process: 'echo', access: 'open', creator: 'anonymous', listed: true } as const
  const request = { outputs: {}, response: 'raw' } as const
  const { id } = await createJob(chain, { ...asked, request, inputs: { text: 'kept', pause: 3 } })
  const running = async (attempt: number) => {
    for (;;) {
      const job = (await readJob(chain, id))!
      if (job.state === 'running' && job.attempt === attempt) return
      await sleep(20)
    }
  }
  for (const attempt of [1, 2]) {
    const child = startWorker()
    const gone = once(child, 'exit')
    await running(attempt)
    child.kill('SIGKILL')
    await gone
  }
  const stop = new AbortController()
  const working = workJobs(chain, { signal: stop.signal })
  expect(await awaitJob(chain, id, 60_000)).toMatchObject({
    ...{ state: 'successful', attempt: 3, results: { text: { value: 'kept' } } },
  })
  stop.abort()
  await working
}, 120_000)
