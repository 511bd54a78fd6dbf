import type { BandStyle, Bilingual } from '../../../kernel/index.ts'

/** One band of a raster, as its asset declares it, else as its file says. */
export interface Band {
  readonly id: string
  /** Its place in the file, from 0. */
  readonly place: number
  readonly title: Bilingual
  readonly description?: Bilingual
  /** UCUM code. */
  readonly unit?: string
  /** Codes of classes rather than quantities: never averaged. */
  readonly isCode: boolean
  /** The instant it is of, where the bands are times of one quantity. */
  readonly at?: string
  /** What its colours stand for, where it is stated. */
  readonly style?: BandStyle
}

/** What is told of a raster: its bands, or the one quantity that they are times of. */
export type Quantity = Pick<Band, 'id' | 'title' | 'description' | 'unit' | 'isCode'>
