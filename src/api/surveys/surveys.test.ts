import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openGovern, readAudit } from '../../govern/index.ts'
import { asset, bind, definePack, number, sql, table, text } from '../../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../../pipeline/testing.ts'
import { openVisitor, signedIn, type Visitor } from '../account/testing.ts'
import { createApi } from '../index.ts'
import {
  type Problem,
  SurveyAnswerPage,
  SurveyComparison,
  SurveyList,
  SurveyResults,
  type SurveyTold,
} from '../json/shapes.ts'

const t = (s: string) => ({ title: both(s) })
const Street = table('street', {
  id: text({ ...t('id'), role: 'id' }),
  name: text({ ...t('name'), role: 'title' }),
  flat: number(t('flat')),
  green: number(t('green')),
})
const streets = given({ name: 'raw_streets', rows: Street }, async function* () {
  yield Array.from({ length: 14 }, (_, i) => ({
    ...{ id: `s${i}`, name: `Rue ${i}`, flat: i / 13, green: (13 - i) / 13, _row: i + 1 },
  }))
})
const question = (id: string) => ({ id, title: both(id), low: both('no'), high: both('yes') })
const about = (dataset: string) => ({
  ...{ id: dataset, title: both(dataset), purpose: both(dataset), dataset },
  questions: [question('room'), question('joy')],
  components: [
    { column: 'flat', weight: 1 },
    { column: 'green', weight: 0 },
  ],
})
const pack = definePack({
  ...{ id: 'walks', title: both('Walks'), description: both('Walks'), code: import.meta.url },
  inputs: { streets: Street },
  parameters: {},
  surveys: [about('streets'), about('closed'), about('nowhere')],
  assets: ({ streets }) =>
    (['open', 'restricted'] as const).map((access) =>
      asset({
        ...{ name: access === 'open' ? 'streets' : 'closed', title: both(access), from: { streets }, rows: Street },
        publish: { licence: 'CC0-1.0', access, theme: 'transport' },
        make: ({ streets }) => sql`select id, name, flat, green from ${streets}`,
      }),
    ),
})

let house: TestHouse
let app: ReturnType<typeof createApi>
let admin: Visitor
let somebody: Visitor
const anybody = () => openVisitor(app)
beforeAll(async () => {
  house = await openTestHouse(place([streets], [bind(pack, { inputs: { streets } })]))
  house.contents.set('test:raw_streets', '1')
  await house.run()
  const govern = openGovern(house.chain, { origin: 'http://town.example' })
  app = createApi({ chain: house.chain, queue: house.queue, govern, secret: 'long secret', version: '0' })
  admin = await signedIn({ app, govern }, 'admin@example.org', { administrator: true })
  somebody = await signedIn({ app, govern }, 'lea@example.org')
}, 120_000)
afterAll(() => house?.close())

const answers = '/api/surveys/streets/answers'
const answer = (subject: string, room: number, joy: number, comment = '') => ({
  ...{ subject, ratings: { room, joy }, comment },
})
/** Has an answer taken and accepted. */
async function accepted(subject: string, room: number, joy: number, comment = ''): Promise<void> {
  expect((await anybody().post(answers, answer(subject, room, joy, comment))).status).toBe(202)
  const { body } = await admin.get<SurveyAnswerPage>(answers)
  expect((await admin.post(`${answers}/${body.items.at(-1)!.id}`, { action: 'accept' })).status).toBe(200)
}

test('the surveys about datasets that there are', async () => {
  const { body } = await anybody().get<SurveyList>('/api/surveys')
  expect(Value.Check(SurveyList, body)).toBe(true)
  expect(body.items.map(({ id }) => id)).toEqual(['streets', 'closed'])
  const { body: one } = await anybody().get<SurveyTold>('/api/surveys/streets')
  expect(one).toMatchObject({ key: 'id', fewest: 5, isInvented: false, components: [{ title: both('flat') }, {}] })
  expect((await anybody().get<Problem>('/api/surveys/nowhere')).body.code).toBe('api.unknown-survey')
})

