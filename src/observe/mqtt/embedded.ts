import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { Aedes, type Client } from 'aedes'
import { OrchestraError } from '../../kernel/index.ts'
import { limitPackets } from './limit.ts'
import { matches } from './topics.ts'
import type { Broker, Caller, Inbox } from './types.ts'

/** The broker of the house, to which devices and network servers connect. */
export interface EmbeddedBroker extends Broker {
  /** Serves MQTT on a stream of somebody else's, as a WebSocket is. */
  accept(stream: Duplex): void
}

export interface EmbeddedOptions {
  /** TCP port; 0 takes any free one. */
  readonly port: number
  /** Whether `start` fails when the port is taken. Else clients have WebSocket only, which is logged. Default: true. */
  readonly isPortNeeded?: boolean
  /** Who holds this password; undefined when it is wrong. Asked once a connection. */
  authenticate(password: string): Promise<Caller | undefined>
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** MQTT connections at once: beyond, new ones wait in the system. */
const MOST_CLIENTS = 5_000
/** What a client sent while a transaction was being written is taken together (bytes). */
const READ_AT_ONCE = 262_144
// Return codes of CONNACK (MQTT 3.1.1, table 3.1).
const UNAVAILABLE = 3
const BAD_PASSWORD = 4

const anonymous: Caller = { kind: 'anonymous' }

/**
 * Makes the embedded broker. A client gives an ingest key or the secret of the operator as its password, any user name;
 * without password it is anonymous: it hears what is open, and publishes only where an inbox lets anybody. `start` throws
 * `mqtt.port` when the port can't be listened on.
 */
export async function openEmbeddedBroker({
  port,
  isPortNeeded = true,
  authenticate,
  log,
}: EmbeddedOptions): Promise<EmbeddedBroker> {
  const inboxes: { filter: string; inbox: Inbox }[] = []
  const hearings: { filter: string; may: (caller: Caller, topic: string) => boolean }[] = []
  const callers = new WeakMap<Client, Caller>()
  const callerOf = (client: Client | null) => (client && callers.get(client)) ?? anonymous
  // Topic filter → clients that hear it.
  const heard = new Map<string, Set<string>>()

  const mayHear = (caller: Caller, topic: string) =>
    caller.kind === 'operator' || hearings.some((one) => matches(one.filter, topic) && one.may(caller, topic))

  /** Hands a message over, and tells whether it goes no further. */
  const take = async (topic: string, payload: Uint8Array, caller: Caller): Promise<boolean> => {
    const taking = inboxes.filter(({ filter }) => matches(filter, topic))
    const allowed = taking.filter(({ inbox }) => caller.kind === 'operator' || inbox.may(caller, topic))
    if (topic.startsWith('$') || (allowed.length === 0 && caller.kind !== 'operator')) throw notAllowed(topic)
    await Promise.all(allowed.map(({ inbox }) => inbox.take({ topic, payload, caller })))
    return allowed.some(({ inbox }) => inbox.keeps)
  }

  const aedes = await Aedes.createBroker({
    authenticate(client, _user, password, done) {
      if (!password?.length) return done(null, true)
      authenticate(password.toString()).then(
        (caller) => {
          if (caller) callers.set(client, caller)
          done(caller ? null : refusal(BAD_PASSWORD), caller !== undefined)
        },
        (error: unknown) => {
          log('mqtt.authentication', { error: String(error) })
          done(refusal(UNAVAILABLE), false)
        },
      )
    },
    // The acknowledgement is sent once this calls back: after what it takes is committed.
    authorizePublish(client, packet, done) {
      const caller = callerOf(client)
      take(packet.topic, bytesOf(packet.payload), caller).then(
        (isKept) => {
          // A topic that only the operator may hear: the message is acknowledged and goes no further.
          if (isKept) packet.topic = `$taken/${packet.topic}`
          done(null)
        },
        (error: unknown) => {
          log('mqtt.refused', { client: client?.id, topic: packet.topic, error: String(error) })
          done(error instanceof Error ? error : new Error(String(error)))
        },
      )
    },
    authorizeForward: (client, packet) => (mayHear(callerOf(client), packet.topic) ? packet : null),
  })
  aedes.on('subscribe', (subscriptions, client) => {
    for (const { topic } of subscriptions) heard.set(topic, (heard.get(topic) ?? new Set()).add(client.id))
  })
  const forget = (filter: string, client: string) => {
    const clients = heard.get(filter)
    if (clients?.delete(client) && clients.size === 0) heard.delete(filter)
  }
  aedes.on('unsubscribe', (filters, client) => {
    for (const filter of filters) forget(filter, client.id)
  })
  aedes.on('clientDisconnect', (client) => {
    for (const filter of [...heard.keys()]) forget(filter, client.id)
  })
  aedes.on('clientError', (client, error) => log('mqtt.client', { client: client.id, error: error.message }))

  const accept = (stream: Duplex) => {
    limitPackets(stream)
    aedes.handle(stream)
  }
  const server = createServer({ noDelay: true, highWaterMark: READ_AT_ONCE }, accept)
  server.maxConnections = MOST_CLIENTS

  return {
    accept,
    async start() {
      server.listen(port)
      try {
        await once(server, 'listening')
      } catch (cause) {
        const taken = portTaken(port, cause as NodeJS.ErrnoException)
        if (isPortNeeded) throw taken
        log('mqtt.port-taken', { port, say: taken.say.en })
        return undefined
      }
      return `mqtt://localhost:${(server.address() as AddressInfo).port}`
    },
    publish: (topic, payload, { retain = false } = {}) =>
      new Promise((resolve, reject) => {
        const packet = {
          cmd: 'publish' as const,
          topic,
          payload: Buffer.from(payload),
          qos: 0 as const,
          dup: false,
          retain,
        }
        aedes.publish(packet, (error) => (error ? reject(error) : resolve()))
      }),
    onPublish(filter, inbox) {
      inboxes.push({ filter, inbox })
    },
    allowHearing(filter, may) {
      hearings.push({ filter, may })
    },
    heard: () => new Set(heard.keys()),
    async close() {
      const closed = server.listening && new Promise<void>((resolve) => server.close(() => resolve()))
      await new Promise<void>((resolve) => aedes.close(() => resolve()))
      await closed
    },
  }
}

const bytesOf = (payload: string | Buffer): Uint8Array => (typeof payload === 'string' ? Buffer.from(payload) : payload)

const refusal = (returnCode: number) => Object.assign(new Error('refused'), { returnCode })

const notAllowed = (topic: string) =>
  new OrchestraError({
    code: 'mqtt.not-allowed',
    say: {
      fr: 'Ce client n’a pas le droit de publier sur ce sujet.',
      en: 'This client may not publish to this topic.',
    },
    remedy: {
      fr: 'Donnez comme mot de passe une clé créée par `orchestra key add`, et publiez sur les sujets de sa connexion.',
      en: 'Give as password a key made by `orchestra key add`, and publish to the topics of its connection.',
    },
    place: topic,
  })

function portTaken(port: number, cause: NodeJS.ErrnoException): OrchestraError {
  return new OrchestraError({
    code: 'mqtt.port',
    say: {
      fr:
        cause.code === 'EADDRINUSE'
          ? `Le port MQTT ${port} est déjà pris.`
          : `Impossible d’écouter sur le port MQTT ${port}.`,
      en: cause.code === 'EADDRINUSE' ? `MQTT port ${port} is already in use.` : `Cannot listen on MQTT port ${port}.`,
    },
    remedy: {
      fr: 'Choisissez-en un autre : `--mqtt-port 1884` ou MQTT_PORT=1884.',
      en: 'Choose another: `--mqtt-port 1884` or MQTT_PORT=1884.',
    },
    cause,
  })
}
