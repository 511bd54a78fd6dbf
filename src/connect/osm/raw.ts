/** What an OSM file holds, before anything is put together. */
export type Tags = Readonly<Record<string, string>>

interface RawNode {
  readonly type: 'node'
  readonly id: number
  readonly lon: number
  readonly lat: number
  readonly tags: Tags
}

export interface RawWay {
  readonly type: 'way'
  readonly id: number
  readonly refs: readonly number[]
  readonly tags: Tags
}

export interface RawMember {
  readonly type: string
  readonly ref: number
  readonly role: string
}

export interface RawRelation {
  readonly type: 'relation'
  readonly id: number
  readonly members: readonly RawMember[]
  readonly tags: Tags
}

export type Raw = RawNode | RawWay | RawRelation

/** Elements given at once by the readers. */
export const RAW_BATCH = 2_000

/** Tags from pairs; keys are any text, so the object inherits nothing. */
export function tagsOf(pairs: Iterable<readonly [string, string]>): Tags {
  const tags: Record<string, string> = Object.create(null)
  for (const [key, value] of pairs) tags[key] = value
  return tags
}

export const NO_TAGS: Tags = tagsOf([])
