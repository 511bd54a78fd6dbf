import type { Context } from 'hono'
import type { Language } from '../../../kernel/index.ts'
import type { TileMatrixSet } from './matrix-sets.ts'

export const MVT = 'application/vnd.mapbox-vector-tile'
const JSON_TYPE = 'application/json'

const titles = {
  self: { fr: 'Ce document', en: 'This document' },
  set: { fr: 'Définition du jeu de matrices de tuiles', en: 'Definition of the tile matrix set' },
  tileset: { fr: 'Description du jeu de tuiles', en: 'Description of the tileset' },
  tile: { fr: 'Les tuiles (Mapbox Vector Tiles)', en: 'The tiles (Mapbox Vector Tiles)' },
  tileJson: { fr: 'Le jeu de tuiles en TileJSON', en: 'The tileset as TileJSON' },
  collection: { fr: 'La collection', en: 'The collection' },
} as const

/** The links that the documents of tiles are made of. Whole addresses: map libraries take no other. */
export function linksOf(c: Context, language: Language) {
  const { origin, pathname, search } = new URL(c.req.url)
  const tiles = (collection: string) => `${origin}/ogc/collections/${collection}/tiles`
  const link = (rel: string, href: string, title: keyof typeof titles, type = JSON_TYPE) => ({
    rel,
    href,
    type,
    title: titles[title][language],
  })
  return {
    self: () => link('self', `${origin}${pathname}${search}`, 'self'),
    /** Where the set is described. */
    set: ({ id }: TileMatrixSet) =>
      link('http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme', `${origin}/ogc/tileMatrixSets/${id}`, 'set'),
    matrixSet: ({ id }: TileMatrixSet) =>
      ['self', 'item'].map((rel) => link(rel, `${origin}/ogc/tileMatrixSets/${id}`, 'set')),
    /** Of the tilesets that hold several collections. */
    whole: {
      tileset: ({ id }: TileMatrixSet) => link('self', `${origin}/ogc/tiles/${id}`, 'tileset'),
      tile: ({ id }: TileMatrixSet) => ({
        ...link('item', `${origin}/ogc/tiles/${id}/{tileMatrix}/{tileRow}/{tileCol}?f=mvt`, 'tile', MVT),
        templated: true,
      }),
    },
    tileset: (collection: string, { id }: TileMatrixSet) => link('self', `${tiles(collection)}/${id}`, 'tileset'),
    tile: (collection: string, { id }: TileMatrixSet) => ({
      ...link('item', `${tiles(collection)}/${id}/{tileMatrix}/{tileRow}/{tileCol}?f=mvt`, 'tile', MVT),
      templated: true,
    }),
    tileJson: (collection: string, { id }: TileMatrixSet) =>
      link('describedby', `${tiles(collection)}/${id}/tilejson`, 'tileJson'),
    collection: (collection: string) => link('collection', `${origin}/ogc/collections/${collection}`, 'collection'),
    /** As map libraries write it: `{x}` is the column, `{y}` the row. */
    xyz: (collection: string, { id }: TileMatrixSet) => `${tiles(collection)}/${id}/{z}/{y}/{x}?f=mvt`,
  }
}
