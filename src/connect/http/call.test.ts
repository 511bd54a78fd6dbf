import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCaller } from './call.ts'

let server: Server
let host: string
const heard: { method: string; path: string; type: string | undefined; body: string }[] = []
beforeAll(async () => {
  server = createServer(async (request: IncomingMessage, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    heard.push({ method: request.method!, path: request.url!, type: request.headers['content-type'], body })
    if (request.url === '/slow') return
    const status = Number(request.url!.slice(1)) || 200
    answer.writeHead(status, status === 302 ? { Location: '/led' } : {}).end('x'.repeat(100_000))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

test('a listed host is posted JSON, by http and inside the network; its status comes back, redirects are not followed', async () => {
  const caller = openCaller([host])
  await caller.check(`http://${host}/200`)
  expect(await caller.post(`http://${host}/204`, '{"a":1}')).toBe(204)
  expect(heard.at(-1)).toEqual({ method: 'POST', path: '/204', type: 'application/json', body: '{"a":1}' })
  expect(await caller.post(`http://${host}/302`, '{}')).toBe(302)
  expect(await caller.post(`http://${host}/503`, '{}')).toBe(503)
  expect(heard.map(({ path }) => path)).not.toContain('/led')
})

test.each([
  ['http://example.org/', 'call.not-secure'],
  ['https://127.0.0.1/', 'call.inward'],
  ['https://localhost/', 'call.inward'],
  ['https://[::1]:8080/', 'call.inward'],
  ['https://[::ffff:10.0.0.1]/', 'call.inward'],
  ['https://169.254.169.254/latest/meta-data', 'call.inward'],
  ['https://0x7f000001/', 'call.inward'],
  ['https://2130706433/', 'call.inward'],
  ['https://user:secret@example.org/', 'http.address'],
  ['ftp://example.org/', 'http.scheme'],
  ['file:///etc/passwd', 'http.scheme'],
  ['nothing', 'http.address'],
])('%s is never called: %s', async (address, code) => {
  const caller = openCaller(['127.0.0.1:1'])
  const count = heard.length
  expect([await codeOf(caller.check(address)), await codeOf(caller.post(address, '{}'))]).toEqual([code, code])
  expect(heard.length).toBe(count)
})

test('a port that is not listed is not that of the host that is', async () => {
  expect(await codeOf(openCaller(['127.0.0.1']).check(`http://${host}/`))).toBe('call.not-secure')
  expect(await codeOf(openCaller(['127.0.0.1']).post(`https://${host}/`, '{}'))).toBe('call.inward')
})

test('who does not answer is not waited for; who is not there is told as a passing trouble', async () => {
  expect(await codeOf(openCaller([host], 100).post(`http://${host}/slow`, '{}'))).toBe('http.timeout')
  const gone = openCaller(['127.0.0.1:1'])
  await expect(gone.post('http://127.0.0.1:1/', '{}')).rejects.toMatchObject({
    code: 'http.unreachable',
    retry: 'transient',
  })
})
