import Type, { type Static, type TSchema } from 'typebox'

const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const position = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'Longitude, latitude.' })

/** A text in both languages. */
const Words = Type.Object({ fr: Type.String(), en: Type.String() })

export const profiles = ['foot', 'wheelchair', 'pram'] as const
export const sensitivities = ['low', 'medium', 'high'] as const

export const LineString = Type.Object({
  type: Type.Unsafe<'LineString'>({ type: 'string', enum: ['LineString'] }),
  coordinates: Type.Array(position, { minItems: 2 }),
})

/** A moment as the answer understood it. */
export const Moment = Type.Object({
  at: Type.String({ description: 'The departure on the clock of the place, 2026-07-18T15:00.' }),
  season: Type.Enum(['winter', 'spring', 'summer', 'autumn']),
  day: nullable(Type.String({ description: 'The day whose shade stands for the season.' })),
  minute: nullable(
    Type.Integer({ description: 'Minutes since midnight of the shade used at the departure; null at night.' }),
  ),
  comfortDay: nullable(Type.String({ description: 'The heat-wave day of the comfort, null where it says nothing.' })),
})

/** A place to rest, to drink or to cool down, near a way. */
export const NearPlace = Type.Object({
  id: Type.String(),
  kind: Type.String({ description: 'bench, drinking_water, toilets, park, library, church, water…' }),
  name: nullable(Type.String()),
  at: position,
  after: Type.Number({ description: 'Metres walked from the start when it is nearest.' }),
  away: Type.Number({ description: 'Metres from the way.' }),
})

/** A stretch of the way with one exposure. */
export const Piece = Type.Object({
  from: Type.Integer({ description: 'Rank of its first position in the geometry.' }),
  to: Type.Integer({ description: 'Rank of its last position, which is the first of the next piece.' }),
  metres: Type.Number(),
  sun: nullable(Type.Number({ minimum: 0, maximum: 1, description: 'Share in the sun; null unknown.' })),
})

export const Instruction = Type.Object({
  text: Words,
  turn: Type.Enum([
    'depart',
    'straight',
    'slight-left',
    'left',
    'sharp-left',
    'slight-right',
    'right',
    'sharp-right',
    'back',
    'arrive',
  ]),
  name: nullable(Type.String({ description: 'Of the street or path.' })),
  kind: Type.String({ description: 'street, crossing, steps…' }),
  metres: Type.Number(),
  minutes: Type.Number(),
  sun: nullable(Type.Number({ minimum: 0, maximum: 1 })),
  at: position,
})

export const wayKinds = ['shortest', 'balanced', 'coolest'] as const

/** What a way comes to. */
const measures = {
  minutes: Type.Number(),
  metres: Type.Number(),
  felt: Type.Number({
    description:
      'Felt length, m: metres in the shade and α times those in the sun, slopes and waits as the metres one walks in that time.',
  }),
  sunMetres: Type.Number(),
  shadeShare: nullable(Type.Number({ minimum: 0, maximum: 1, description: 'Of the length whose shade is known.' })),
  knownShare: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the length whose shade is known.' }),
  utci: nullable(Type.Number({ description: 'Mean UTCI along the way, °C.' })),
  utciDose: nullable(Type.Number({ description: 'UTCI above 26 °C, times minutes.' })),
  climb: nullable(Type.Number()),
  drop: nullable(Type.Number()),
  steepest: nullable(Type.Number({ description: 'Greatest slope, %.' })),
  steps: Type.Integer({ description: 'Flights of stairs.' }),
  waits: Type.Number({ description: 'Seconds that one waits at crossings, on average.' }),
  crossings: Type.Integer(),
  unknownAccess: Type.Number({ description: 'Metres that nobody has said a wheelchair can pass.' }),
}

