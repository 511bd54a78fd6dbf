import { columnOfRole, type Place, type Table } from '../../../kernel/index.ts'
import { badParameter } from '../../http/faults.ts'

/** A CRS as the kernel names it and as the OGC does. */
export interface Crs {
  readonly name: string
  readonly uri: string
  /** The order of the axes that its authority sets. The kernel keeps x (longitude, easting) first whatever the CRS. */
  readonly axes: 'xy' | 'yx'
}

/** Those that the EPSG registry (v11) writes latitude or northing first. */
const northFirst = new Set(['EPSG:4326', 'EPSG:4171', 'EPSG:4258', 'EPSG:3035'])

export const CRS84: Crs = {
  name: 'OGC:CRS84',
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  axes: 'xy',
}

/** A CRS by the kernel's name: `EPSG:2154`. */
export function crsOf(name: string): Crs {
  if (name === CRS84.name) return CRS84
  const code = name.replace('EPSG:', '')
  return {
    name,
    uri: `http://www.opengis.net/def/crs/EPSG/0/${code}`,
    axes: northFirst.has(name) ? 'yx' : 'xy',
  }
}

/** What people call a CRS given by its URI: `EPSG:2154`, `CRS84`. A URI of none of ours is left as it is. */
export function crsWord(uri: string): string {
  const [, authority, code] = /^http:\/\/www\.opengis\.net\/def\/crs\/(EPSG|OGC)\/[^/]+\/(\w+)$/.exec(uri) ?? []
  if (code === undefined) return uri
  return authority === 'EPSG' ? `EPSG:${code}` : code
}

/**
 * The CRS a table is kept in; undefined without geometry. What is kept as EPSG:4326 is longitude first in the files, which is
 * what CRS84 means.
 */
export function storageCrs(shape: Table): Crs | undefined {
  const geometry = columnOfRole(shape, 'geometry')
  if (!geometry) return undefined
  const { crs = 'EPSG:4326' } = shape.columns[geometry]!
  return crs === 'EPSG:4326' ? CRS84 : crsOf(crs)
}

/** Those that any collection is given in: the two of the world, that of web maps, and two of France. */
const everywhere = ['EPSG:4326', 'EPSG:3857', 'EPSG:2154', 'EPSG:3948']

/** Those that anything with a place is given in: the ones of everywhere and that of the territory. */
export const crsEverywhere = (territory: Pick<Place, 'crs'>): Crs[] =>
  [...new Set([CRS84.name, ...everywhere, territory.crs])].map(crsOf)

/** Those that a raster is given in: its own too. */
export const crsOfRaster = (territory: Pick<Place, 'crs'>, own: Crs | undefined): Crs[] => {
  const known = crsEverywhere(territory)
  return !own || known.some(({ name }) => name === own.name) ? known : [...known, own]
}

/** The CRS of a collection: those of everywhere, that of the territory, its own. None where there is no geometry but CRS84. */
export function crsOfCollection(shape: Table, territory: Pick<Place, 'crs'>): Crs[] {
  const storage = storageCrs(shape)
  if (!storage) return [CRS84]
  const names = [CRS84.name, ...everywhere, territory.crs, storage.name]
  return [...new Set(names)].map(crsOf)
}

/** Reads `crs=`, `bbox-crs=` or `filter-crs=`: an address of the OGC, or a short name. CRS84 by default. */
export function readCrs(parameter: string, text: string | undefined, known: readonly Crs[]): Crs {
  if (text === undefined) return CRS84
  const plain = text.replace(/^https:/, 'http:').replace(/^\[(.*)\]$/, '$1')
  const wanted = /^CRS:?84$/i.test(plain) ? CRS84.name : plain
  const found = known.find(({ uri, name }) => uri === wanted || name === wanted)
  if (found) return found
  const list = known.map(({ uri }) => uri).join(', ')
  throw badParameter(
    parameter,
    `« ${text.slice(0, 100)} » n’est pas un système de coordonnées de cette collection`,
    `'${text.slice(0, 100)}' is no coordinate reference system of this collection`,
    { fr: `Les siens : ${list}.`, en: `Its own: ${list}.` },
  )
}
