import { OrchestraError } from '../../../kernel/index.ts'
import type { Arrival, Network, Read } from '../types.ts'
import { asObject, needed, readJson } from '../values.ts'
import { readMessage } from './read.ts'

/** The Things Stack v3: its MQTT server (`v3/{application}@{tenant}/devices/{device}/up`…) and its webhooks, in JSON. */
export const tts: Network = {
  topics: ['v3/+/devices/+/up', 'v3/+/devices/+/join', 'v3/+/devices/+/down/+', 'v3/+/devices/+/location/solved'],
  hears: ['v3/+/devices/+/down/push', 'v3/+/devices/+/down/replace'],
  read({ connection, path, body, received }: Arrival): Read {
    try {
      const frame = readMessage(needed(asObject(readJson(body)), ''), { connection, received, raw: body })
      return { frames: [frame], unreadable: [] }
    } catch (error) {
      if (!(error instanceof OrchestraError)) throw error
      const device = /^v3\/[^/]+\/devices\/([^/]+)\//.exec(path)?.[1]
      return { frames: [], unreadable: [{ code: error.code, reason: error.say, raw: body, ...(device && { device }) }] }
    }
  },
}
