import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount, openTestGovern, type TestGovern } from '../testing.ts'
import type { Govern } from '../types.ts'
import { markMailRead, readMail } from './read.ts'
import { sendMail } from './send.ts'
import { write, writeTo } from './write.ts'

interface Received {
  readonly from: string
  readonly to: string
  readonly text: string
}

let house: TestGovern
let server: SMTPServer
let govern: Govern
const received: Received[] = []
/** How the server answers the next recipients. */
let answer: number | undefined

beforeAll(async () => {
  house = await openTestGovern()
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'town' && password === 'p@ss word' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: (_, __, done) => done(answer ? Object.assign(new Error('refused'), { responseCode: answer }) : null),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        received.push({
          from: (envelope.mailFrom as { address: string }).address,
          to: envelope.rcptTo[0]!.address,
          text,
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const url = `smtp://town:${encodeURIComponent('p@ss word')}@127.0.0.1:${port}`
  govern = house.with({ mail: { url, from: 'Town <town@example.org>' } })
})
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await house.close()
})

const letter = { subject: { fr: 'une nouvelle', en: 'some news' }, body: { fr: 'Voilà l’été.', en: 'Summer is here.' } }
const minutes = (count: number) => {
  house.now = new Date(house.now.getTime() + count * 60_000)
}
const stored = () =>
  house.govern.store.query<{
    sent: Date | null
    tries: number
    next_try: Date | null
    error: string | null
    link: string | null
  }>('select sent, tries, next_try, error, link from mail order by id desc limit 1')

test('a letter goes in the language of its reader, its link with it, and the link is then forgotten', async () => {
  const account = await addAccount(govern, 'reader@example.org')
  const link = 'https://data.example.org/account/password?token=abc'
  await write(govern.store, govern, { account, language: 'fr', email: 'reader@example.org' }, letter, link)
  expect(await sendMail(govern)).toBe(1)
  const [{ from, to, text } = { from: '', to: '', text: '' }] = received
  expect([from, to]).toEqual(['town@example.org', 'reader@example.org'])
  expect(text).toMatch(/^Subject: =\?UTF-8\?Q\?Essai_=E2=80=94_une_nouvelle\?=/m)
  expect(text).toContain('Auto-Submitted: auto-generated')
  expect(text.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(link)
  expect((await stored())[0]).toMatchObject({ sent: house.now, next_try: null, link: null })
  expect(await sendMail(govern)).toBe(0)
  const { items } = await readMail(govern, account, { limit: 10, offset: 0 })
  expect(items).toMatchObject([{ subject: 'Essai — une nouvelle', body: 'Voilà l’été.', read: null }])
})

test('a server that is busy is tried again later, each time after longer; one that refuses is not', async () => {
  const account = await addAccount(govern, 'busy@example.org', { language: 'en' })
  await writeTo(govern.store, govern, [account], letter)
  answer = 451
  expect(await sendMail(govern)).toBe(0)
  expect((await stored())[0]).toMatchObject({ sent: null, tries: 1, error: expect.stringContaining('451') })
  expect(await sendMail(govern)).toBe(0)
  expect((await stored())[0]!.tries).toBe(1)
  minutes(1)
  await sendMail(govern)
  minutes(1)
  await sendMail(govern)
  expect((await stored())[0]!.tries).toBe(2)
  answer = undefined
  minutes(1)
  expect(await sendMail(govern)).toBe(1)
  expect(received.at(-1)!.text).toContain('Subject: =?UTF-8?Q?Test_')

  await writeTo(govern.store, govern, [account], letter)
  answer = 550
  await sendMail(govern)
  answer = undefined
  minutes(10_000)
  expect(await sendMail(govern)).toBe(0)
  expect((await stored())[0]).toMatchObject({ sent: null, next_try: null, tries: 1 })
})

test('a wrong password of the mail server, or none that answers, loses no letter and is told without secrets', async () => {
  const account = await addAccount(govern, 'lost@example.org')
  for (const url of [govern.settings.mail!.url.replace('p%40ss', 'wrong'), 'smtp://town:hidden@127.0.0.1:9']) {
    await writeTo(govern.store, govern, [account], letter)
    await sendMail(house.with({ mail: { url, from: 'town@example.org' } }))
    expect((await stored())[0]).toMatchObject({ sent: null, tries: 1, next_try: expect.any(Date) })
  }
  expect(JSON.stringify([house.logs, await govern.store.query('select * from mail')])).not.toMatch(
    /hidden|wrong%20word/,
  )
  minutes(1)
  expect(await sendMail(govern)).toBe(2)
})

test('without a mail server letters stay in the account, and links are not kept', async () => {
  const account = await addAccount(house.govern, 'quiet@example.org')
  await write(
    house.govern.store,
    house.govern,
    { account, language: 'en', email: 'quiet@example.org' },
    letter,
    'secret',
  )
  expect((await stored())[0]).toMatchObject({ next_try: null, link: null })
  const { items, total } = await readMail(house.govern, account, { limit: 10, offset: 0 })
  expect(total).toBe(1)
  expect(items[0]!.read).toBeNull()
  await markMailRead(house.govern, account)
  const read = await readMail(house.govern, account, { limit: 10, offset: 0 })
  expect(read.items[0]!.read).toEqual(house.now)
})
