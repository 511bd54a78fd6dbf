import type { Found, SearchQuery } from '../../catalogue/index.ts'

/** The catalogue ready to be searched: in memory, brought up to date before each search. */
export interface CatalogueSearch {
  find(query: SearchQuery): Promise<Found>
  /** Identifiers of the records that are there, and when each changed (ms; 0 where nobody says), from one number on. */
  list(page: { readonly offset: number; readonly limit: number }): Promise<{
    readonly total: number
    readonly items: readonly { readonly id: string; readonly modified: number }[]
  }>
}
