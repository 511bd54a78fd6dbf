import { type Crs, crsOf } from '../ogc/common/crs.ts'
import { type OwsCode, owsFault } from './fault.ts'

/**
 * A CRS by any of the names that clients give it, with the order of axes that the name stands for: that of the authority in
 * `urn:ogc:def:crs:EPSG::4326` and in addresses of the OGC; x (longitude, easting) first in the older `EPSG:4326` of WFS and of
 * WMS 1.1 when `short` is `xy`. Throws `code`.
 */
export function crsNamed(
  text: string,
  known: readonly Crs[],
  {
    parameter,
    code = 'InvalidParameterValue',
    short,
  }: { parameter: string; code?: OwsCode; short: 'xy' | 'authority' },
): Crs {
  const plain = text.trim()
  const short84 = /^(CRS|OGC):(CRS)?84$|^urn:(ogc|x-ogc):def:crs:OGC:[\d.]*:(CRS)?84$|\/OGC\/[\d.]+\/CRS84$/i
  if (short84.test(plain)) return crsOf('OGC:CRS84')
  const [, form, number] =
    /^(EPSG:|urn:(?:ogc|x-ogc):def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/|https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#)(\d{4,6})$/i.exec(
      plain,
    ) ?? []
  const found = known.find(({ name }) => name === `EPSG:${number}`)
  if (!found)
    throw owsFault(
      code,
      parameter,
      `« ${plain.slice(0, 80)} » n’est pas un système de coordonnées d’ici`,
      `'${plain.slice(0, 80)}' is no coordinate reference system of this service`,
      { fr: `Ceux d’ici : ${namesOf(known)}.`, en: `Those of this service: ${namesOf(known)}.` },
    )
  const isShort = /^EPSG:|epsg\.xml#/i.test(form!)
  return isShort && short === 'xy' ? { ...found, axes: 'xy' } : found
}

const namesOf = (known: readonly Crs[]) => known.map(({ name }) => name.replace('OGC:CRS84', 'CRS:84')).join(', ')

/** As WFS 2.0 and GML 3.2 write it: with the axes of its authority. */
export const crsUrn = ({ name }: Crs): string =>
  name === 'OGC:CRS84' ? 'urn:ogc:def:crs:OGC:1.3:CRS84' : `urn:ogc:def:crs:EPSG::${name.replace('EPSG:', '')}`
