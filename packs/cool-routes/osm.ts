import type { Geometry, GeometryOf } from '../../src/kernel/index.ts'
import { insidePoint, polygonsOf } from '../../src/models/planar/index.ts'
import type { EdgeKind } from '../../src/models/walking/index.ts'

// The tags of OpenStreetMap in the words of this pack. Source: OpenStreetMap wiki, "Key:highway", "Key:sidewalk", "Key:surface",
// "Key:kerb", "Key:crossing", "Key:wheelchair", "OSM tags for routing/Access restrictions" (France), 2024.

export type Tags = Readonly<Record<string, string | undefined>>

const onFoot = ['yes', 'designated', 'permissive', 'destination', 'official']
const footways: Readonly<Record<string, EdgeKind>> = {
  footway: 'footway',
  corridor: 'footway',
  platform: 'footway',
  pedestrian: 'pedestrian',
  steps: 'steps',
  path: 'path',
  bridleway: 'path',
  track: 'track',
  service: 'service',
}
const streets = [
  'residential',
  'living_street',
  'unclassified',
  'tertiary',
  'tertiary_link',
  'secondary',
  'secondary_link',
  'primary',
  'primary_link',
  'road',
]

/** What a way is to who walks; undefined where one may not, or does not, walk. */
export function walkKindOf(tags: Tags): EdgeKind | undefined {
  const { highway = '', foot, access, motorroad, footway } = tags
  const isAsked = onFoot.includes(foot ?? '')
  if (foot === 'no' || foot === 'private' || motorroad === 'yes') return undefined
  if ((access === 'no' || access === 'private') && !isAsked) return undefined
  if (highway === 'footway' && footway === 'sidewalk') return 'sidewalk'
  if (['footway', 'path', 'cycleway'].includes(highway) && (footway === 'crossing' || tags.path === 'crossing'))
    return 'crossing'
  // In France a cycleway is for bicycles alone unless it says otherwise.
  if (highway === 'cycleway') return isAsked ? 'cycleway' : undefined
  if (highway === 'trunk' || highway === 'trunk_link') return isAsked || sidewalkOf(tags) ? 'street' : undefined
  if (streets.includes(highway)) return 'street'
  return Object.hasOwn(footways, highway) ? footways[highway] : undefined
}

/** left, right, both or no; null where nothing says it, or where sidewalks are ways of their own. */
export function sidewalkOf(tags: Tags): string | null {
  const said = tags.sidewalk ?? tags['sidewalk:both']
  if (said === 'both' || said === 'left' || said === 'right') return said
  if (said === 'yes') return 'both'
  if (said === 'no' || said === 'none') return 'no'
  const [left, right] = [tags['sidewalk:left'] === 'yes', tags['sidewalk:right'] === 'yes']
  return left ? (right ? 'both' : 'left') : right ? 'right' : null
}

const surfaces: Readonly<Record<string, readonly string[]>> = {
  paved: [
    ...['paved', 'asphalt', 'concrete', 'concrete:lanes', 'concrete:plates', 'paving_stones', 'sett', 'bricks'],
    ...['cobblestone', 'unhewn_cobblestone', 'metal', 'wood', 'tiles', 'stone', 'rubber', 'tartan'],
  ],
  compacted: ['compacted', 'fine_gravel'],
  unpaved: ['unpaved', 'ground', 'dirt', 'earth', 'grass', 'sand', 'gravel', 'pebblestone', 'mud', 'woodchips', 'clay'],
}

export const surfaceOf = ({ surface = '' }: Tags): string | null =>
  Object.keys(surfaces).find((name) => surfaces[name]!.includes(surface)) ?? null

/** yes, limited or no; null where nothing says it. */
export function wheelchairTold({ wheelchair }: Tags): string | null {
  if (wheelchair === 'yes' || wheelchair === 'designated') return 'yes'
  if (wheelchair === 'limited' || wheelchair === 'bad') return 'limited'
  return wheelchair === 'no' ? 'no' : null
}

/** signals, zebra or unmarked; null where nothing says it. */
export function crossingOf(tags: Tags): string | null {
  const { crossing = '', highway } = tags
  if (crossing === 'traffic_signals' || highway === 'traffic_signals' || tags['crossing:signals'] === 'yes')
    return 'signals'
  if (crossing === 'unmarked' || tags['crossing:markings'] === 'no') return 'unmarked'
  return crossing !== '' && crossing !== 'no' ? 'zebra' : null
}

