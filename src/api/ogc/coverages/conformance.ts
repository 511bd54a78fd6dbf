const under = (base: string, names: readonly string[]) =>
  names.map((name) => `http://www.opengis.net/spec/${base}/${name}`)

/** What rasters conform to: drafts of OGC API – Coverages (19-087) and the core of OGC API – Maps (20-058). */
export const coverageConformance: readonly string[] = [
  ...under('ogcapi-coverages-1/0.0/conf', [
    'core',
    'subsetting',
    'scaling',
    'fieldselection',
    'crs',
    'geotiff',
    'covjson',
  ]),
  ...under('ogcapi-maps-1/1.0/conf', ['core', 'tilesets', 'spatial-subsetting', 'scaling', 'crs', 'png']),
]
