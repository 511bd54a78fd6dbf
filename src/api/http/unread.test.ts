import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerUnread, MOST_HEAD_BYTES } from './unread.ts'

// What comes over real connections, and is read by no route.

let server: Server
beforeAll(async () => {
  server = createServer({ maxHeaderSize: MOST_HEAD_BYTES }, (request, answer) => {
    answer.end(String(request.url!.length))
  })
  server.on('clientError', answerUnread)
  await once(server.listen(0), 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** Sends bytes, and gives what comes back until the server ends it. */
async function sent(...parts: readonly string[]) {
  const socket = connect((server.address() as AddressInfo).port)
  for (const part of parts) socket.write(part)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ', 2)[1]), head, body }
}
const asking = (address: string) => `GET ${address} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`

test('an address of some 2,000 points is read', async () => {
  const { status, body } = await sent(asking(`/${'1'.repeat(60_000)}`))
  expect([status, body]).toEqual([200, '60001'])
})

test.each([100_000, 1_000_000])('one of %d characters is refused with what to do', async (length) => {
  const { status, head, body } = await sent(asking(`/${'1'.repeat(length)}`))
  expect(status).toBe(431)
  expect(head.toLowerCase()).toContain('content-type: application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ status: 431, code: 'api.head-too-large' })
  for (const word of ['POST /wfs', 'Simplifiez', 'Simplify']) expect(body).toContain(word)
})

test.each([
  ['no HTTP', 'Hello\r\n\r\n'],
  ['a space in the address', asking('/a b')],
  ['a header without colon', 'GET / HTTP/1.1\r\nHost here\r\n\r\n'],
])('%s is told as such', async (_, request) => {
  const { status, body } = await sent(request)
  expect([status, JSON.parse(body).code]).toEqual([400, 'api.not-http'])
})

test('the server goes on answering those that come after', async () => {
  await sent('Hello\r\n\r\n')
  expect((await sent(asking('/'))).status).toBe(200)
})
