import { once } from 'node:events'
import { connect as connectSocket } from 'node:net'
import { connect, connectAsync } from 'mqtt'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEmbeddedBroker } from './embedded.ts'
import { matches } from './topics.ts'
import type { Caller, Message } from './types.ts'

const key: Caller = { kind: 'key', id: 1, scope: 'frames' }
const passwords: Record<string, Caller> = { secret: { kind: 'operator' }, key }

/** A broker that takes `frames/+` from keys, lets anybody hear `open/#`, and its address. */
async function started(take: (message: Message) => Promise<void> = async () => undefined) {
  const events: string[] = []
  const broker = await openEmbeddedBroker({
    port: 0,
    authenticate: async (password) => passwords[password],
    log: (event) => events.push(event),
  })
  broker.onPublish('frames/+', { may: (caller) => caller.kind === 'key', take })
  broker.allowHearing('open/#', () => true)
  const address = (await broker.start())!
  onTestFinished(() => broker.close())
  return { broker, address, events }
}

async function client(address: string, password?: string) {
  const options = password === undefined ? {} : { username: 'any', password }
  const made = await connectAsync(address, { ...options, reconnectPeriod: 0 }, false)
  onTestFinished(() => made.endAsync(true))
  return made
}

test('filters match as in MQTT', () => {
  const cases: [string, string, boolean][] = [
    ['a/+/c', 'a/b/c', true],
    ['a/+/c', 'a/b/d/c', false],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/+', 'a', false],
    ['#', '$SYS/x', false],
    ['+/x', '$SYS/x', false],
    ['a', 'a/b', false],
  ]
  for (const [filter, topic, expected] of cases)
    expect([filter, topic, matches(filter, topic)]).toEqual([filter, topic, expected])
})

test('a message is acknowledged once it is taken', async () => {
  let finish: () => void = () => undefined
  const taken: Message[] = []
  const { address } = await started((message) => {
    taken.push(message)
    return new Promise((resolve) => {
      finish = resolve
    })
  })
  const one = await client(address, 'key')
  let acknowledged = false
  const published = one.publishAsync('frames/1', 'x', { qos: 1 }).then(() => {
    acknowledged = true
  })
  await vi.waitFor(() => expect(taken).toHaveLength(1))
  expect(taken[0]).toMatchObject({ topic: 'frames/1', caller: key })
  expect(acknowledged).toBe(false)
  finish()
  await published
  expect(acknowledged).toBe(true)
})

test('what could not be taken is sent again by the client', async () => {
  let failures = 1
  const taken: string[] = []
  const { address } = await started(async ({ payload }) => {
    if (failures-- > 0) throw new Error('the store is away')
    taken.push(Buffer.from(payload).toString())
  })
  const one = connect(address, {
    username: 'u',
    password: 'key',
    reconnectPeriod: 10,
    clean: false,
    clientId: 'gateway',
  })
  onTestFinished(() => one.endAsync(true))
  await one.publishAsync('frames/1', 'again', { qos: 1 })
  expect(taken).toEqual(['again'])
})

test('a wrong password is refused, nobody publishes where no inbox lets them', async () => {
  const taken: Message[] = []
  const { address } = await started(async (message) => void taken.push(message))
  await expect(client(address, 'wrong')).rejects.toThrow(/password/i)
  for (const [password, topic] of [
    [undefined, 'frames/1'],
    ['key', 'elsewhere'],
    ['secret', '$SYS/x'],
  ] as const) {
    const one = await client(address, password)
    one.publish(topic, 'x')
    await new Promise<void>((resolve) => one.once('close', () => resolve()))
  }
  expect(taken).toEqual([])
})

test('each hears only what it may, retained messages too', async () => {
  const { broker, address } = await started()
  const anonymous = await client(address)
  const operator = await client(address, 'secret')
  const heard: Record<string, string[]> = { anonymous: [], operator: [] }
  anonymous.on('message', (topic) => heard.anonymous!.push(topic))
  operator.on('message', (topic) => heard.operator!.push(topic))
  await broker.publish('closed/kept', 'x', { retain: true })
  await Promise.all([anonymous.subscribeAsync('#'), operator.subscribeAsync('#')])
  expect(broker.heard()).toEqual(new Set(['#']))
  await broker.publish('closed/a', 'x')
  await broker.publish('open/a', 'x')
  await vi.waitFor(() =>
    expect(heard).toEqual({ anonymous: ['open/a'], operator: ['closed/kept', 'closed/a', 'open/a'] }),
  )
  await Promise.all([anonymous.unsubscribeAsync('#'), operator.endAsync()])
  await vi.waitFor(() => expect(broker.heard()).toEqual(new Set()))
})

test('a packet too large ends the connection before it is kept', async () => {
  const { address } = await started()
  const socket = connectSocket(Number(new URL(address).port))
  // PUBLISH of 2 MiB: type, then the length in four digits of 7 bits.
  socket.write(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x01]))
  await once(socket, 'close')
})

test('a port already taken is named', async () => {
  const { address } = await started()
  const port = Number(new URL(address).port)
  const second = await openEmbeddedBroker({ port, authenticate: async () => undefined, log: () => undefined })
  await expect(second.start()).rejects.toMatchObject({ code: 'mqtt.port' })
  await second.close()
})
