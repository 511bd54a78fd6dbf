import Type, { type Static } from 'typebox'
import { textParameter } from '../../../http/query.ts'

const day = (description: string) => textParameter(description, 10)

/** What the page of a collection asks. */
export const pageQuery = Type.Object({
  f: Type.Optional(Type.Enum(['html'], { description: 'Format of the answer: a page.' })),
  location: textParameter('The station shown. The first by default.', 500),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Longitude of the position shown.' })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Latitude of the position shown.' })),
  parameter: textParameter('The parameter shown. The first by default.', 200),
  from: day('First day shown. A week before the last by default.'),
  to: day('Last day shown. The last of the data by default.'),
})
export type PageQuery = Static<typeof pageQuery>
