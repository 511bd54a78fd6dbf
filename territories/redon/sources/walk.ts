import {
  amenityOf,
  countOf,
  crossingOf,
  isOpen,
  kerbOf,
  pointOf,
  refugeOf,
  sidewalkOf,
  sizeOf,
  surfaceOf,
  walkKindOf,
  wheelchairTold,
} from '../../../packs/cool-routes/osm.ts'
import { Refuge, WalkAmenity, WalkCrossing, WalkWay } from '../../../packs/cool-routes/shapes.ts'
import { osm, shapefile } from '../../../src/connect/index.ts'
import { check, geometry, type SourceFacts, table } from '../../../src/kernel/index.ts'
import { placeName } from '../names.ts'
import { facts } from './osm.ts'
import { roads } from './topography.ts'

const publish: SourceFacts['publish'] = {
  access: 'open',
  theme: 'transport',
  limits: {
    fr: 'Le centre de Redon seulement, tel que relevé par des bénévoles en septembre 2019.',
    en: 'The centre of Redon only, as volunteers surveyed it in September 2019.',
  },
}
/** What a source of lines alone does not say. */
const nothing = () => null
const unknown = {
  ...{ name: nothing, class: nothing, sidewalk: nothing, surface: nothing, wheelchair: nothing, steps: nothing },
  ...{ crossing: nothing, kerb: nothing, width: nothing, speed_limit: nothing },
} as const
const named = ({ type, id }: { type: string; id: number }) => `${type[0]}${id}`

/** Ways of the centre that one may walk. Those that the edge of the extract cuts are set aside. */
export const walkWays = osm({
  ...facts,
  name: 'walk_ways',
  title: { fr: 'Voies piétonnes du centre', en: 'Walkable ways of the centre' },
  rows: WalkWay,
  where: ({ type, tags }) => type === 'way' && walkKindOf(tags) !== undefined,
  map: {
    id: named,
    name: 'name',
    kind: ({ tags }) => walkKindOf(tags)!,
    class: 'highway',
    sidewalk: ({ tags }) => sidewalkOf(tags),
    surface: ({ tags }) => surfaceOf(tags),
    wheelchair: ({ tags }) => wheelchairTold(tags),
    steps: ({ tags }) => countOf(tags.step_count),
    crossing: ({ tags }) => crossingOf(tags),
    kerb: ({ tags }) => kerbOf(tags),
    width: ({ tags }) => sizeOf(tags.width),
    speed_limit: ({ tags }) => sizeOf(tags.maxspeed),
    raised: ({ tags }) => (tags.bridge ?? 'no') !== 'no' || (tags.tunnel ?? 'no') !== 'no',
    covered: ({ tags }) => (tags.tunnel ?? 'no') !== 'no' || tags.covered === 'yes',
  },
  checks: [check.notEmpty(), check.unique(['id'])],
  publish,
})

/** Roads of the whole commune, as ways to walk where the survey of the centre does not go. */
export const walkRoads = shapefile({
  name: 'walk_roads',
  title: { fr: 'Routes de la commune, suivies à pied', en: 'Roads of the commune, on foot' },
  description: {
    fr: 'L’extrait n’a pas la table des attributs : ni nom, ni nature, ni sens. Une route interdite aux piétons n’y est pas reconnue.',
    en: 'The extract lacks the table of attributes: no name, kind or direction. A road closed to walkers is not recognised.',
  },
  rows: table('walk_road', {
    ...WalkWay.columns,
    line: geometry({ title: WalkWay.columns.line.title, crs: 'EPSG:2154', types: ['LineString', 'MultiLineString'] }),
  }),
  producer: roads.producer,
  licence: roads.licence,
  dated: roads.dated,
  address: roads.address,
  ...(roads.snapshot && { snapshot: roads.snapshot }),
  map: {
    id: ({ geometry }) => placeName(geometry),
    kind: () => 'street',
    raised: () => false,
    covered: () => false,
    ...unknown,
  },
  checks: [check.notEmpty(), check.insideTerritory({ severity: 'warn' })],
  publish: { access: 'open', theme: 'transport' },
})

export const walkCrossings = osm({
  ...facts,
  name: 'walk_crossings',
  title: { fr: 'Traversées du centre', en: 'Crossings of the centre' },
  rows: WalkCrossing,
  where: ({ type, tags }) => type === 'node' && tags.highway === 'crossing',
  map: {
    id: named,
    kind: ({ tags }) => crossingOf(tags) ?? 'zebra',
    kerb: ({ tags }) => kerbOf(tags),
  },
  checks: [check.notEmpty(), check.unique(['id'])],
  publish,
})

export const amenities = osm({
  ...facts,
  name: 'amenities',
  title: {
    fr: 'Bancs, toilettes, commerces et services du centre',
    en: 'Benches, toilets, shops and services of the centre',
  },
  rows: WalkAmenity,
  where: ({ tags, geometry }) => amenityOf(tags) !== undefined && pointOf(geometry) !== null,
  map: {
    id: named,
    name: 'name',
    kind: ({ tags }) => amenityOf(tags)!.kind,
    detail: ({ tags }) => amenityOf(tags)!.detail,
    wheelchair: ({ tags }) => wheelchairTold(tags),
    hours: 'opening_hours',
    location: ({ geometry }) => pointOf(geometry)!,
  },
  checks: [check.notEmpty(), check.unique(['id'])],
  publish,
})

export const refuges = osm({
  ...facts,
  name: 'refuges',
  title: {
    fr: 'Parcs, eaux, bibliothèque et églises du centre',
    en: 'Parks, waters, library and churches of the centre',
  },
  rows: Refuge,
  where: ({ type, tags, geometry }) =>
    refugeOf(tags) !== undefined && (type === 'node' || geometry?.type.endsWith('Polygon') === true),
  map: {
    id: named,
    name: 'name',
    kind: ({ tags }) => refugeOf(tags)!,
    open: ({ tags }) => isOpen(tags),
    hours: 'opening_hours',
  },
  checks: [check.notEmpty(), check.unique(['id'])],
  publish,
})