describe('an answer', () => {
  test('is taken without account or cookie, and waits', async () => {
    const visitor = anybody()
    const taken = await visitor.post(answers, answer('s0', 4, 5, 'Words that wait.'))
    expect([taken.status, visitor.cookies.size, taken.headers.get('Set-Cookie')]).toEqual([202, 0, null])
    for (const path of ['/api/surveys/streets/results?subject=s0', '/api/surveys/streets/comparison'])
      expect(JSON.stringify((await visitor.get(path)).body)).not.toMatch(/Words that wait|"s0"/)
  })

  test('must be whole, about something known, and come from a page of ours', async () => {
    const post = async (body: unknown, headers = {}) => (await anybody().post<Problem>(answers, body, headers)).body
    expect(await post({ subject: 's0', ratings: { room: 3 } })).toMatchObject({
      code: 'survey.bad-answer',
      place: 'joy',
    })
    expect(await post(answer('s0', 3, 9))).toMatchObject({ code: 'survey.bad-answer', place: 'joy' })
    expect((await post(answer('other', 3, 3))).code).toBe('survey.unknown-subject')
    expect((await post(answer("s0' or 1=1", 3, 3))).code).toBe('survey.unknown-subject')
    expect((await post({ subject: 's0', ratings: { room: 'x' } })).code).toBe('api.bad-body')
    expect((await post(answer('s0', 3, 3), { Origin: 'https://elsewhere.example' })).code).toBe('account.cross-site')
    expect((await post(answer('s0', 3, 3, 'x'.repeat(501)))).place).toBe('comment')
  })

  test('is looked at by administrators alone, who say why they set one aside', async () => {
    expect((await anybody().get(answers)).status).toBe(401)
    expect((await somebody.get(answers)).status).toBe(403)
    const { body } = await admin.get<SurveyAnswerPage>(answers)
    expect(Value.Check(SurveyAnswerPage, body)).toBe(true)
    const one = `${answers}/${body.items[0]!.id}`
    expect((await somebody.post(one, { action: 'accept' })).status).toBe(403)
    expect((await admin.post<Problem>(one, { action: 'aside' })).body.place).toBe('reason')
    expect((await admin.post(one, { action: 'aside', reason: 'off-topic' })).status).toBe(200)
    expect((await admin.post<Problem>(`${answers}/999999`, { action: 'accept' })).status).toBe(404)
    const { items } = await readAudit(openGovern(house.chain), { all: true }, { verb: 'survey.decided' }, { limit: 9 })
    expect(items).toMatchObject([{ dataset: 'streets', facts: { action: 'aside', reason: 'off-topic' } }])
  })
})

test('four accepted answers tell nothing, five tell their mean and their words', async () => {
  const results = async () => (await anybody().get<SurveyResults>('/api/surveys/streets/results?subject=s1')).body
  const none = await results()
  for (let i = 0; i < 4; i++) await accepted('s1', 4, 2, i === 0 ? 'Shady.' : '')
  expect(await results()).toEqual(none)
  await accepted('s1', 4, 3)
  expect(Value.Check(SurveyResults, await results())).toBe(true)
  expect(await results()).toEqual({
    items: [{ subject: 's1', answers: 5, mean: 3.1, means: [4, 2.2] }],
    comments: ['Shady.'],
  })
})

test('beside the computation: a correlation from ten pairs on, with the weights of the reader', async () => {
  const compare = async (query = '') =>
    (await anybody().get<SurveyComparison>(`/api/surveys/streets/comparison${query}`)).body
  expect(await compare()).toMatchObject({ pairs: [{ subject: 's1', name: 'Rue 1' }], pearson: null, spearman: null })
  for (let s = 2; s < 12; s++) for (let i = 0; i < 5; i++) await accepted(`s${s}`, s < 7 ? 2 : 5, s < 4 ? 1 : 4)
  const usual = await compare()
  expect(Value.Check(SurveyComparison, usual)).toBe(true)
  expect(usual.pairs).toHaveLength(11)
  expect(usual.pearson!.value).toBeGreaterThan(0.6)
  expect(usual.spearman!.low).toBeLessThan(usual.spearman!.value)
  const turned = await compare('?weight=flat:0&weight=green:1')
  expect(turned.pearson!.value).toBeCloseTo(-usual.pearson!.value, 12)
  for (const wrong of ['flat', 'flat:-1', 'name:1', 'flat:1e9', '__proto__:1'])
    expect((await anybody().get<Problem>(`/api/surveys/streets/comparison?weight=${wrong}`)).status).toBe(400)
}, 60_000)

test('a survey about data that is not open is for who may read it', async () => {
  const closed = '/api/surveys/closed'
  expect((await anybody().get(`${closed}/results`)).status).toBe(403)
  expect((await anybody().get(`${closed}/comparison`)).status).toBe(403)
  expect((await anybody().post<Problem>(`${closed}/answers`, answer('s0', 3, 3))).status).toBe(403)
})
