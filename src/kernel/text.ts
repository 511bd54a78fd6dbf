/** A text a person reads, in the two languages of the product. French first. */
export interface Bilingual {
  readonly fr: string
  readonly en: string
}

export type Language = keyof Bilingual