export function kerbOf({ kerb }: Tags): string | null {
  if (kerb === 'lowered' || kerb === 'flush' || kerb === 'raised') return kerb
  return kerb === 'no' ? 'flush' : kerb === 'rolled' ? 'raised' : null
}

/** A whole number of a tag; null when it is none. */
export const countOf = (told: string | undefined): number | null =>
  told !== undefined && /^\d{1,4}$/.test(told) ? Number(told) : null

/** Metres or km/h of a tag that gives no other unit; null when it is none. */
export const sizeOf = (told: string | undefined): number | null =>
  told !== undefined && /^\d{1,3}([.,]\d+)?( m)?$/.test(told) ? Number(told.replace(' m', '').replace(',', '.')) : null

const food = [
  ...['supermarket', 'convenience', 'bakery', 'butcher', 'greengrocer', 'seafood', 'deli', 'cheese', 'farm'],
  ...['pastry', 'confectionery', 'health_food', 'frozen_food', 'dairy'],
]
const amenities: Readonly<Record<string, string>> = {
  bench: 'bench',
  shelter: 'shelter',
  drinking_water: 'drinking_water',
  water_point: 'drinking_water',
  fountain: 'fountain',
  toilets: 'toilets',
  marketplace: 'food',
  cafe: 'cafe',
  bar: 'cafe',
  pub: 'cafe',
  restaurant: 'cafe',
  fast_food: 'cafe',
  ice_cream: 'cafe',
  pharmacy: 'health',
  doctors: 'health',
  clinic: 'health',
  hospital: 'health',
  dentist: 'health',
  school: 'school',
  kindergarten: 'school',
  college: 'school',
  university: 'school',
  library: 'culture',
  theatre: 'culture',
  cinema: 'culture',
  arts_centre: 'culture',
  post_office: 'service',
  townhall: 'service',
  bank: 'service',
  police: 'service',
  courthouse: 'service',
  social_facility: 'service',
  community_centre: 'service',
  place_of_worship: 'worship',
}

/** What a thing is to who walks, and the word of OpenStreetMap for it; undefined when it is nothing of the kind. */
export function amenityOf(tags: Tags): { readonly kind: string; readonly detail: string } | undefined {
  const { amenity = '', shop, leisure = '', highway, railway, tourism = '' } = tags
  if (amenity === 'fountain' && tags.drinking_water === 'yes') return { kind: 'drinking_water', detail: amenity }
  if (Object.hasOwn(amenities, amenity)) return { kind: amenities[amenity]!, detail: amenity }
  if (tags.drinking_water === 'yes') return { kind: 'drinking_water', detail: 'drinking_water' }
  if (shop && shop !== 'vacant' && shop !== 'no') return { kind: food.includes(shop) ? 'food' : 'shop', detail: shop }
  if (['park', 'garden', 'playground'].includes(leisure)) return { kind: 'park', detail: leisure }
  if (['sports_centre', 'swimming_pool', 'fitness_centre', 'pitch'].includes(leisure))
    return { kind: 'sport', detail: leisure }
  if (['museum', 'gallery'].includes(tourism)) return { kind: 'culture', detail: tourism }
  if (highway === 'bus_stop') return { kind: 'stop', detail: 'bus_stop' }
  if (railway === 'station' || railway === 'tram_stop' || railway === 'halt') return { kind: 'stop', detail: railway }
  return undefined
}

/** The kind of a place where one may hope for coolness; undefined when it is none. */
export function refugeOf(tags: Tags): string | undefined {
  const { leisure = '', landuse, natural, waterway, amenity, tourism } = tags
  if (leisure === 'park' || leisure === 'garden') return 'park'
  if (leisure === 'swimming_pool') return 'pool'
  if (landuse === 'forest' || natural === 'wood') return 'wood'
  if (natural === 'water' || waterway === 'riverbank' || waterway === 'dock') return 'water'
  if (amenity === 'library') return 'library'
  if (amenity === 'place_of_worship') return 'church'
  return amenity === 'arts_centre' || tourism === 'museum' ? 'culture' : undefined
}

/** Whether everybody may come in: null where nothing says it. */
export function isOpen({ access }: Tags): boolean | null {
  if (access === undefined) return null
  return !['private', 'no', 'customers', 'permit'].includes(access)
}

/** A point for a thing of any geometry: itself, or a place inside. Null for lines. */
export function pointOf(geometry: Geometry | null): GeometryOf<'Point'> | null {
  if (geometry?.type === 'Point') return geometry
  const polygon = geometry && polygonsOf(geometry, (position) => position)[0]
  return polygon ? { type: 'Point', coordinates: [...insidePoint(polygon)] } : null
}
