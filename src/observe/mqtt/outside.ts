import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type IPublishPacket } from 'mqtt'
import { OrchestraError } from '../../kernel/index.ts'
import { matches } from './topics.ts'
import type { Broker, Caller, Inbox } from './types.ts'

export interface OutsideOptions {
  /** `mqtt://`, `mqtts://`, `ws://` or `wss://`, without user nor password. */
  readonly url: string
  readonly username?: string
  readonly password?: string
  /** The broker keeps what came while we were away under this name: one a house. */
  readonly clientId: string
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** How long the broker has to answer the first time, and between two tries (milliseconds). */
const PATIENCE = 10_000
const RETRY = 2_000
const LONGEST_WAIT = 30_000

// Whoever may publish on somebody's broker was let in by that broker.
const trusted: Caller = { kind: 'operator' }

/**
 * A client of somebody's broker. Messages are taken one after another and acknowledged once taken, under a session that the
 * broker keeps: what comes while we are down, or was not committed when we were killed, comes again.
 * `start` throws `mqtt.unreachable` when it can't be reached the first time; later losses are mended by themselves.
 */
export function openOutsideBroker(options: OutsideOptions): Broker {
  const { url, username, password, clientId, log } = options
  const inboxes: { filter: string; inbox: Inbox }[] = []
  const closing = new AbortController()

  // Connected by `start`, when every inbox is known: a kept session delivers at once.
  const client = connect(url, {
    clientId,
    clean: false,
    manualConnect: true,
    reconnectPeriod: RETRY,
    connectTimeout: PATIENCE,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  })

  const take = async (packet: IPublishPacket): Promise<void> => {
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    const { topic } = packet
    const message = { topic, payload, caller: trusted }
    const taking = inboxes.filter(({ filter }) => matches(filter, topic))
    for (let wait = 100; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        await Promise.all(taking.map(({ inbox }) => inbox.take(message)))
        return
      } catch (error) {
        log('mqtt.not-taken', { topic, error: String(error) })
        // Not acknowledged: it stays with the broker, even if we end here.
        await sleep(wait, undefined, { signal: closing.signal })
      }
    }
  }
  // The client sends the acknowledgement when this calls back without error.
  client.handleMessage = (packet, done) => {
    take(packet).then(
      () => done(),
      (error: Error) => done(error),
    )
  }
  client.on('error', (error) => log('mqtt.broker', { url, error: error.message }))
  client.on('reconnect', () => log('mqtt.reconnecting', { url }))

  return {
    async start() {
      client.connect()
      await Promise.race([
        new Promise<void>((resolve) => client.once('connect', () => resolve())),
        new Promise<never>((_, reject) => client.once('error', reject)),
        sleep(PATIENCE, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer'))),
      ]).catch(async (cause: unknown) => {
        await client.endAsync(true)
        throw unreachable(url, cause)
      })
      if (inboxes.length > 0)
        await client.subscribeAsync(
          inboxes.map(({ filter }) => filter),
          { qos: 1 },
        )
      return url
    },
    async publish(topic, payload, { retain = false } = {}) {
      await client.publishAsync(topic, Buffer.from(payload), { retain, qos: 0 })
    },
    onPublish(filter, inbox) {
      inboxes.push({ filter, inbox })
    },
    // Who may hear what is for that broker to say.
    allowHearing: () => undefined,
    heard: () => undefined,
    async close() {
      closing.abort()
      await client.endAsync(true)
    },
  }
}

const unreachable = (url: string, cause: unknown) =>
  new OrchestraError({
    code: 'mqtt.unreachable',
    say: {
      fr: `Le serveur MQTT ne répond pas ou refuse la connexion : ${(cause as Error).message}`,
      en: `The MQTT broker does not answer or refuses the connection: ${(cause as Error).message}`,
    },
    remedy: {
      fr: 'Vérifiez `sensing.mqtt` du territoire (url, username) et la variable nommée par passwordEnv.',
      en: 'Check `sensing.mqtt` of the territory (url, username) and the variable named by passwordEnv.',
    },
    place: url,
    retry: 'transient',
    cause,
  })
