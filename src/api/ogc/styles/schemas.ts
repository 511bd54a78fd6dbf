import Type from 'typebox'
import { linkList } from '../common/schemas.ts'

// Answers of OGC API Styles (draft 20-009), and our legends.

export const StyleList = Type.Object({
  default: Type.Optional(Type.String({ description: 'The style used when none is asked for.' })),
  styles: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), links: linkList })),
  links: linkList,
})

/** A style of MapLibre, version 8: what it holds is described by MapLibre. */
export const StyleDocument = Type.Object({
  version: Type.Enum([8]),
  name: Type.String(),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  center: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  zoom: Type.Number(),
  sources: Type.Record(Type.String(), Type.Unknown()),
  layers: Type.Array(Type.Record(Type.String(), Type.Unknown())),
})

export const StyleMetadata = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  scope: Type.Enum(['style']),
  stylesheets: Type.Array(
    Type.Object({ title: Type.String(), version: Type.String(), native: Type.Boolean(), link: linkList.items }),
  ),
  layers: Type.Array(
    Type.Object({ id: Type.String(), type: Type.String(), attributes: Type.Record(Type.String(), Type.Unknown()) }),
  ),
  links: linkList,
})