export const Way = Type.Object({
  kind: Type.Enum([...wayKinds]),
  same: nullable(Type.Enum([...wayKinds], { description: 'An earlier way of the answer that goes the same places.' })),
  ...measures,
  restPlaces: Type.Array(NearPlace),
  waterPlaces: Type.Array(NearPlace),
  coolPlaces: Type.Array(NearPlace),
  otherPlaces: Type.Array(NearPlace, { description: 'Toilets, shops.' }),
  geometry: LineString,
  pieces: Type.Array(Piece),
  instructions: Type.Array(Instruction),
})
export type WayAnswer = Static<typeof Way>

/** An end of the way as the answer understood it. */
export const End = Type.Object({
  asked: position,
  at: position,
  away: Type.Number({ description: 'Metres from what was asked to the graph.' }),
  name: nullable(Type.String()),
})

/** The output `route` of the process `cool-route`. */
export const CoolRoute = Type.Object({
  from: End,
  to: End,
  moment: Moment,
  profile: Type.Enum([...profiles]),
  sensitivity: Type.Enum([...sensitivities]),
  alpha: Type.Number({ description: 'What a metre in the sun weighs for the coolest way.' }),
  ways: Type.Array(Way, { description: 'shortest, balanced, coolest, in that order.' }),
  notes: Type.Array(Words),
})
export type CoolRouteAnswer = Static<typeof CoolRoute>

/** The output `round` of the process `round-walk`. */
export const RoundWalk = Type.Object({
  from: End,
  moment: Moment,
  profile: Type.Enum([...profiles]),
  minutes: Type.Number({ description: 'Asked.' }),
  ways: Type.Array(Way, { description: 'Up to three, coolest first; `kind` is coolest.' }),
  notes: Type.Array(Words),
})
export type RoundWalkAnswer = Static<typeof RoundWalk>

const MultiLineString = Type.Object({
  type: Type.Unsafe<'MultiLineString'>({ type: 'string', enum: ['MultiLineString'] }),
  coordinates: Type.Array(Type.Array(position)),
})
const MultiPolygon = Type.Object({
  type: Type.Unsafe<'MultiPolygon'>({ type: 'string', enum: ['MultiPolygon'] }),
  coordinates: Type.Array(Type.Array(Type.Array(position))),
})

/** The output `reach` of the process `isochrone`. */
export const Isochrone = Type.Object({
  from: End,
  moment: Moment,
  profile: Type.Enum([...profiles]),
  bands: Type.Array(
    Type.Object({
      minutes: Type.Number(),
      metres: Type.Number({ description: 'Length of street reached within it.' }),
      area: MultiPolygon,
      streets: Type.Object(
        { ...MultiLineString.properties },
        { description: 'Those beyond the band before; none where there are thousands.' },
      ),
      coolPlaces: Type.Array(NearPlace),
      waterPlaces: Type.Array(NearPlace),
    }),
  ),
  notes: Type.Array(Words),
})
export type IsochroneAnswer = Static<typeof Isochrone>

/** The output `hours` of the process `when-to-leave`. */
export const WhenToLeave = Type.Object({
  from: End,
  to: End,
  moment: Moment,
  profile: Type.Enum([...profiles]),
  best: nullable(
    Type.String({ description: 'The best departure on the clock of the place; null when all are alike.' }),
  ),
  hours: Type.Array(
    Type.Object({
      at: Type.String(),
      minutes: Type.Number(),
      metres: Type.Number(),
      felt: Type.Number(),
      shadeShare: nullable(Type.Number()),
      utciDose: nullable(Type.Number()),
    }),
  ),
  notes: Type.Array(Words),
})
export type WhenToLeaveAnswer = Static<typeof WhenToLeave>

/** The output `places` of the process `find-place`. */
export const FoundPlaces = Type.Object({
  places: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      kind: Type.String({ description: 'street, poi, stop…' }),
      at: position,
    }),
  ),
  /** Where the graph is: west, south, east, north. */
  extent: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
})
export type FoundPlacesAnswer = Static<typeof FoundPlaces>
