import type { Bilingual, Geometry } from '../kernel/index.ts'
import type { Sender, Store } from '../store/index.ts'

/** A dataset of observations as the territory declares it. Everything that hangs from its things inherits its access. */
export interface SensingDataset {
  readonly id: string
  readonly title: Bilingual
  readonly owner?: string
  readonly access: 'open' | 'restricted' | 'personal'
  readonly licence?: string
  /** Days observations are kept; absent keeps them for ever. */
  readonly retentionDays?: number
}

/** Any JSON object. */
export type Json = Readonly<Record<string, unknown>>

/** Entities of SensorThings 1.1 as the registry keeps them: identifiers instead of links. `key` is the natural key of ingest. */
export interface Thing {
  readonly dataset: string
  readonly key?: string | null
  readonly name: string
  readonly description: string
  readonly properties?: Json | null
}
export interface Location {
  readonly dataset: string
  readonly key?: string | null
  readonly name: string
  readonly description: string
  readonly encodingType: string
  /** GeoJSON: a geometry, or a Feature around one. */
  readonly location: unknown
  readonly properties?: Json | null
}
export interface HistoricalLocation {
  readonly thing: number
  readonly time: Date
}
export interface Sensor {
  readonly key?: string | null
  readonly name: string
  readonly description: string
  readonly encodingType: string
  readonly metadata: unknown
  readonly properties?: Json | null
}
export interface ObservedProperty {
  readonly key?: string | null
  readonly name: string
  /** URI of the definition: a QUDT quantity kind or similar. */
  readonly definition: string
  readonly description: string
  readonly properties?: Json | null
}
export interface Datastream {
  readonly dataset: string
  /** `{device}/{measure}` when ingest made it. */
  readonly key?: string | null
  readonly thing: number
  readonly sensor: number
  readonly observedProperty: number
  readonly name: string
  readonly description: string
  readonly observationType: string
  /** unitOfMeasurement: name, symbol, definition. */
  readonly unit: Json
  readonly observedArea?: Geometry | null
  /** The measure of the device profile that it carries. */
  readonly measure?: Json | null
  readonly properties?: Json | null
}
export interface FeatureOfInterest {
  readonly dataset: string
  readonly key?: string | null
  readonly name: string
  readonly description: string
  readonly encodingType: string
  readonly feature: unknown
  readonly properties?: Json | null
}

/** The kinds of entities, each under the name of its table. */
export interface Entities {
  readonly thing: Thing
  readonly location: Location
  readonly historical_location: HistoricalLocation
  readonly sensor: Sensor
  readonly observed_property: ObservedProperty
  readonly datastream: Datastream
  readonly feature_of_interest: FeatureOfInterest
}
export type EntityKind = keyof Entities
/** Those that may carry a natural key. */
export type KeyedKind = Exclude<EntityKind, 'historical_location'>
export type Kept<K extends EntityKind> = Entities[K] & { readonly id: number }

/** Reads and writes of entities. `tx` is the store, or the transaction the caller holds. */
export interface Registry {
  insert<K extends EntityKind>(tx: Sender, kind: K, entity: Entities[K]): Promise<number>
  /** Inserts, or updates what has the same `key`: gives the id either way. */
  upsert<K extends KeyedKind>(tx: Sender, kind: K, entity: Entities[K] & { readonly key: string }): Promise<number>
  get<K extends EntityKind>(tx: Sender, kind: K, id: number): Promise<Kept<K> | undefined>
  byKey<K extends KeyedKind>(tx: Sender, kind: K, key: string): Promise<Kept<K> | undefined>
  /** Changes the fields given and leaves the others. False when there is no such entity. */
  update<K extends EntityKind>(tx: Sender, kind: K, id: number, fields: Partial<Entities[K]>): Promise<boolean>
  /** Deletes it and, as the standard says, what cannot be without it, observations included. False when there was none. */
  remove(tx: Sender, kind: EntityKind, id: number): Promise<boolean>
  /** The thing is now there, and this is written in its history at `time`. No location: it is nowhere known. */
  moveThing(tx: Sender, thing: number, locations: readonly number[], time: Date): Promise<number>
  /** Where a thing was at a time, after the fact; does not move it. Gives the id of the historical location. */
  recordLocation(tx: Sender, thing: number, time: Date, locations: readonly number[]): Promise<number>
  /** The feature of interest of observations that name none: the place of the thing, made on first need. */
  featureOfThing(tx: Sender, thing: number): Promise<number | undefined>
  datasets(tx: Sender): Promise<SensingDataset[]>
}

