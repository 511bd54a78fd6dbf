import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { logFault } from './log-fault.ts'
import { problemResponse } from './problem.ts'

test('a client that goes away before it sent all is no fault of ours, what fails here is', async () => {
  const lines: unknown[] = []
  let failed = () => {}
  const app = new Hono()
  app.post('/', async (c) => c.text(await c.req.text()))
  app.get('/', () => {
    throw new Error('broken', { cause: new Error('why') })
  })
  app.onError((error, c) => {
    logFault((event, facts) => lines.push({ event, ...facts }), c, error)
    failed()
    return problemResponse(error, { language: 'fr' })
  })
  const server = serve({ fetch: app.fetch, port: 0 }) as Server
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  try {
    const seen = new Promise<void>((resolve) => {
      failed = resolve
    })
    const reached = once(server, 'request')
    const socket = connect(port)
    socket.write('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{')
    await reached
    socket.destroy()
    await seen
    expect(lines).toEqual([])
    await fetch(`http://localhost:${port}/`)
    expect(lines).toEqual([{ event: 'api.error', path: '/', error: 'Error: broken', cause: 'Error: why' }])
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
