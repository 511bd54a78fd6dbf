const tiles = 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf'
const sets = 'http://www.opengis.net/spec/tms/2.0/conf'

/** What the tiles conform to: OGC API Tiles 1.0 (20-057) and the tile matrix sets of OGC 17-083r4. */
export const tileConformance: readonly string[] = [
  `${tiles}/core`,
  `${tiles}/tileset`,
  `${tiles}/tilesets-list`,
  `${tiles}/dataset-tilesets`,
  `${tiles}/geodata-tilesets`,
  `${tiles}/collections-selection`,
  `${tiles}/mvt`,
  `${sets}/tilematrixset`,
  `${sets}/tilematrixsetlimits`,
  `${sets}/json-tilematrixset`,
  `${sets}/json-tilematrixsetlimits`,
  `${sets}/tilesetmetadata`,
  `${sets}/json-tilesetmetadata`,
]
