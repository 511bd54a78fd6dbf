import type { Bbox, FacetName, Language } from '../../kernel/index.ts'

export const sorts = ['relevance', 'modified', 'quality', 'title'] as const
export type Sort = (typeof sorts)[number]

/** What is asked of a catalogue: all of it must hold. */
export interface SearchQuery {
  /** Words, each of which a record holds, or a form, a synonym or a mistake of it. */
  readonly words?: string
  /** In the place of `words`, several of them, one of which is enough. What is beyond the words that are read is left out whole. */
  readonly either?: readonly string[]
  /** Values wanted by facet: any of those of one facet. */
  readonly keep?: Partial<Readonly<Record<FacetName, readonly string[]>>>
  /** Records whose place meets this box: west, south, east, north in degrees. A box whose west lies beyond its east crosses the antimeridian. */
  readonly box?: Bbox
  /** Records whose period meets this one (ms); infinite ends for an open one. */
  readonly period?: readonly [from: number, to: number]
  /** Whether records without place or period are of any. */
  readonly anyPlace?: boolean
  readonly ids?: readonly string[]
  readonly sort?: Sort
  /** Of the titles to sort by. */
  readonly language?: Language
  readonly offset: number
  readonly limit: number
  /** Values told of each facet, at most. */
  readonly mostValues?: number
  /** Whether to say why each record answers; it does by default. */
  readonly withReasons?: boolean
}
