const under = (version: string, names: readonly string[]) =>
  names.map((name) => `http://www.opengis.net/spec/ogcapi-edr-1/${version}/conf/${name}`)

/** What is asked of both versions alike. Not `html`: every answer would have to be a page too, those of the data queries as well. */
const classes = ['core', 'collections', 'instances', 'json', 'geojson', 'edr-geojson', 'covjson', 'oas30']

/** What the data queries conform to: OGC API – Environmental Data Retrieval 1.1 (19-086r6) and 1.0 (19-086r4). */
export const edrConformance: readonly string[] = [...under('1.0', classes), ...under('1.1', [...classes, 'queries'])]
