import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Survey } from '../kernel/index.ts'
import { openStore, type Store } from '../store/index.ts'
import { failure, newFolder, removeFolder } from '../store/testing.ts'
import {
  countAnswers,
  inventAnswers,
  listAnswers,
  moderateAnswer,
  readComments,
  readResults,
  type Surveys,
  submitAnswer,
  tendSurveys,
} from './index.ts'
import { networkOfAddress } from './sender.ts'

const both = (s: string) => ({ fr: s, en: s })
const question = (id: string) => ({ id, title: both(id), low: both('no'), high: both('yes') })
const survey = (id: string): Survey => ({
  ...{ id, title: both(id), purpose: both(id), dataset: 'streets', components: [] },
  questions: [question('room'), question('joy')],
})

const { folder, home } = newFolder()
let store: Store
let now = new Date('2026-05-01T10:00:00Z')
let surveys: Surveys
let places = 0
/** An address that nobody used yet. */
const somewhere = () => `2001:db8:${(++places).toString(16)}::1`
const say = (id: string, subject: string, ratings: number[], comment = '', from = somewhere()) =>
  submitAnswer(surveys, survey(id), { subject, ratings, comment }, from)
const waiting = async (id: string) => (await listAnswers(surveys, id, 'waiting', { limit: 500, offset: 0 })).items
const acceptAll = async (id: string) => {
  for (const { id: one } of await waiting(id)) await moderateAnswer(surveys, id, one, { action: 'accept' })
}
const acceptOne = async (id: string) => moderateAnswer(surveys, id, (await waiting(id))[0]!.id, { action: 'accept' })

beforeAll(async () => {
  store = await openStore({ home })
  surveys = { store, territory: 'test', clock: () => now }
}, 60_000)
afterAll(async () => {
  await store.close()
  removeFolder(folder)
})

describe('what is told', () => {
  test('nothing under five accepted answers, and nothing of those that wait', async () => {
    for (let i = 0; i < 4; i++) await say('few', 'a', [5, 5], 'secret words')
    await acceptAll('few')
    for (let i = 0; i < 9; i++) await say('few', 'a', [1, 1], 'waiting words')
    expect(await readResults(surveys, survey('few'))).toEqual([])
    expect(await readComments(surveys, 'few', 'a')).toEqual([])
    await acceptOne('few')
    expect(await readResults(surveys, survey('few'))).toEqual([
      { subject: 'a', answers: 5, means: [4.2, 4.2], mean: 4.2 },
    ])
    expect(new Set(await readComments(surveys, 'few', 'a'))).toEqual(new Set(['secret words', 'waiting words']))
  })

  test('what two moments differ by is five answers or more, whatever the order of decisions', async () => {
    const seen: { answers: number; sums: number[] }[] = []
    for (let i = 0; i < 17; i++) {
      await say('steps', 'a', [1 + (i % 5), 1 + ((i * 3) % 5)])
      await acceptAll('steps')
      const [result] = await readResults(surveys, survey('steps'))
      if (result) seen.push({ answers: result.answers, sums: result.means.map((mean) => mean * result.answers) })
    }
    expect(new Set(seen.map(({ answers }) => answers))).toEqual(new Set([5, 10, 15]))
    for (const [i, one] of seen.entries()) {
      const before = seen[i - 1]
      if (!before || before.answers === one.answers) expect(before?.sums ?? one.sums).toEqual(one.sums)
      else expect(one.answers - before.answers).toBeGreaterThanOrEqual(5)
    }
  })

  test('an answer that is public stays counted: taking it back would tell it; its words can still go', async () => {
    for (let i = 0; i < 5; i++) await say('back', 'a', [3, 3], `words ${i}`)
    const [first] = await waiting('back')
    await acceptAll('back')
    const error = await failure(moderateAnswer(surveys, 'back', first!.id, { action: 'aside', reason: 'insult' }))
    expect(error.code).toBe('survey.public')
    await moderateAnswer(surveys, 'back', first!.id, { action: 'mute' })
    expect(await readComments(surveys, 'back', 'a')).toHaveLength(4)
    expect(await readResults(surveys, survey('back'))).toMatchObject([{ answers: 5 }])
  })

  test('set aside, an answer counts for nothing and its words go after a month', async () => {
    for (let i = 0; i < 5; i++) await say('aside', 'a', [2, 2], 'unfit')
    const [first] = await waiting('aside')
    await moderateAnswer(surveys, 'aside', first!.id, { action: 'aside', reason: 'person' })
    await acceptAll('aside')
    expect(await readResults(surveys, survey('aside'))).toEqual([])
    const aside = async () => (await listAnswers(surveys, 'aside', 'aside', { limit: 9, offset: 0 })).items[0]!
    expect(await aside()).toMatchObject({ reason: 'person', comment: 'unfit' })
    now = new Date('2026-06-05T10:00:00Z')
    await tendSurveys(surveys)
    expect((await aside()).comment).toBe('')
  })

  test('two moderators at once make one result', async () => {
    for (let i = 0; i < 10; i++) await say('both', 'a', [4, 2])
    const ids = (await waiting('both')).map(({ id }) => id)
    await Promise.all(ids.map((id) => moderateAnswer(surveys, 'both', id, { action: 'accept' })))
    expect(await readResults(surveys, survey('both'))).toMatchObject([{ answers: 10, means: [4, 2], mean: 3 }])
  })

  test('answers to other questions are not mixed with those of today', async () => {
    for (let i = 0; i < 5; i++) await say('asked', 'a', [5, 1])
    await acceptAll('asked')
    const other = { ...survey('asked'), questions: [question('room')] }
    expect(await readResults(surveys, other)).toEqual([])
  })
})

