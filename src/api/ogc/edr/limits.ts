import { OrchestraError } from '../../../kernel/index.ts'

/** Values that one answer may hold, all parameters together: some 10 MB of JSON. */
export const MOST_VALUES = 1_000_000
/** Cells of a raster that one answer may hold, all parameters together. */
export const MOST_CELLS = 1_000_000
/** Positions of the geometry that a request may give. */
export const MOST_POSITIONS = 10_000
/** Places where a raster is read along a line. */
export const MOST_SAMPLES = 20_000
/** Stations of a collection: beyond, its rows are features rather than series. */
export const MOST_STATIONS = 50_000

/** An answer that would be too large, with what would make it smaller. */
export const tooLarge = (count: number, most: number, fr: string, en: string, remedy: { fr: string; en: string }) =>
  new OrchestraError({
    code: 'api.too-large',
    say: {
      fr: `La réponse aurait ${count} ${fr} ; la limite est de ${most}.`,
      en: `The answer would have ${count} ${en}; the limit is ${most}.`,
    },
    remedy,
    facts: { count, most },
  })

/** A request that is right, and for which there is nothing. */
export const noData = (fr: string, en: string, remedy: { fr: string; en: string }) =>
  new OrchestraError({ code: 'api.no-data', say: { fr: `${fr}.`, en: `${en}.` }, remedy })
