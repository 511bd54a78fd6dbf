import { JSON_FORMAT, SCHEMA_FORMAT } from '../common/formats.ts'
import { type Link, type Links, ogcRel } from '../common/links.ts'
import { COVERAGE_JSON, GEOTIFF } from '../edr/formats.ts'

/** What the collection of a raster leads to. */
export function rasterLinks({ link }: Links, collection: string): Link[] {
  const here = `/ogc/collections/${collection}`
  return [
    ...[COVERAGE_JSON, GEOTIFF].map(({ f, media, title }) =>
      link(ogcRel('coverage'), `${here}/coverage?f=${f}`, media, {
        fr: `Les mailles en ${title}`,
        en: `The cells as ${title}`,
      }),
    ),
    link(ogcRel('schema'), `${here}/coverage/schema`, SCHEMA_FORMAT.media, {
      fr: 'Ce que contient chaque maille',
      en: 'What each cell holds',
    }),
    link(ogcRel('coverage-domainset'), `${here}/coverage/domainset`, JSON_FORMAT.media, {
      fr: 'Où sont les mailles',
      en: 'Where the cells are',
    }),
    link(ogcRel('map'), `${here}/map`, 'image/png', { fr: 'Une image', en: 'A picture' }),
    link(ogcRel('legend'), `${here}/map/legend`, 'image/svg+xml', { fr: 'La légende', en: 'The legend' }),
    link(ogcRel('tilesets-map'), `${here}/map/tiles`, JSON_FORMAT.media, {
      fr: 'Tuiles en image',
      en: 'Tiles as pictures',
    }),
  ]
}
