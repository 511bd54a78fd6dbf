import { type ConnectionSpec, checkSensing, OrchestraError, type Sensing } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Sandbox } from '../codecs/index.ts'
import {
  connectionProfile,
  type KeptFrame,
  openPipeline,
  type Pipeline,
  type Replayed,
  type ReplayOptions,
} from '../frames/index.ts'
import { type Broker, type Caller, matches } from '../mqtt/index.ts'
import type { Observe } from '../types.ts'
import { chirpstack } from './chirpstack/index.ts'
import { mapped } from './mapped/index.ts'
import { openContextWriter, readNotification } from './ngsi-ld/index.ts'
import { plain } from './plain/index.ts'
import { tts } from './tts/index.ts'
import type { Arrival, Network, Unreadable } from './types.ts'

export interface IngestOptions {
  readonly observe: Observe
  readonly sandbox: Sandbox
  readonly sensing: Sensing
  readonly clock: () => Date
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
}

/** What became of a message. */
export interface Taken {
  readonly frames: number
  /** Of NGSI-LD: entities told, and observations that were new. */
  readonly entities?: number
  readonly observations?: number
  /** Parts that could not be read: kept, to be replayed. */
  readonly setAside: number
}

/** The way in of frames: from the connections of a territory to its observations. */
export interface Ingest {
  /**
   * Takes a message. Resolves once what it holds is durable. `received`: when it came, now by default.
   * Throws `ingest.no-connection`.
   */
  take(connection: string, path: string, body: Uint8Array, received?: Date): Promise<Taken>
  /** Takes a message for the connections that listen to its topic. */
  deliver(topic: string, body: Uint8Array, received?: Date): Promise<void>
  /** Listens to the topics of the connections. To be called before the broker starts. */
  listen(broker: Broker): void
  replay(options: Omit<ReplayOptions, 'reread' | 'take'>): Promise<Replayed>
  readonly stats: Pipeline['stats']
  close(): Promise<void>
}

/** Opens the connections of a territory. Throws `sensing.*` when its file will not do. */
export async function openIngest({ observe, sandbox, sensing, clock, log }: IngestOptions): Promise<Ingest> {
  checkSensing(sensing)
  const connections = new Map((sensing.connections ?? []).map((one) => [one.id, one]))
  const networks = new Map(
    [...connections].flatMap(([id, one]) => (one.network === 'ngsi-ld' ? [] : [[id, openNetwork(one)] as const])),
  )
  for (const one of connections.values()) if (one.network === 'plain') await declareProfile(observe.store, one)
  const contexts = new Map(
    [...connections.values()].flatMap((one) =>
      one.network === 'ngsi-ld' ? [[one.id, openContextWriter(observe, one.dataset ?? 'sensors')] as const] : [],
    ),
  )
  const pipeline = openPipeline({ observe, sandbox, log, autoProvisionOf: (id) => connections.get(id)?.autoProvision })

  async function take(connection: string, path: string, body: Uint8Array, received = clock()): Promise<Taken> {
    const arrival: Arrival = { connection, path, body, received }
    const context = contexts.get(connection)
    if (context) {
      const { entities, unreadable } = readNotification(body, arrival.received)
      const observations = await context.write(entities)
      await setAside(arrival, unreadable)
      return { frames: 0, entities: entities.length, observations, setAside: unreadable.length }
    }
    const network = networks.get(connection)
    if (!network) throw noConnection(connection)
    const { frames, unreadable } = await network.read(arrival)
    await Promise.all([pipeline.take(frames), setAside(arrival, unreadable)])
    return { frames: frames.length, setAside: unreadable.length }
  }

  const setAside = ({ connection, path, received }: Arrival, unreadable: readonly Unreadable[]) =>
    pipeline.setAside(
      unreadable.map(({ code, reason, device, raw }) => ({
        ...{ connection, path, code, reason, received },
        ...(device && { device }),
        raw: raw instanceof Uint8Array ? raw : Buffer.from(JSON.stringify(raw)),
      })),
    )

  /** Reads the message of a row again, as its connection is now. */
  async function reread(row: KeptFrame) {
    const network = networks.get(row.connection)
    if (!network || !row.raw) return []
    const { connection, received, raw, device } = row
    const { frames } = await network.read({ connection, path: row.radio.path ?? '', body: raw, received, device })
    return frames
  }

  const filters = [...networks].flatMap(([id, network]) =>
    topicsOf(connections.get(id)!, network).map((filter) => ({ id, filter })),
  )

  return {
    take,
    async deliver(topic, body, received) {
      const heard = new Set(filters.filter(({ filter }) => matches(filter, topic)).map(({ id }) => id))
      await Promise.all([...heard].map((id) => take(id, topic, body, received)))
    },
    stats: pipeline.stats,
    listen(broker) {
      for (const { id, filter } of filters)
        broker.onPublish(filter, {
          may: mayBring,
          take: async ({ topic, payload }) => void (await take(id, topic, payload)),
        })
      for (const { hears } of networks.values()) for (const filter of hears) broker.allowHearing(filter, mayBring)
    },
    replay: (options) => pipeline.replay({ ...options, reread, take: pipeline.take }),
    close: pipeline.close,
  }
}

/** Whether a caller may bring frames. A key bound to one dataset may not: the dataset of a frame is that of its device. */
export const mayBring = (caller: Caller): boolean =>
  caller.kind === 'operator' || (caller.kind === 'key' && caller.scope === 'frames' && caller.dataset === undefined)

function openNetwork(spec: Exclude<ConnectionSpec, { network: 'ngsi-ld' }>): Network {
  switch (spec.network) {
    case 'chirpstack':
      return chirpstack
    case 'tts':
      return tts
    case 'mapped':
      return mapped(spec.mapping)
    case 'plain':
      return plain(spec)
  }
}

/** The topics the territory names, else those of the network. */
function topicsOf(spec: ConnectionSpec, network: Network): readonly string[] {
  if (spec.network === 'ngsi-ld') return []
  return spec.network === 'plain' ? network.topics : (spec.topics ?? network.topics)
}

/** The measures of a connection whose messages carry values are the profile of the devices that it brings. */
async function declareProfile(
  tx: Sender,
  { id, measures }: Extract<ConnectionSpec, { network: 'plain' }>,
): Promise<void> {
  const title = { fr: `Connexion ${id}`, en: `Connection ${id}` }
  await tx.query(
    `insert into device_profile (id, title, measures) values ($1, $2, $3)
     on conflict (id) do update set title = excluded.title, measures = excluded.measures`,
    [connectionProfile(id), JSON.stringify(title), JSON.stringify(measures)],
  )
}

const noConnection = (connection: string) =>
  new OrchestraError({
    code: 'ingest.no-connection',
    say: {
      fr: `Aucune connexion ne s’appelle « ${connection} », ou elle n’apporte pas de trames.`,
      en: `No connection is called '${connection}', or it brings no frames.`,
    },
    remedy: {
      fr: 'Elles sont dans `sensing.connections` du territoire.',
      en: 'They are in `sensing.connections` of the territory.',
    },
    place: connection,
  })
