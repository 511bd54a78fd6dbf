import type { Bilingual } from './text.ts'

/** A question answered by a whole number from 1 to 5. */
export interface SurveyQuestion {
  /** Lower case letters, digits and `-`: names it in answers and addresses. */
  readonly id: string
  readonly title: Bilingual
  /** What 1 means. */
  readonly low: Bilingual
  /** What 5 means. */
  readonly high: Bilingual
}

/** A part of the column that is compared: it is their mean, each having a weight that the reader may change. */
export interface SurveyComponent {
  /** Column of the dataset, from 0 to 1. */
  readonly column: string
  readonly weight: number
}

/** What people are asked about the rows of a dataset, without account. */
export interface Survey {
  /** Lower case letters, digits and `-`. */
  readonly id: string
  readonly title: Bilingual
  readonly purpose: Bilingual
  /** The published dataset whose rows are rated, by the column that is their key. */
  readonly dataset: string
  readonly questions: readonly SurveyQuestion[]
  /** Columns whose weighted mean is set beside what people say. */
  readonly components: readonly SurveyComponent[]
}

/** An answer as a person gives it: one rating a question, in their order, and some words. */
export interface SurveyAnswer {
  /** Key of the row that is rated. */
  readonly subject: string
  readonly ratings: readonly number[]
  readonly comment: string
}

/** Answers that an invented territory invents, from the rows of the dataset of a survey. */
export interface InventedAnswers {
  readonly survey: string
  readonly make: (rows: readonly Readonly<Record<string, unknown>>[]) => Iterable<SurveyAnswer>
}