describe('what is taken in', () => {
  test('every question answered from 1 to 5, and a comment of plain text', async () => {
    for (const ratings of [[1], [1, 6], [0, 3], [1.5, 3], [1, 2, 3], []])
      expect((await failure(say('bad', 'a', ratings))).code).toBe('survey.bad-answer')
    for (const comment of ['x'.repeat(501), 'a\u0000b', 'turn \u202e round'])
      expect((await failure(say('bad', 'a', [1, 1], comment))).place).toBe('comment')
    await say('bad', 'a', [1, 1], '  Deux lignes\net 👨‍👩‍👧  ')
    expect((await waiting('bad')).map(({ comment }) => comment)).toEqual(['Deux lignes\net 👨‍👩‍👧'])
  })

  test('three a day from one home on one subject, forty on all; another home goes on', async () => {
    const from = '2001:db8:ffff:1:aaaa::1'
    for (let i = 0; i < 3; i++) await say('flood', 'a', [1, 1], '', from)
    const error = await failure(say('flood', 'a', [1, 1], '', '2001:db8:ffff:1:bbbb::2'))
    expect([error.code, error.facts.seconds]).toEqual(['survey.too-fast', 14 * 3600])
    await say('flood', 'a', [1, 1])
    for (let i = 0; i < 36; i++) await say('flood', `s${i}`, [1, 1], '', from)
    expect((await failure(say('flood', 'other', [1, 1], '', from))).code).toBe('survey.too-fast')
    now = new Date(now.getTime() + 86_400_000)
    await say('flood', 'a', [1, 1], '', from)
  })

  test('no address is kept, and what was made of it goes with the day', async () => {
    const from = '198.51.100.77'
    await say('trace', 'a', [1, 1], '', from)
    const tables = ['survey_answer', 'survey_sender', 'survey_salt', 'survey_release']
    for (const table of tables) {
      const rows = await store.query<{ row: string }>(`select t::text as row from ${table} t`)
      expect(rows.some(({ row }) => row.includes(from))).toBe(false)
    }
    const salt = async () =>
      (await store.query<{ salt: Buffer }>('select salt from survey_salt')).map((one) => one.salt.toString('hex'))
    const before = await salt()
    now = new Date(now.getTime() + 86_400_000)
    await tendSurveys(surveys)
    expect(await store.query('select 1 from survey_sender')).toEqual([])
    expect(await salt()).toEqual([])
    await say('trace', 'a', [1, 1], '', from)
    expect(await salt()).not.toEqual(before)
  })

  test('addresses of one home are one', () => {
    expect(networkOfAddress('::ffff:192.0.2.1')).toBe('192.0.2.1')
    expect(networkOfAddress('2001:0DB8:0:1::9')).toBe(networkOfAddress('2001:db8:0:1:ffff:ffff:ffff:ffff'))
    expect(networkOfAddress('2001:db8:0:2::9')).not.toBe(networkOfAddress('2001:db8:0:1::9'))
    expect(networkOfAddress('::1')).toBe('0:0:0:0')
  })
})

test('invented answers say so, come once, and leave some to look at', async () => {
  const answers = Array.from({ length: 26 }, (_, i) => ({ subject: i < 20 ? 'a' : 'b', ratings: [4, 4], comment: '' }))
  await inventAnswers(surveys, survey('made'), answers)
  await inventAnswers(surveys, survey('made'), answers)
  expect(await countAnswers(surveys, 'made')).toEqual({ waiting: 6, accepted: 20, aside: 0, isInvented: true })
  expect(await readResults(surveys, survey('made'))).toMatchObject([
    { subject: 'a', answers: 14 },
    { subject: 'b', answers: 6 },
  ])
})
