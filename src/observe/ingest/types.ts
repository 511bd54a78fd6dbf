import type { Bilingual } from '../../kernel/index.ts'
import type { Frame } from '../types.ts'

/** A message as it arrived, by MQTT or HTTP. */
export interface Arrival {
  readonly connection: string
  /** The MQTT topic, or the path and query of the request after its connection. */
  readonly path: string
  readonly body: Uint8Array
  readonly received: Date
  /** The device, where a message is read again without the topic that named it. */
  readonly device?: string
}

/** A message, or one part of it, that could not be read: kept with its reason. */
export interface Unreadable {
  readonly code: string
  readonly reason: Bilingual
  /** The device, when that at least is known. */
  readonly device?: string
  readonly raw: unknown
}

/** What a message holds. What can't be read never holds up the rest. */
export interface Read {
  readonly frames: readonly Frame[]
  readonly unreadable: readonly Unreadable[]
}

/** A kind of network server: how to understand what it says. */
export interface Network {
  /** MQTT topics it speaks on by default. */
  readonly topics: readonly string[]
  /** Topics that a holder of a key may hear: what we answer to it. */
  readonly hears: readonly string[]
  read(arrival: Arrival): Read | Promise<Read>
}
