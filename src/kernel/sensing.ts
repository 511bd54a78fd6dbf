import type { Licence } from './licence.ts'
import type { Bilingual } from './text.ts'

type Access = 'open' | 'restricted' | 'personal'

/** A dataset of observations: everything a device or a client makes belongs to one, and takes its access. */
export interface SensingDatasetSpec {
  /** Lower case letters, digits and `-`. */
  readonly id: string
  readonly title: Bilingual
  readonly owner?: string
  readonly access: Access
  readonly licence?: Licence
  /** Days observations are kept; absent keeps them for ever. */
  readonly retentionDays?: number
}

/** The broker: ours on a TCP port (default 1883), or somebody's by address. */
export type MqttSpec =
  | { readonly port?: number }
  | {
      /** `mqtt://`, `mqtts://`, `ws://` or `wss://`, without password. */
      readonly url: string
      readonly username?: string
      /** Name of the environment variable that holds the password. */
      readonly passwordEnv?: string
    }

/** What is done with a device that was never declared. Default: its frames are set aside, to be replayed once it is. */
export interface AutoProvision {
  /** The profile it gets. Not needed where the connection gives measures. */
  readonly profile?: string
  /** Default: `sensors`. */
  readonly dataset?: string
}

/** A measure of messages that carry values, no payload: how to read one value and what it is. */
export interface MeasureSpec {
  /** Name of the value, or its path with `.`: `temperature`, `air.co2`. */
  readonly key: string
  /** Its definition is the address of a quantity kind of QUDT, or similar. */
  readonly observedProperty: { readonly name: string; readonly definition: string; readonly title: Bilingual }
  readonly unit: { readonly name: string; readonly symbol: string; readonly ucum?: string; readonly definition: string }
  /** A counter only grows, but for its resets. Default: gauge. */
  readonly kind?: 'gauge' | 'counter' | 'state' | 'event'
  readonly min?: number
  readonly max?: number
  /** A counter starts again from 0 when it reaches this. */
  readonly modulo?: number
}

/** How to read the frames of a network server that is none of those known: JSON pointers (RFC 6901) in its message. */
export interface FrameMapping {
  /** To the list of frames, in messages that hold several. The other pointers start from each. */
  readonly frames?: string
  readonly device: string
  readonly deviceName?: string
  readonly session?: string
  readonly counter?: string
  readonly port?: string
  readonly payload?: string
  /** Default: `base64`. */
  readonly payloadEncoding?: 'base64' | 'hex'
  /** When the network heard it: ISO 8601 text, or a number. Absent: when it came. */
  readonly time?: string
  /** Of a number. Default: `ms` since 1970. */
  readonly timeUnit?: 'ms' | 's'
  /** Values that the network decoded. */
  readonly decoded?: string
  readonly confirmed?: string
  /** `SF12BW125`, or the spreading factor alone. */
  readonly dataRate?: string
  /** Hz, kHz or MHz: told apart by their size. */
  readonly frequency?: string
  readonly gateways?: {
    /** To the list. Absent: one gateway, whose pointers start from the frame. */
    readonly list?: string
    readonly id: string
    readonly rssi?: string
    readonly snr?: string
    readonly lon?: string
    readonly lat?: string
  }
}

/** Where frames or values come from. */
export type ConnectionSpec = {
  /** Lower case letters, digits and `-`: in the address `/ingest/{id}` and in every frame. */
  readonly id: string
  readonly autoProvision?: AutoProvision
} & (
  | {
      readonly network: 'chirpstack' | 'tts'
      /** MQTT topics to listen to. Default: all those of the network. */
      readonly topics?: readonly string[]
    }
  | {
      readonly network: 'mapped'
      /** One that we bring, `helium` or `actility`, or yours. */
      readonly mapping: 'helium' | 'actility' | FrameMapping
      readonly topics?: readonly string[]
    }
  | {
      /** JSON objects whose values are the measures. */
      readonly network: 'plain'
      /** With `{device}` for the level that names the device: `town/{device}/state`. */
      readonly topics?: readonly string[]
      /** JSON pointers to the device (when no topic names it), the instant and the counter. */
      readonly mapping?: {
        readonly device?: string
        readonly time?: string
        readonly timeUnit?: 'ms' | 's'
        readonly counter?: string
      }
      readonly measures: readonly MeasureSpec[]
    }
  | { readonly network: 'ngsi-ld'; readonly dataset?: string }
)

/** A message as a broker delivers it. */
export interface SimulatedMessage {
  readonly time: Date
  readonly topic: string
  readonly payload: string
}

/** Messages of invented devices, which take the same way as real ones. */
export interface Simulation {
  /** Days that are made up for when the house opens for the first time. */
  readonly days: number
  /** The messages after `from` and up to `to`, by time; `now` is when they are asked for. */
  messages(from: Date, to: Date, now: Date): readonly SimulatedMessage[]
}

/** What a territory says of its sensors. */
export interface Sensing {
  readonly mqtt?: MqttSpec
  readonly connections?: readonly ConnectionSpec[]
  readonly datasets?: readonly SensingDatasetSpec[]
  /** Of the dataset `sensors`, which holds what names no other. Default: restricted. */
  readonly defaultAccess?: Access
  /** `open` lets anybody write by SensorThings: for demonstrations only. Default: keys. */
  readonly writes?: 'keys' | 'open'
  /** Folders of device profiles, brought in when the house opens: paths or `file:` addresses. */
  readonly profiles?: readonly (string | URL)[]
  /** CSV file of devices, brought in when the house opens: a path, a `file:` address, or its text. */
  readonly devices?: string | URL | { csv(): string }
  /** Where the devices are invented: what they would say. */
  readonly simulate?: Simulation
}
