import Type from 'typebox'
import { linkList } from '../common/schemas.ts'

// Answers about rasters: what their JSON holds.

const text = Type.String()
const pair = Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })
const whole = Type.Integer({ minimum: 0 })

export const DomainSet = Type.Object({
  type: Type.Enum(['DomainSet']),
  generalGrid: Type.Object({
    type: Type.Enum(['GeneralGrid']),
    srsName: text,
    axisLabels: Type.Array(text),
    axis: Type.Array(
      Type.Union([
        Type.Object({
          type: Type.Enum(['RegularAxis']),
          axisLabel: text,
          lowerBound: Type.Number(),
          upperBound: Type.Number(),
          resolution: Type.Number(),
          uomLabel: text,
        }),
        Type.Object({
          type: Type.Enum(['IrregularAxis']),
          axisLabel: text,
          uomLabel: text,
          coordinate: Type.Array(text),
        }),
      ]),
    ),
    gridLimits: Type.Object({
      type: Type.Enum(['GridLimits']),
      axisLabels: Type.Array(text),
      axis: Type.Array(
        Type.Object({
          type: Type.Enum(['IndexAxis']),
          axisLabel: text,
          lowerBound: Type.Integer(),
          upperBound: Type.Integer(),
        }),
      ),
    }),
  }),
})

const head = { title: text, dataType: Type.Enum(['map']), crs: text, tileMatrixSetURI: text, links: linkList }

export const MapTilesetList = Type.Object({ tilesets: Type.Array(Type.Object(head)), links: linkList })

export const MapTileset = Type.Object({
  ...head,
  tileMatrixSetLimits: Type.Array(
    Type.Object({
      tileMatrix: text,
      minTileRow: whole,
      maxTileRow: whole,
      minTileCol: whole,
      maxTileCol: whole,
    }),
  ),
  boundingBox: Type.Object({ lowerLeft: pair, upperRight: pair, crs: text }),
})

export const MapTileJson = Type.Object({
  tilejson: Type.Enum(['3.0.0']),
  name: text,
  attribution: text,
  version: text,
  scheme: Type.Enum(['xyz']),
  tiles: Type.Array(text),
  minzoom: whole,
  maxzoom: whole,
  bounds: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
})
