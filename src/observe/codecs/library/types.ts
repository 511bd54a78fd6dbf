import type { Bilingual, MeasureSpec } from '../../../kernel/index.ts'
import type { CodecCall, CodecKind } from '../types.ts'

/** One case that a codec must get right, as its maker published it. */
export interface Example {
  readonly call: CodecCall
  readonly description: string
  readonly bytes?: readonly number[]
  readonly fPort?: number
  readonly recvTime?: Date
  readonly variables?: Readonly<Record<string, string>>
  /** What is encoded or normalised. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly expected: {
    readonly data?: unknown
    readonly bytes?: readonly number[]
    readonly fPort?: number
    readonly warnings?: readonly string[]
    /** The codec must refuse, with these words. */
    readonly errors?: readonly string[]
  }
}

/** A payload codec with its examples. Several devices may share it. */
export interface CodecSource {
  /** `{vendor}/{name}` */
  readonly id: string
  readonly source: string
  readonly kind: CodecKind
  readonly examples: readonly Example[]
  /** Its file, below the folder of the library. */
  readonly place: string
}

/** A type of device, whatever the layout it was described in. */
export interface DeviceDefinition {
  /** `{vendor}/{device}`, the identifier of its profile. */
  readonly id: string
  readonly vendor: { readonly id: string; readonly name: string }
  readonly name: string
  readonly description?: string
  /** What a city uses it for: air, energy, water, parking, light, bins, flood, noise, counters… */
  readonly family?: string
  /** LoRaWAN regions it is made for: `EU863-870`. */
  readonly regions: readonly string[]
  /** Seconds between two uplinks, as it comes from the factory. */
  readonly expectedEvery?: number
  readonly measures: readonly MeasureSpec[]
  /** Its definition declares none: they are what the examples of its codec show. */
  readonly guessed?: boolean
  readonly codec?: CodecSource
  readonly place: string
}

/** What cannot be used in a library, and why. The rest is used. */
export interface Unusable {
  readonly place: string
  readonly reason: Bilingual
}

/** A folder of device definitions, read. */
export interface Library {
  readonly layout: 'things-network' | 'chirpstack'
  readonly devices: readonly DeviceDefinition[]
  readonly codecs: readonly CodecSource[]
  readonly unusable: readonly Unusable[]
}
