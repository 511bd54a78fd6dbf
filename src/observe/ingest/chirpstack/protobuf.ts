import type { Message } from 'google-protobuf'
import type { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js'
import type { Json } from '../../types.ts'
import { unreadable } from '../values.ts'

/** Loaded when the first message in Protobuf comes: most servers send JSON. */
const messages = async () => (await import('@chirpstack/chirpstack-api/integration/integration_pb.js')).default

type Classes = Awaited<ReturnType<typeof messages>>

const classes: Readonly<Record<string, keyof Classes>> = {
  up: 'UplinkEvent',
  join: 'JoinEvent',
  ack: 'AckEvent',
  txack: 'TxAckEvent',
  log: 'LogEvent',
  status: 'StatusEvent',
  location: 'LocationEvent',
}

/**
 * An event in Protobuf, as the object that its JSON would be: the one reader then serves both. Throws `ingest.not-protobuf`
 * for bytes that are not of this event.
 */
export async function decodeEvent(event: string, body: Uint8Array): Promise<Json> {
  const pb = await messages()
  const name = classes[event]
  if (!name)
    throw unreadable('ingest.unknown-event', {
      fr: `Événement ChirpStack inconnu en Protobuf : « ${event} ».`,
      en: `Unknown ChirpStack event in Protobuf: '${event}'.`,
    })
  try {
    const message = (pb[name] as unknown as { deserializeBinary(bytes: Uint8Array): Message }).deserializeBinary(body)
    const plain = jsonOf(message.toObject()) as Record<string, unknown>
    if (message instanceof pb.UplinkEvent) {
      plain.data = message.getData_asB64()
      plain.object = message.getObject()?.toJavaScript()
    }
    return plain
  } catch (cause) {
    throw unreadable('ingest.not-protobuf', {
      fr: `Ce message n’est pas un événement « ${event} » en Protobuf : ${(cause as Error).message}`,
      en: `This message is not an event '${event}' in Protobuf: ${(cause as Error).message}`,
    })
  }
}

/** Lists lose the suffix that Protobuf for JavaScript gives them, instants become text as in JSON. */
function jsonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (isTimestamp(value)) return new Date(value.seconds * 1000 + value.nanos / 1e6).toISOString()
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replace(/List$/, ''), jsonOf(one)]))
}

const isTimestamp = (value: object): value is Timestamp.AsObject =>
  'seconds' in value && 'nanos' in value && Object.keys(value).length === 2
