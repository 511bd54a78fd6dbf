/** How much one request may ask of the service: what lies beyond is refused, or given page by page, before it costs anything. */
export const limits = {
  /** Entities of a page when `$top` says nothing, and the most it may ask for. */
  page: 100,
  mostPage: 1_000,
  /** Observations of a page in the compact form of data arrays. */
  mostDataArray: 10_000,
  /** Rows of one answer, expanded ones included: the pages of expanded collections shrink to stay under it. */
  rows: 100_000,
  /** Levels of `$expand`, and expanded relations in all. */
  expandDepth: 8,
  expands: 100,
  /** Segments of a path. */
  segments: 24,
  /** A filter: its length, nesting and parts. */
  filterCharacters: 100_000,
  filterDepth: 100,
  filterNodes: 2_000,
  /** Positions of a geometry in a filter or an entity. */
  positions: 50_000,
  /** Geometries that one filter compares exactly. */
  geometries: 200_000,
  /** Properties of an `$orderby`. */
  orders: 20,
  /** Bytes of a body, and of a batch or a list of observations. */
  body: 1_048_576,
  bulk: 33_554_432,
  /** Depth of a JSON document sent. */
  bodyDepth: 64,
  /** Entities created by one request: a deep insert, or a list of observations. */
  entities: 100_000,
  /** Requests of a batch. */
  batch: 1_000,
} as const
