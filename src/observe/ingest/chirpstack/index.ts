import { OrchestraError } from '../../../kernel/index.ts'
import type { Arrival, Network, Read } from '../types.ts'
import { asObject, deviceName, needed, readJson, unreadable } from '../values.ts'
import { decodeEvent } from './protobuf.ts'
import { readEvent } from './read.ts'

const OPENING_BRACE = 0x7b

/**
 * ChirpStack v4: its MQTT integration (`application/{id}/device/{eui}/event/{event}`) and its HTTP one (`?event={event}`), in
 * JSON or Protobuf (told apart by the first byte).
 */
export const chirpstack: Network = {
  topics: ['application/+/device/+/event/+'],
  hears: ['application/+/device/+/command/#'],
  async read({ connection, path, body, received }: Arrival): Promise<Read> {
    const { event, device } = whatOf(path)
    try {
      if (!event)
        throw unreadable('ingest.unknown-event', {
          fr: `Ni sujet d’événement, ni paramètre event : « ${path} ».`,
          en: `Neither the topic of an event nor a parameter event: '${path}'.`,
        })
      const json = body[0] === OPENING_BRACE ? readJson(body) : await decodeEvent(event, body)
      const frame = readEvent(event, needed(asObject(json), ''), { connection, received, raw: body })
      return { frames: [frame], unreadable: [] }
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      const { code, say: reason } = error
      return { frames: [], unreadable: [{ code, reason, raw: body, ...(device && { device }) }] }
    }
  },
}

function whatOf(path: string): { event: string | undefined; device: string | undefined } {
  const topic = /^application\/[^/]+\/device\/([^/]+)\/event\/([^/]+)$/.exec(path)
  if (topic) return { event: topic[2], device: deviceName(topic[1]) }
  return { event: new URLSearchParams(path.split('?')[1] ?? '').get('event') ?? undefined, device: undefined }
}