/** A value observed: a finite number, or what the observation type says. */
export type Result = number | string | boolean | Json | readonly unknown[] | null

/** One observation to write. Instants are in UTC, to the millisecond. */
export interface ObservationInput {
  readonly datastream: number
  readonly phenomenonStart: Date
  readonly phenomenonEnd?: Date | null
  readonly resultTime?: Date | null
  readonly validStart?: Date | null
  readonly validEnd?: Date | null
  readonly result: Result
  readonly quality?: unknown
  readonly parameters?: Json | null
  readonly foi?: number | null
  /** Identity of the fact, a UUID: the same one delivered twice is one row. Without it nothing is merged. */
  readonly source?: string | null
  readonly frame?: number | null
}

/** One observation as it is kept. */
export interface Observation {
  readonly id: number
  readonly datastream: number
  readonly phenomenonStart: Date
  readonly phenomenonEnd: Date | null
  readonly resultTime: Date | null
  readonly validStart: Date | null
  readonly validEnd: Date | null
  readonly result: Result
  readonly quality: unknown
  readonly parameters: Json | null
  readonly foi: number | null
  readonly source: string | null
  readonly frame: number | null
}

/** An observation that cannot be kept, by its place in what was given. */
export interface Refused {
  readonly index: number
  readonly code: string
  readonly reason: Bilingual
}

/** What became of a batch: every observation is written, known already, or refused with its reason. */
export interface Written {
  /** For each observation given: its id, new or known; null when refused. */
  readonly ids: readonly (number | null)[]
  readonly written: number
  readonly duplicates: number
  readonly refused: readonly Refused[]
}

/** What was just committed. */
export type Heard = (observations: readonly Observation[]) => void

/** Count and latest value of a datastream: look-ups, whatever its size. */
export interface DatastreamState {
  readonly datastream: number
  readonly count: number
  readonly first: Date
  /** Start of the phenomenon time of the latest observation. */
  readonly last: Date
  /** Latest end (or instant) of phenomenon time. */
  readonly ended: Date
  readonly resultFirst: Date | null
  readonly resultLast: Date | null
  readonly lastId: number
  readonly lastResult: Result
}

/** Which observations: those of some datastreams that begin in [from, to[. */
export interface Range {
  readonly datastreams: readonly number[]
  readonly from?: Date
  readonly to?: Date
}

/** A place in the order of observations: after it comes what is strictly later. */
export interface Cursor {
  readonly time: Date
  readonly source: string | null
  readonly id: number
}

export interface PageQuery extends Range {
  /** By phenomenon time, then source, then id. */
  readonly order: 'asc' | 'desc'
  readonly top: number
  readonly skip?: number
  readonly after?: Cursor
}

/** How time is cut: steps of a fixed length (seconds, counted from 1970 in UTC), or what the calendar of a zone says. */
export type Step =
  | { readonly seconds: number }
  | { readonly every: 'hour' | 'day' | 'week' | 'month' | 'year'; readonly zone: string }

export interface AggregateQuery {
  readonly datastreams: readonly number[]
  readonly from: Date
  readonly to: Date
  readonly step: Step
  /** Shares, 0 to 1: 0.5 is the median. */
  readonly percentiles?: readonly number[]
  /** Seconds between two observations when nothing is missing: gives `expected` and the gaps. */
  readonly expectedEvery?: number
}

/** The numbers of one datastream over one step. Steps without observation are given too, with count 0. */
export interface Bucket {
  readonly datastream: number
  readonly from: Date
  readonly to: Date
  readonly count: number
  /** How many were numbers: what follows is about them. */
  readonly numbers: number
  readonly min: number | null
  readonly max: number | null
  readonly sum: number | null
  readonly mean: number | null
  /** In the order they were asked; linear between the two nearest values. */
  readonly percentiles: readonly (number | null)[]
  /** How many there would be if none were missing; undefined when no interval was given. */
  readonly expected?: number
}

