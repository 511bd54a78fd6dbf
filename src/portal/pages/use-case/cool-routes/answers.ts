// What the processes of the pack answer, as far as the page reads it.

type LonLat = readonly number[]
type Words = { readonly fr: string; readonly en: string }

export interface Moment {
  readonly at: string
  readonly season: 'winter' | 'spring' | 'summer' | 'autumn'
  /** The day that stands for the season. */
  readonly day: string | null
  /** Null at night. */
  readonly minute: number | null
  readonly comfortDay: string | null
}

export interface NearPlace {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly at: LonLat
  /** m from the start. */
  readonly after: number
}

export interface Piece {
  /** Ranks of positions of the geometry, both included. */
  readonly from: number
  readonly to: number
  readonly metres: number
  /** 0 to 1; null unknown. */
  readonly sun: number | null
}

export interface Way {
  readonly kind: 'shortest' | 'balanced' | 'coolest'
  /** An earlier way of the answer that is the same. */
  readonly same: Way['kind'] | null
  readonly minutes: number
  readonly metres: number
  readonly sunMetres: number
  readonly shadeShare: number | null
  readonly knownShare: number
  readonly utci: number | null
  readonly utciDose: number | null
  readonly climb: number | null
  readonly steepest: number | null
  readonly steps: number
  readonly crossings: number
  /** s */
  readonly waits: number
  readonly unknownAccess: number
  readonly restPlaces: readonly NearPlace[]
  readonly waterPlaces: readonly NearPlace[]
  readonly coolPlaces: readonly NearPlace[]
  readonly otherPlaces: readonly NearPlace[]
  readonly geometry: { readonly coordinates: readonly LonLat[] }
  readonly pieces: readonly Piece[]
  readonly instructions: readonly {
    readonly text: Words
    readonly metres: number
    readonly minutes: number
    readonly sun: number | null
  }[]
}

export interface AnsweredEnd {
  readonly at: LonLat
  /** m from what was asked. */
  readonly away: number
  readonly name: string | null
}

interface Answer {
  readonly from: AnsweredEnd
  readonly moment: Moment
  readonly notes: readonly Words[]
}

export interface CoolRoute extends Answer {
  readonly to: AnsweredEnd
  readonly ways: readonly Way[]
}

export interface RoundWalk extends Answer {
  readonly ways: readonly Way[]
}

export interface Isochrone extends Answer {
  readonly bands: readonly {
    readonly minutes: number
    readonly metres: number
    readonly area: { readonly coordinates: readonly (readonly (readonly LonLat[])[])[] }
    readonly coolPlaces: readonly NearPlace[]
    readonly waterPlaces: readonly NearPlace[]
  }[]
}

export interface WhenToLeave {
  /** On the clock of the place; null when all are alike. */
  readonly best: string | null
  readonly hours: readonly {
    readonly at: string
    readonly minutes: number
    readonly shadeShare: number | null
    readonly utciDose: number | null
  }[]
}

export interface FoundPlace {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly at: LonLat
}

export interface FoundPlaces {
  readonly places: readonly FoundPlace[]
  /** Where one can walk: west, south, east, north. */
  readonly extent: readonly number[]
}
