import { expect, test } from 'vitest'
import {
  amenityOf,
  countOf,
  crossingOf,
  kerbOf,
  pointOf,
  refugeOf,
  sidewalkOf,
  sizeOf,
  surfaceOf,
  walkKindOf,
} from './osm.ts'

test.each([
  [{ highway: 'footway' }, 'footway'],
  [{ highway: 'footway', footway: 'sidewalk' }, 'sidewalk'],
  [{ highway: 'footway', footway: 'crossing' }, 'crossing'],
  [{ highway: 'steps' }, 'steps'],
  [{ highway: 'residential' }, 'street'],
  [{ highway: 'living_street' }, 'street'],
  [{ highway: 'service', service: 'parking_aisle' }, 'service'],
  [{ highway: 'cycleway', foot: 'designated' }, 'cycleway'],
  [{ highway: 'trunk', sidewalk: 'right' }, 'street'],
  [{ highway: 'service', access: 'private', foot: 'permissive' }, 'service'],
] as const)('one walks %j: %s', (tags, kind) => expect(walkKindOf(tags)).toBe(kind))

test.each([
  { highway: 'motorway' },
  { highway: 'trunk' },
  { highway: 'cycleway' },
  { highway: 'residential', foot: 'no' },
  { highway: 'service', access: 'private' },
  { highway: 'primary', motorroad: 'yes' },
  { highway: 'construction' },
  { highway: 'constructor' },
  { highway: '__proto__' },
  {},
])('one does not walk %j', (tags) => expect(walkKindOf(tags)).toBeUndefined())

test('tags are told in the words of the pack, and nothing is made up', () => {
  expect(sidewalkOf({ 'sidewalk:left': 'yes', 'sidewalk:right': 'no' })).toBe('left')
  expect(sidewalkOf({ sidewalk: 'separate' })).toBeNull()
  expect([surfaceOf({ surface: 'sett' }), surfaceOf({ surface: 'sand' }), surfaceOf({ surface: 'lava' })]).toEqual([
    'paved',
    'unpaved',
    null,
  ])
  expect([crossingOf({ crossing: 'traffic_signals' }), crossingOf({ crossing: 'unmarked' }), crossingOf({})]).toEqual([
    'signals',
    'unmarked',
    null,
  ])
  expect([kerbOf({ kerb: 'lowered' }), kerbOf({ kerb: 'rolled' }), kerbOf({})]).toEqual(['lowered', 'raised', null])
  expect([countOf('27'), countOf('many'), sizeOf('2,5 m'), sizeOf('FR:urban')]).toEqual([27, null, 2.5, null])
  expect(amenityOf({ amenity: 'fountain', drinking_water: 'yes' })?.kind).toBe('drinking_water')
  expect([
    amenityOf({ shop: 'bakery' })?.kind,
    amenityOf({ shop: 'shoes' })?.kind,
    amenityOf({ shop: 'vacant' }),
  ]).toEqual(['food', 'shop', undefined])
  expect([refugeOf({ leisure: 'park' }), refugeOf({ amenity: 'library' }), refugeOf({ amenity: 'bar' })]).toEqual([
    'park',
    'library',
    undefined,
  ])
})

test('a thing drawn as an area is told of a place inside it, one drawn as a line is not', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ]
  expect(pointOf({ type: 'Polygon', coordinates: [square] })).toEqual({ type: 'Point', coordinates: [1, 1] })
  expect(pointOf({ type: 'LineString', coordinates: square })).toBeNull()
  expect(pointOf(null)).toBeNull()
})
