import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Answer = (request: IncomingMessage, response: ServerResponse, visit: number) => void

/** A server of this test: a path → what it answers. `visits` counts requests by path. */
export async function serving(answers: Readonly<Record<string, Answer>>) {
  const visits: Record<string, number> = {}
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const visit = (visits[path] ?? 0) + 1
    visits[path] = visit
    const answer = answers[path]
    if (answer) answer(request, response, visit)
    else response.writeHead(404).end('nothing here')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { at: (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, visits }
}
