import Type from 'typebox'

// Answers of OGC API Tiles 1.0 (20-057), their parts of OGC 17-083r4 and 20-024, and TileJSON 3.0.

const address = (description?: string) => Type.String({ ...(description && { description }) })
const whole = Type.Integer({ minimum: 0 })
const pair = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })

export const Link = Type.Object({
  href: address(),
  rel: Type.String(),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  templated: Type.Optional(Type.Boolean()),
})
const links = Type.Array(Link)

export const MatrixSet = Type.Object({
  id: Type.String(),
  title: Type.String(),
  uri: Type.Optional(address()),
  crs: address(),
  orderedAxes: Type.Array(Type.String()),
  wellKnownScaleSet: Type.Optional(address()),
  tileMatrices: Type.Array(
    Type.Object({
      id: Type.String(),
      scaleDenominator: Type.Number(),
      cellSize: Type.Number(),
      cornerOfOrigin: Type.Enum(['topLeft']),
      pointOfOrigin: pair,
      tileWidth: whole,
      tileHeight: whole,
      matrixWidth: whole,
      matrixHeight: whole,
    }),
  ),
})

export const MatrixSetList = Type.Object({
  tileMatrixSets: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      uri: Type.Optional(address()),
      crs: address(),
      links,
    }),
  ),
})

const TilesetHead = {
  title: Type.String(),
  dataType: Type.Enum(['vector']),
  crs: address(),
  tileMatrixSetURI: address('Where the OGC registers the set, else where we describe it.'),
  links,
}

export const TilesetList = Type.Object({ tilesets: Type.Array(Type.Object(TilesetHead)), links })

export const Tileset = Type.Object({
  ...TilesetHead,
  description: Type.Optional(Type.String()),
  tileMatrixSetLimits: Type.Array(
    Type.Object({
      tileMatrix: Type.String(),
      minTileRow: whole,
      maxTileRow: whole,
      minTileCol: whole,
      maxTileCol: whole,
    }),
  ),
  boundingBox: Type.Object({ lowerLeft: pair, upperRight: pair, crs: address() }),
  layers: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      dataType: Type.Enum(['vector']),
      geometryDimension: Type.Optional(
        Type.Integer({ description: '0 points, 1 lines, 2 polygons; absent when mixed.' }),
      ),
      minTileMatrix: Type.String(),
      maxTileMatrix: Type.String(),
      propertiesSchema: Type.Unknown(),
    }),
  ),
})

export const TileJson = Type.Object({
  tilejson: Type.Enum(['3.0.0']),
  name: Type.String(),
  description: Type.Optional(Type.String()),
  attribution: Type.String(),
  version: Type.String(),
  scheme: Type.Enum(['xyz']),
  tiles: Type.Array(address()),
  minzoom: whole,
  maxzoom: whole,
  bounds: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  center: Type.Array(Type.Number(), { minItems: 3, maxItems: 3 }),
  vector_layers: Type.Array(
    Type.Object({
      id: Type.String(),
      description: Type.String(),
      minzoom: whole,
      maxzoom: whole,
      fields: Type.Record(Type.String(), Type.String()),
    }),
  ),
})
