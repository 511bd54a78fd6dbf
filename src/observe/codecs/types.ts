/**
 * Which of the usual forms of a payload codec a source is written in. `auto` takes the first that it defines, in this order:
 * `decodeUplink` (The Things Stack, ChirpStack 4), `Decode(fPort, bytes, variables)` (ChirpStack 3), `Decoder(bytes, port)` (TTN 2).
 */
export type CodecKind = 'auto' | 'chirpstack-v3' | 'ttn-v2'

/** What a codec may be asked for. */
export type CodecCall = 'decodeUplink' | 'normalizeUplink' | 'encodeDownlink' | 'decodeDownlink'

/** The payload of a frame, as a codec receives it. */
export interface CodecInput {
  readonly bytes: Uint8Array
  readonly fPort: number
  /** When the network received it: the only clock a codec sees. Default: 1970. */
  readonly recvTime?: Date
  /** Values set on the device in the network server: `variables` of ChirpStack. */
  readonly variables?: Readonly<Record<string, string>>
}

/** What a codec said of a payload. */
export interface Decoded {
  readonly data: Readonly<Record<string, unknown>>
  readonly warnings: readonly string[]
  /** Lines that it wrote to its console, bounded. */
  readonly log: readonly string[]
}

/** Normalised measurements: one object, or one per instant. */
export interface Normalised {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly warnings: readonly string[]
}

/** Bytes to send to a device. */
export interface Encoded {
  readonly bytes: Uint8Array
  readonly fPort: number | undefined
  readonly warnings: readonly string[]
}

/** A codec that was loaded and understood. Every call may throw `codec.*`, see `errors.ts`. */
export interface Codec {
  /** SHA-256 of its source, hexadecimal: what is written beside what it decoded. */
  readonly sha256: string
  /** What it can be asked for. */
  readonly calls: readonly CodecCall[]
  decodeUplink(input: CodecInput): Promise<Decoded>
  normalizeUplink(decoded: Pick<Decoded, 'data' | 'warnings'>): Promise<Normalised>
  encodeDownlink(data: Readonly<Record<string, unknown>>, fPort?: number): Promise<Encoded>
  decodeDownlink(input: CodecInput): Promise<Decoded>
}

/** Limits of one call of a codec. */
export interface SandboxLimits {
  /** Processor time of one call, ms. */
  readonly callMs: number
  /** Processor time of reading its source, ms. */
  readonly loadMs: number
  /** Memory of one codec, bytes: the engine itself takes 6 MB of them, and it cannot be less than 16 MB. */
  readonly memoryBytes: number
  /** Stack of one codec, bytes. */
  readonly stackBytes: number
  /** Length of a source, UTF-16 units. */
  readonly sourceLength: number
  /** Length of the JSON of a result, UTF-16 units. */
  readonly outputLength: number
  /** Objects in objects of a result. */
  readonly outputDepth: number
  /** Processor time of one call after which the whole sandbox is thrown away and made again, ms. Catches what the other limits cannot. */
  readonly hangMs: number
}
