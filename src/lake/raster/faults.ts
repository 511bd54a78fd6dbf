import { basename } from 'node:path'
import { OrchestraError } from '../../kernel/index.ts'

const remedy = {
  fr: 'Écrivez un GeoTIFF sans rotation, le nord en haut, dont le système de coordonnées a un code EPSG connu ici.',
  en: 'Write a GeoTIFF without rotation, north up, whose coordinate reference system has an EPSG code known here.',
}

/** A file that cannot be read as a raster. */
export const unreadable = (path: string, fr: string, en: string, cause?: unknown) =>
  new OrchestraError({
    code: 'raster.unreadable',
    say: { fr: `Raster illisible : ${fr}.`, en: `Unreadable raster: ${en}.` },
    remedy,
    place: basename(path),
    cause,
  })

/** Files of one raster that do not fit together. */
export const mismatched = (path: string, fr: string, en: string) =>
  new OrchestraError({
    code: 'raster.mismatched',
    say: {
      fr: `Les fichiers du raster ne vont pas ensemble : ${fr}.`,
      en: `The files of the raster do not fit: ${en}.`,
    },
    remedy: {
      fr: 'Donnez à tous les fichiers le même système de coordonnées, la même maille et les mêmes bandes.',
      en: 'Give all the files the same coordinate reference system, cell size and bands.',
    },
    place: basename(path),
  })

/** A raster that cannot be written as it is given. */
export const malformed = (name: string | undefined, fr: string, en: string) =>
  new OrchestraError({
    code: 'raster.malformed',
    say: { fr: `Ce raster ne peut être écrit : ${fr}.`, en: `This raster cannot be written: ${en}.` },
    remedy: {
      fr: 'Corrigez le code qui l’écrit : son emprise, ses mailles ou ses bandes.',
      en: 'Mend the code that writes it: its box, its cells or its bands.',
    },
    ...(name !== undefined && { place: name }),
  })

/** A raster that one file cannot hold. */
export const tooManyBytes = (bytes: number, most: number) =>
  new OrchestraError({
    code: 'raster.too-large',
    say: {
      fr: `Ce raster prendrait plus de ${bytes} octets ; la limite d’un fichier est de ${most}.`,
      en: `This raster would take more than ${bytes} bytes; the limit of a file is ${most}.`,
    },
    remedy: { fr: 'Coupez l’actif en dalles.', en: 'Cut the asset in tiles.' },
    facts: { bytes, most },
  })

/** A window that would read more than one request may. */
export const tooManyCells = (cells: number, most: number) =>
  new OrchestraError({
    code: 'raster.too-large',
    say: {
      fr: `Cette lecture toucherait ${cells} mailles ; la limite est de ${most}.`,
      en: `This would read ${cells} cells; the limit is ${most}.`,
    },
    remedy: {
      fr: 'Demandez une emprise plus petite ou une maille plus grosse, ou ajoutez des aperçus au fichier (COG).',
      en: 'Ask for a smaller box or larger cells, or add overviews to the file (COG).',
    },
    facts: { cells, most },
  })
