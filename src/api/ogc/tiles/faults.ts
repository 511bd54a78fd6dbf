import { OrchestraError } from '../../../kernel/index.ts'
import { unknownName } from '../../http/faults.ts'
import { type TileMatrixSet, tileMatrixSets } from './matrix-sets.ts'

/** A tile matrix set by its id. Throws `api.unknown-tile-matrix-set`, naming the closest. */
export function matrixSetOf(id: string): TileMatrixSet {
  const found = tileMatrixSets.find((one) => one.id === id)
  if (found) return found
  const known = tileMatrixSets.map((one) => one.id)
  throw unknownName(
    'api.unknown-tile-matrix-set',
    id.slice(0, 64),
    'Aucun jeu de matrices de tuiles ne s’appelle',
    'No tile matrix set is called',
    known,
  )
}

/** A dataset that has no place on a map. */
export const noGeometry = (dataset: string) =>
  new OrchestraError({
    code: 'api.no-tiles',
    say: {
      fr: `« ${dataset} » n’a pas de géométrie : il n’a pas de tuiles.`,
      en: `'${dataset}' has no geometry: it has no tiles.`,
    },
    remedy: {
      fr: `Lisez ses lignes : /api/datasets/${dataset}/rows.`,
      en: `Read its rows: /api/datasets/${dataset}/rows.`,
    },
    place: dataset,
  })

/** A raster, whose tiles are images. */
export const rasterTiles = (dataset: string) =>
  new OrchestraError({
    code: 'api.no-tiles',
    say: {
      fr: `« ${dataset} » est un raster : il n’a pas de tuiles vectorielles.`,
      en: `'${dataset}' is a raster: it has no vector tiles.`,
    },
    remedy: {
      fr: `Demandez celles de sa carte : /ogc/collections/${dataset}/map/tiles.`,
      en: `Ask for those of its map: /ogc/collections/${dataset}/map/tiles.`,
    },
    place: dataset,
  })

/** A dataset whose data lies outside what a set covers. */
export const outsideSet = (dataset: string, set: TileMatrixSet) =>
  new OrchestraError({
    code: 'api.no-tiles',
    say: {
      fr: `« ${dataset} » n’a pas de tuiles en ${set.id} : ses données sont hors de ce que ce jeu couvre.`,
      en: `'${dataset}' has no tiles in ${set.id}: its data lies outside what this set covers.`,
    },
    remedy: { fr: 'Demandez WebMercatorQuad.', en: 'Ask for WebMercatorQuad.' },
    place: dataset,
  })

/** A tile that is not one of its set. */
export const noTile = (set: TileMatrixSet, asked: string) =>
  new OrchestraError({
    code: 'api.no-tile',
    say: {
      fr: `${set.id} n’a pas de tuile ${asked.slice(0, 64)}.`,
      en: `${set.id} has no tile ${asked.slice(0, 64)}.`,
    },
    remedy: {
      fr: `Donnez un niveau de 0 à ${set.maxZoom}, puis une ligne et une colonne de 0 à 2^niveau − 1.`,
      en: `Give a level from 0 to ${set.maxZoom}, then a row and a column from 0 to 2^level − 1.`,
    },
    place: asked.slice(0, 64),
  })

/** A file that the pages of tiles do not have. */
export const noSuchFile = (name: string) =>
  new OrchestraError({
    code: 'api.unknown-address',
    say: {
      fr: `Aucun fichier ne s’appelle « ${name.slice(0, 64)} ».`,
      en: `No file is called '${name.slice(0, 64)}'.`,
    },
    place: name.slice(0, 64),
  })

/** TileJSON knows Web Mercator only. */
export const noTileJson = (set: TileMatrixSet) =>
  new OrchestraError({
    code: 'api.no-tiles',
    say: {
      fr: `TileJSON ne décrit que des tuiles en Mercator du web, pas en ${set.id}.`,
      en: `TileJSON only describes tiles in Web Mercator, not in ${set.id}.`,
    },
    remedy: {
      fr: 'Lisez la description du jeu de tuiles à l’adresse d’au-dessus, ou demandez WebMercatorQuad.',
      en: 'Read the description of the tileset at the address above, or ask for WebMercatorQuad.',
    },
    place: set.id,
  })
