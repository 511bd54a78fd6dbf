import type { Bilingual } from './text.ts'

/** What a reader should know of a model before trusting it. */
export interface ModelSheet {
  readonly id: string
  readonly title: Bilingual
  readonly purpose: Bilingual
  readonly inputs: readonly { readonly what: Bilingual; readonly from: Bilingual }[]
  /** In the order they are computed. `formula` in plain mathematical writing. */
  readonly equations: readonly { readonly what: Bilingual; readonly formula: string; readonly reference: string }[]
  readonly parameters: readonly SheetParameter[]
  readonly validation: readonly { readonly what: Bilingual; readonly figure: Bilingual; readonly source: string }[]
  readonly limits: readonly Bilingual[]
  /** Whom its errors may harm, and how not to use it. */
  readonly mayWrong: readonly Bilingual[]
}

export interface SheetParameter {
  readonly title: Bilingual
  readonly value: number
  /** UCUM. */
  readonly unit: string
  readonly source: string
  readonly date: string
}