/** A stretch without observation longer than twice the expected interval. */
export interface Gap {
  readonly datastream: number
  readonly from: Date
  readonly to: Date
  /** Observations that were expected in it. */
  readonly missing: number
}

export interface Aggregates {
  readonly buckets: readonly Bucket[]
  readonly gaps: readonly Gap[]
}

/** What compaction or retention did. */
export interface Maintained {
  readonly months: readonly { readonly month: string; readonly rows: number; readonly bytes: number }[]
  readonly retention: readonly { readonly dataset: string; readonly before: Date; readonly removed: number }[]
}

export interface Observations {
  /**
   * Writes observations and answers once they are durable. Calls made at the same moment share one transaction. What cannot
   * be kept is refused by itself. Throws `observe.overloaded` (transient) when too much waits already.
   */
  write(batch: readonly ObservationInput[]): Promise<Written>
  /** The same inside a transaction of the caller, who calls `announce` once it is committed. */
  writeWithin(tx: Sender, batch: readonly ObservationInput[]): Promise<Written & { announce(): void }>
  get(id: number): Promise<Observation | undefined>
  /** Changes an observation, wherever it is. False when there is none. */
  update(tx: Sender, id: number, fields: Partial<Omit<ObservationInput, 'source' | 'frame'>>): Promise<boolean>
  remove(tx: Sender, id: number): Promise<boolean>
  /** The same for many at once; those that are not there are passed over. */
  removeMany(tx: Sender, ids: readonly number[]): Promise<void>
  /** State of the datastreams that have observations. */
  latest(datastreams: readonly number[]): Promise<DatastreamState[]>
  count(range: Range): Promise<number>
  /** Recent and old observations as one, in order of time. */
  page(query: PageQuery): Promise<Observation[]>
  aggregate(query: AggregateQuery): Promise<Aggregates>
  /**
   * Runs SQL over recent and old observations as one: `work` gets a transaction and what to write after FROM, with the columns
   * of the table `observation`. Throws `observe.too-much-history` when more than 500,000 old rows would be needed.
   */
  asOne<T>(range: Partial<Range>, work: (tx: Sender, from: string) => Promise<T>): Promise<T>
  /** Moves the months that ended long enough ago to Parquet, and merges what came late. */
  compact(now: Date): Promise<Maintained['months']>
  /** Deletes what the datasets keep no longer, frames included. */
  retain(now: Date): Promise<Maintained['retention']>
  /** Calls back with what was just committed by this process, until the function given back is called. */
  heard(callback: Heard): () => void
}

/** Things, datastreams and their observations. */
export interface Observe {
  readonly store: Store
  readonly registry: Registry
  readonly observations: Observations
  /** Waits for writes under way. The store stays open. */
  close(): Promise<void>
}

/** A frame as any network server gives it, before decoding. */
export interface Frame {
  /** Which connection brought it, as the territory names it. */
  readonly connection: string
  readonly network: string
  readonly kind: 'uplink' | 'join' | 'ack' | 'status' | 'location' | 'other'
  /** EUI in upper hexadecimal, or the identifier the network gives. */
  readonly device: string
  readonly deviceName?: string
  /** DevAddr of the session. */
  readonly session?: string
  readonly fcnt?: number
  readonly port?: number
  readonly payload: Uint8Array
  /** When the network heard it. */
  readonly time: Date
  readonly received: Date
  readonly decodedByNetwork?: Json
  /** Charge of the battery, %, where the network says it apart (DevStatusAns). */
  readonly battery?: number
  readonly radio: Radio
  /** The message as it came. */
  readonly raw: unknown
}

export interface Radio {
  readonly gateways: readonly {
    readonly id: string
    /** dBm */
    readonly rssi?: number
    /** dB */
    readonly snr?: number
    readonly lon?: number
    readonly lat?: number
    readonly time?: Date
  }[]
  /** Spreading factor, 7 to 12. */
  readonly sf?: number
  readonly bandwidthHz?: number
  readonly frequencyHz?: number
  readonly airtimeMs?: number
  readonly confirmed?: boolean
}
