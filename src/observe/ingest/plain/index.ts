import { type ConnectionSpec, OrchestraError } from '../../../kernel/index.ts'
import type { Arrival, Network, Read } from '../types.ts'
import { asDate, asInteger, asObject, at, defined, deviceName, needed, readJson } from '../values.ts'

type Plain = Extract<ConnectionSpec, { network: 'plain' }>

/**
 * JSON objects whose values are the measures, no payload to decode. The device is a level of the topic (`{device}`) or a
 * member; without instant, the moment it came is taken.
 */
export function plain({ topics = [], mapping = {} }: Plain): Network {
  const patterns = topics.map(patternOf)
  return {
    topics: topics.map((topic) => topic.replace('{device}', '+')),
    hears: [],
    read({ connection, path, body, received, device: known }: Arrival): Read {
      const fromTopic = patterns.map((pattern) => pattern.exec(path)?.[1]).find((found) => found) ?? known
      try {
        const json = needed(asObject(readJson(body)), '')
        const device = deviceName(at(json, mapping.device)) ?? deviceName(fromTopic)
        const time = asDate(at(json, mapping.time), mapping.timeUnit)
        const frame = {
          connection,
          network: 'plain',
          kind: 'uplink' as const,
          device: needed(device, mapping.device ?? '{device}'),
          ...defined({ fcnt: asInteger(at(json, mapping.counter)) }),
          payload: new Uint8Array(),
          time: mapping.time ? needed(time, mapping.time) : received,
          received,
          decodedByNetwork: json,
          radio: { gateways: [] },
          raw: body,
        }
        return { frames: [frame], unreadable: [] }
      } catch (error) {
        if (!(error instanceof OrchestraError)) throw error
        const device = deviceName(fromTopic)
        return {
          frames: [],
          unreadable: [{ code: error.code, reason: error.say, raw: body, ...(device && { device }) }],
        }
      }
    },
  }
}

function patternOf(topic: string): RegExp {
  const levels = topic.split('/').map((level) => {
    if (level === '{device}') return '([^/]+)'
    if (level === '#') return '.*'
    return level === '+' ? '[^/]+' : level.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${levels.join('/')}$`)
}
