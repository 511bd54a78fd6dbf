import { knownCrs } from '../../kernel/index.ts'
import { problem } from '../bytes/problem.ts'

/** The identifier of a CRS from a URN, an address or a code: `urn:ogc:def:crs:EPSG::2154` is `EPSG:2154`. */
export function crsOfName(name: string, place: string): string {
  if (/CRS:?84h?$/i.test(name)) return 'OGC:CRS84'
  const code = /EPSG(?:[:/][\w.]*)*[:/](\d{4,6})$/i.exec(name.trim())?.[1]
  return known(code === undefined ? undefined : `EPSG:${code}`, name, place)
}

// Names that ESRI and IGN write in .prj files without an EPSG code (ESRI projection engine list, 2024).
const projections: readonly (readonly [RegExp, (m: RegExpExecArray) => string])[] = [
  [/^RGF_?(?:19)?93(?:_v\w+)?[_ /]+Lambert[_ -]?93/i, () => 'EPSG:2154'],
  [/^RGF_?(?:19)?93(?:_v\w+)?[_ /]+CC(4[2-9]|50)/i, (m) => `EPSG:39${m[1]}`],
  [/^WGS_?(?:19)?84[_ /]+UTM[_ ]zone[_ ](3[012])N/i, (m) => `EPSG:326${m[1]}`],
  [/^WGS_?(?:19)?84[_ /]+(?:Web_Mercator|Pseudo[_-]Mercator)/i, () => 'EPSG:3857'],
  [/^ETRS_?(?:19)?89[_ /]+(?:LAEA|.*LAEA)/i, () => 'EPSG:3035'],
  [/^(?:GCS_)?WGS[_ ]?(?:19)?84$/i, () => 'EPSG:4326'],
  [/^(?:GCS_)?RGF_?(?:19)?93/i, () => 'EPSG:4171'],
  [/^(?:GCS_)?ETRS_?(?:19)?89$/i, () => 'EPSG:4258'],
]

/** The identifier of the CRS that the WKT of a `.prj` describes: by its EPSG code, else by its name. */
export function crsOfPrj(wkt: string, place: string): string {
  const text = wkt.trim()
  // The code of the whole is the last one, after those of its datum and units.
  const code = /(?:AUTHORITY\["EPSG",\s*"?|ID\["EPSG",\s*)(\d+)"?\]\s*\]$/i.exec(text)?.[1]
  const name = /^\w+\["([^"]+)"/.exec(text)?.[1] ?? ''
  let found = code === undefined ? undefined : `EPSG:${code}`
  for (const [pattern, id] of projections) {
    const m = found === undefined ? pattern.exec(name) : null
    if (m) found = id(m)
  }
  return known(found, name || text.slice(0, 80), place)
}

function known(crs: string | undefined, name: string, place: string): string {
  if (crs !== undefined && knownCrs.includes(crs)) return crs
  throw problem(
    'crs.unknown',
    place,
    {
      fr: `Système de coordonnées inconnu : « ${name} ».`,
      en: `Unknown coordinate reference system: '${name}'.`,
    },
    {
      remedy: {
        fr: `Déclarez-le avec l’option \`crs\`, parmi : ${knownCrs.join(', ')}.`,
        en: `Declare it with the \`crs\` option, among: ${knownCrs.join(', ')}.`,
      },
      facts: { name },
    },
  )
}
