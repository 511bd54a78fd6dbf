import { type AssetRef, columnOfRole, isMetric, OrchestraError } from '../../src/kernel/index.ts'

/** The CRS of the geometries of inputs, in metres. Throws `topography.crs` where they are in degrees, or in two CRS. */
export function crsOf(...inputs: readonly AssetRef[]): string {
  const found = inputs.map(({ rows }) => rows.columns[columnOfRole(rows, 'geometry')!]!.crs ?? 'EPSG:4326')
  const crs = found[0]!
  if (found.every((other) => other === crs) && isMetric(crs)) return crs
  const told = inputs.map(({ name }, i) => `${name} ${found[i]}`).join(', ')
  throw new OrchestraError({
    code: 'topography.crs',
    say: {
      fr: `Le pack « topography » mesure en mètres, dans un seul système de coordonnées : ${told}.`,
      en: `The pack 'topography' measures in metres, in one coordinate reference system: ${told}.`,
    },
    remedy: {
      fr: 'Donnez à la colonne de géométrie de ces sources le même `crs` projeté, EPSG:2154 par exemple.',
      en: 'Give the geometry column of these sources the same projected `crs`, EPSG:2154 say.',
    },
    place: 'topography',
  })
}
