/** What the datasets of a search are counted by, and kept by. */
export const facetNames = [
  'theme',
  'producer',
  'access',
  'licence',
  'format',
  'typology',
  'keyword',
  'year',
  'frequency',
  'source',
  'quality',
] as const
export type FacetName = (typeof facetNames)[number]
