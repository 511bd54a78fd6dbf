import type { Bbox } from '../../kernel/index.ts'

/** What its data says of a layer, in one language. */
export interface LayerFacts {
  /** Where it is, in degrees. */
  readonly box: Bbox | null
  /** Of a layer that has several. */
  readonly times: { readonly all: readonly string[]; readonly usual: string } | undefined
  readonly styles: readonly StyleFacts[]
}

export interface StyleFacts {
  readonly id: string
  readonly title: string
  /** Sides of the picture of its legend, in pixels. */
  readonly width: number
  readonly height: number
}
