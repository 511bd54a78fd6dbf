import { join } from 'node:path'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bind, definePack, keptProcess, OrchestraError, processInput, table, text } from '../../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../../pipeline/testing.ts'
import { createApi } from '../index.ts'

const Word = table('word', { word: text({ title: both('word'), role: 'id' }) })
const words = given({ name: 'words', rows: Word }, async function* () {
  yield [{ word: house.contents.get('test:words') ?? 'first', _row: 1 }]
})

let prepared = 0
let ticks = 0
const prepare = async ({ words }: { words: { all(): Promise<{ word: string }[]> } }) => {
  prepared++
  return { words: (await words.all()).map(({ word }) => word), left: 3 }
}

const pack = definePack({
  ...{ id: 'talk', title: both('Talk'), description: both('Talk'), code: import.meta.url },
  inputs: { words: Word },
  parameters: {},
  assets: () => [],
  processes: ({ words }) => [
    keptProcess({
      ...{ id: 'say', title: both('Say'), description: both('Say'), code: import.meta.url, from: { words }, prepare },
      inputs: {
        times: processInput.preset(Type.Integer({ minimum: 1, maximum: 9 }), 1, { title: both('times') }),
        who: processInput.optional(
          Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.String({ maxLength: 20 })]),
          { title: both('who') },
        ),
      },
      outputs: {
        said: { title: both('said'), schema: Type.Object({}) },
        gpx: {
          title: both('gpx'),
          schema: Type.String(),
          told: { type: 'string', contentMediaType: 'application/gpx+xml' },
        },
      },
      answer({ times, who }, state) {
        if (times === 9) throw new OrchestraError({ code: 'process.bad-input', say: both('no'), place: 'inputs.times' })
        if (times === 8) throw new Error(`broken in ${process.cwd()}`)
        return { said: { words: state.words, times, who: who ?? null }, gpx: '<gpx/>' }
      },
      idle(state) {
        ticks++
        return --state.left > 0
      },
    }),
    keptProcess({
      ...{ id: 'whisper', title: both('W'), description: both('W'), from: { words }, prepare, inputs: {} },
      outputs: { said: { title: both('said'), schema: Type.String() } },
      answer: (_, { words }) => ({ said: words.join() }),
    }),
  ],
})

let house: TestHouse
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  house = await openTestHouse(place([words], [bind(pack, { inputs: { words } })]))
  app = createApi({ chain: house.chain, queue: house.queue, version: '0' })
}, 60_000)
afterAll(() => house?.close())

const ask = async (path: string) => {
  const answer = await app.request(join('/api/packs', path))
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('before its inputs have a version it says to come back', async () => {
  expect(await ask('talk/say')).toMatchObject({ status: 404, body: { code: 'process.no-data' } })
})

test('inputs are parameters, read as their schemas say', async () => {
  await house.run()
  expect(await ask('talk/say?times=3&who=anna')).toEqual({
    status: 200,
    body: { words: ['first'], times: 3, who: 'anna' },
  })
  expect((await ask('talk/say?who=[1.5,2]')).body).toEqual({ words: ['first'], times: 1, who: [1.5, 2] })
})

test('processes given one function share what it prepares, prepared once', async () => {
  const before = prepared
  await ask('talk/say')
  expect(await ask('talk/whisper')).toEqual({ status: 200, body: 'first' })
  expect(prepared).toBe(before)
  expect(ticks).toBeGreaterThanOrEqual(3)
})

test('the answer is the same as a process of the OGC, at once and in no list of jobs', async () => {
  const answer = await app.request('/ogc/processes/say/execution', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ inputs: { times: 2 }, response: 'document' }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ said: { value: { words: ['first'], times: 2 } } })
  const jobs = (await (await app.request('/ogc/jobs')).json()) as { jobs: unknown[] }
  expect(jobs.jobs).toEqual([])
})

test('an output of another kind is a file, by its suffix or by f', async () => {
  for (const path of ['talk/say.gpx?times=2', 'talk/say?f=gpx']) {
    const answer = await app.request(join('/api/packs', path))
    expect(answer.headers.get('Content-Type')).toBe('application/gpx+xml; charset=utf-8')
    expect(await answer.text()).toBe('<gpx/>')
  }
  expect(await ask('talk/say.pdf')).toMatchObject({ status: 400, body: { code: 'api.bad-parameter' } })
})

test.each([
  ['talk/say?times=0', 400, 'process.bad-input'],
  ['talk/say?times=two', 400, 'process.bad-input'],
  ['talk/say?times=1&times=2', 400, 'api.bad-parameter'],
  ['talk/say?tmes=1', 400, 'process.bad-input'],
  ['talk/say?times=9', 400, 'process.bad-input'],
  ['talk/shout', 404, 'process.unknown'],
  ['nobody/say', 404, 'process.unknown'],
])('%s is refused with its reason', async (path, status, code) => {
  expect(await ask(path)).toMatchObject({ status, body: { code } })
})

test('what breaks says nothing of our insides', async () => {
  const { status, body } = await ask('talk/say?times=8')
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain(process.cwd())
})

test('once its inputs change, the last state answers until the new one is there', async () => {
  const before = prepared
  house.contents.set('test:words', 'second')
  await house.run()
  const first = (await ask('talk/say')).body.words as string[]
  expect([['first'], ['second']]).toContainEqual(first)
  await expect.poll(async () => (await ask('talk/say')).body.words).toEqual(['second'])
  expect(prepared).toBe(before + 1)
})
