import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openOutsideBroker } from './outside.ts'
import type { Message } from './types.ts'

const places = ['mosquitto', '/usr/sbin/mosquitto']
const mosquitto = places.find((path) => spawnSync(path, ['-h']).error === undefined)
if (!mosquitto) console.log('skipped: no Mosquitto here (Debian: apt install mosquitto)')

let server: ChildProcess | undefined
let url = ''
let folder = ''
beforeAll(async () => {
  if (!mosquitto) return
  folder = mkdtempSync(join(tmpdir(), 'orchestra-mosquitto-'))
  const port = await freePort()
  writeFileSync(join(folder, 'conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`)
  server = spawn(mosquitto, ['-c', join(folder, 'conf')], { stdio: 'ignore' })
  url = `mqtt://127.0.0.1:${port}`
  await vi.waitFor(async () => (await connectAsync(url, { reconnectPeriod: 0 }, false)).endAsync(), 10_000)
})
afterAll(() => {
  server?.kill()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** A house that takes `up/#`; `take` may fail. */
async function house(clientId: string, take: (message: Message) => Promise<void>) {
  const broker = openOutsideBroker({ url, clientId, log: () => undefined })
  broker.onPublish('up/#', { may: () => false, take })
  await broker.start()
  onTestFinished(() => broker.close())
  return broker
}

const textOf = ({ topic, payload }: Message) => `${topic} ${Buffer.from(payload)}`

test.skipIf(!mosquitto)('messages come through somebody’s broker, and ours go out by it', async () => {
  const taken: string[] = []
  const broker = await house('first', async (message) => void taken.push(textOf(message)))
  const other = await connectAsync(url)
  const heard: string[] = []
  other.on('message', (topic, payload) => heard.push(`${topic} ${payload}`))
  await other.subscribeAsync('v1.1/#')
  await other.publishAsync('up/1', 'a', { qos: 1 })
  await broker.publish('v1.1/Observations', 'b')
  await vi.waitFor(() => expect([taken, heard]).toEqual([['up/1 a'], ['v1.1/Observations b']]))
  await other.endAsync()
})

test.skipIf(!mosquitto)('what could not be taken is tried again, in order', async () => {
  const taken: string[] = []
  let failures = 2
  await house('second', async (message) => {
    if (failures-- > 0) throw new Error('the store is away')
    taken.push(textOf(message))
  })
  const other = await connectAsync(url)
  for (const n of [1, 2, 3]) await other.publishAsync('up/2', String(n), { qos: 1 })
  await vi.waitFor(() => expect(taken).toEqual(['up/2 1', 'up/2 2', 'up/2 3']), 5_000)
  await other.endAsync()
})

test.skipIf(!mosquitto)('what came while we were away, or was not taken when we ended, comes again', async () => {
  const stuck = await house('third', () => new Promise(() => undefined))
  const other = await connectAsync(url)
  await other.publishAsync('up/3', 'not taken', { qos: 1 })
  await stuck.close()
  await other.publishAsync('up/3', 'while away', { qos: 1 })
  const taken: string[] = []
  await house('third', async (message) => void taken.push(textOf(message)))
  await vi.waitFor(() => expect(taken).toEqual(['up/3 not taken', 'up/3 while away']), 5_000)
  await other.endAsync()
})

test('a broker that is not there is named, its password is not', async () => {
  const broker = openOutsideBroker({
    ...{ url: 'mqtt://127.0.0.1:1', clientId: 'x', password: 'hidden', username: 'u' },
    log: () => undefined,
  })
  const error = await broker.start().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'mqtt.unreachable', place: 'mqtt://127.0.0.1:1' })
  expect(JSON.stringify(error)).not.toContain('hidden')
})
