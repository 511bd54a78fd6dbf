/** What an edge of a walking graph is; its code is its rank here. */
export const edgeKinds = [
  'footway',
  'sidewalk',
  'crossing',
  'steps',
  'path',
  'pedestrian',
  /** A street whose sidewalks are not known: one walks along it. */
  'street',
  'track',
  'cycleway',
  'service',
  'other',
] as const
export type EdgeKind = (typeof edgeKinds)[number]
export const kindCode = Object.fromEntries(edgeKinds.map((kind, code) => [kind, code])) as Record<EdgeKind, number>

/** What one walks on; its code is its rank here. */
export const edgeSurfaces = ['unknown', 'paved', 'compacted', 'unpaved'] as const
export type EdgeSurface = (typeof edgeSurfaces)[number]
export const surfaceCode = Object.fromEntries(edgeSurfaces.map((surface, code) => [surface, code])) as Record<
  EdgeSurface,
  number
>

/** Whether a wheelchair can pass. */
export const passable = { no: 0, yes: 1, limited: 2, unknown: 255 } as const

export const seasons = ['winter', 'spring', 'summer', 'autumn'] as const
export type Season = (typeof seasons)[number]

/** A share of the sun that is not known. */
export const SUN_UNKNOWN = 255
/** The share of an edge that is all in the sun: shares are in half percents. */
export const SUN_WHOLE = 200
/** A UTCI that is not known. */
export const UTCI_UNKNOWN = -32768

/** A moment for which the shade of every edge is known. */
export interface ShadeBin {
  readonly season: Season
  /** Minutes since midnight on the clock of the place, on the day that stands for the season. */
  readonly minute: number
}

/**
 * Where the sun is on the edges. Bins are by season, then by minute; a minute outside those of its season is night: nobody is in the sun.
 */
export interface Exposure {
  readonly bins: readonly ShadeBin[]
  /** The day that stands for each season, `YYYY-MM-DD`. */
  readonly days: Readonly<Partial<Record<Season, string>>>
  /** `sun[bin * edges + edge]`: share of the length in the sun, 0 to 200 half percents, 255 unknown. */
  readonly sun: Uint8Array
  /** Thermal comfort of one day: `tenths[i * edges + edge]` at `hours[i]`, tenths of °C, -32768 unknown. */
  readonly utci?: { readonly day: string; readonly hours: readonly number[]; readonly tenths: Int16Array }
}

/** A walking graph: parallel columns. Every edge is walked both ways. */
export interface WalkingGraph {
  /** A metric CRS. */
  readonly crs: string
  readonly nodes: {
    readonly x: Float64Array
    readonly y: Float64Array
    /** m, NaN unknown. */
    readonly z: Float32Array
  }
  readonly edges: {
    readonly from: Uint32Array
    readonly to: Uint32Array
    /** m. */
    readonly length: Float32Array
    /** Metres climbed and gone down, walked from → to; NaN unknown. */
    readonly climb: Float32Array
    readonly drop: Float32Array
    /** Greatest slope, % absolute; NaN unknown. */
    readonly steepest: Float32Array
    /** Code of `edgeKinds`. */
    readonly kind: Uint8Array
    /** How many steps, where known: else 0 with the kind `steps`. */
    readonly steps: Uint16Array
    /** Mean wait at a crossing, s. */
    readonly wait: Float32Array
    /** One of `passable`. */
    readonly wheelchair: Uint8Array
    /** Code of `edgeSurfaces`. */
    readonly surface: Uint8Array
    /** x, y pairs: those of edge i are the pairs `offsets[i]` to `offsets[i + 1]`, from → to, both ends included. */
    readonly geometry: { readonly offsets: Uint32Array; readonly coordinates: Float64Array }
  }
  readonly exposure: Exposure
}
