import type { Geometry } from '../../kernel/index.ts'

/** A tagged thing of OpenStreetMap, as a function of a mapping sees it. */
export interface OsmElement {
  readonly type: 'node' | 'way' | 'relation'
  readonly id: number
  readonly tags: Readonly<Record<string, string>>
  /** Longitude and latitude. `null` where the extract lacks parts of it. */
  readonly geometry: Geometry | null
}

export interface OsmOptions {
  /** Files to read in the archive, as a glob. */
  readonly inside?: string
}
