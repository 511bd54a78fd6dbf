import type { Govern } from '../types.ts'

interface Waiting {
  readonly id: number
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly link: string | null
  readonly tries: number
}

/** Letters sent at a time. */
const BATCH = 20
/** A server that does not answer is left alone after this (ms). */
const PATIENCE_MS = 20_000
/** A letter is given up after so many tries: at 1, 2, 4… minutes, two days in all. */
const MOST_TRIES = 12

/** Sends the letters that wait. Gives how many went. */
export async function sendMail(govern: Govern): Promise<number> {
  const { store, clock, log, settings } = govern
  if (!settings.mail) return 0
  const { url, from } = settings.mail
  // Loaded when there is something to send by.
  const { createTransport } = await import('nodemailer')
  const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS }
  const transport = createTransport({ url, ...patience })
  let sent = 0
  try {
    for (;;) {
      const now = clock()
      // Taken before they are sent: another process leaves them alone, and a crash means one more try, not a lost letter.
      const waiting = await store.query<Waiting>(
        `update mail set tries = tries + 1, next_try = $1::timestamptz + make_interval(mins => (2 ^ tries)::int)
         where id in (select id from mail where next_try <= $1 order by id limit ${BATCH} for update skip locked)
         returning id, recipient, subject, body, link, tries`,
        [now],
      )
      if (waiting.length === 0) return sent
      for (const letter of waiting) {
        try {
          await transport.sendMail({
            from,
            to: letter.recipient,
            subject: letter.subject,
            text: letter.link ? `${letter.body}\n\n${letter.link}\n` : `${letter.body}\n`,
            // Nobody is there to answer an out-of-office (RFC 3834, 2004).
            headers: { 'Auto-Submitted': 'auto-generated' },
            disableFileAccess: true,
            disableUrlAccess: true,
          })
          await store.query('update mail set sent = $2, next_try = null, link = null, error = null where id = $1', [
            letter.id,
            clock(),
          ])
          sent++
        } catch (error) {
          const isOver = letter.tries >= MOST_TRIES || isRefusal(error)
          log('mail.failed', { mail: letter.id, tries: letter.tries, isOver, error: messageOf(error) })
          await store.query(
            `update mail set error = $2, next_try = case when $3 then null else next_try end,
               link = case when $3 then null else link end where id = $1`,
            [letter.id, messageOf(error), isOver],
          )
        }
      }
    }
  } finally {
    transport.close()
  }
}

/** Sends what waits, again and again, until told to stop. */
export async function keepSending(govern: Govern, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sendMail(govern).catch((error: unknown) => govern.log('mail.failed', { error: messageOf(error) }))
    await pause(SEND_EVERY_MS, signal)
  }
}
/** How long a letter waits at most (ms). */
const SEND_EVERY_MS = 5_000

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Whether the server said that it will never take it (RFC 5321 §4.2.1: 5yz). */
const isRefusal = (error: unknown) => {
  const code = (error as { responseCode?: number } | null)?.responseCode ?? 0
  return code >= 550 && code < 560
}

/** What went wrong, without what a server may repeat of the credentials. */
const messageOf = (error: unknown): string =>
  (error as { code?: string } | null)?.code === 'EAUTH'
    ? 'the mail server refused the credentials'
    : String(error instanceof Error ? error.message : error).slice(0, 300)
