import Type, { type Static } from 'typebox'

/** What became of a message that was taken in. */
export const IngestTaken = Type.Object(
  {
    frames: Type.Integer({ description: 'Frames read in it, new or known.' }),
    entities: Type.Optional(Type.Integer({ description: 'NGSI-LD: entities read in it.' })),
    observations: Type.Optional(Type.Integer({ description: 'NGSI-LD: observations that were new.' })),
    setAside: Type.Integer({ description: 'Parts that could not be read: kept with their reason.' }),
  },
  { description: 'A message that is kept: it need not be sent again.' },
)
export type IngestTaken = Static<typeof IngestTaken>
