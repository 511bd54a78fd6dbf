import { crossingOf, sizeOf, surfaceOf, type Tags, walkKindOf, wheelchairTold } from '../../../packs/cool-routes/osm.ts'
import { Refuge, WalkAmenity, WalkCrossing, WalkWay } from '../../../packs/cool-routes/shapes.ts'
import { geojson } from '../../../src/connect/index.ts'
import { check, type SourceFacts } from '../../../src/kernel/index.ts'
import { coolnessOf, destinationOf } from '../directory.ts'
import { placeName } from '../place-name.ts'
import { metropole } from './portals.ts'
import { streets } from './streets.ts'

/** The extract of OpenStreetMap that the streets come from too. */
const extract = {
  producer: streets.producer,
  licence: streets.licence,
  dated: streets.dated,
  address: streets.address,
  ...(streets.snapshot && { snapshot: streets.snapshot }),
}
const publish: SourceFacts['publish'] = {
  access: 'open',
  theme: 'transport',
  limits: {
    fr: 'Voies nommées seulement, telles qu’en 2013 : ni allées, ni trottoirs dessinés, ni passages sans nom.',
    en: 'Named ways only, as they were in 2013: no unnamed paths, sidewalks or passages.',
  },
}
const tagsOf = ({ properties }: { readonly properties: Readonly<Record<string, unknown>> }) => properties as Tags

export const walkWays = geojson({
  ...extract,
  name: 'walk_ways',
  title: { fr: 'Voies de Rennes que l’on peut suivre à pied', en: 'Ways of Rennes that one can walk' },
  rows: WalkWay,
  where: (feature) => feature.geometry?.type === 'LineString' && walkKindOf(tagsOf(feature)) !== undefined,
  map: {
    id: (feature) => placeName(feature.geometry),
    kind: (feature) => walkKindOf(tagsOf(feature))!,
    class: 'highway',
    sidewalk: () => null,
    surface: (feature) => surfaceOf(tagsOf(feature)),
    wheelchair: (feature) => wheelchairTold(tagsOf(feature)),
    steps: () => null,
    crossing: () => null,
    kerb: () => null,
    width: (feature) => sizeOf(tagsOf(feature).width),
    speed_limit: (feature) => sizeOf(tagsOf(feature).maxspeed),
    raised: (feature) => (tagsOf(feature).bridge ?? 'no') !== 'no' || (tagsOf(feature).tunnel ?? 'no') !== 'no',
    covered: (feature) => (tagsOf(feature).tunnel ?? 'no') !== 'no' || tagsOf(feature).covered === 'yes',
    line: (feature) => feature.geometry as never,
  },
  checks: [check.notEmpty(), check.insideTerritory({ severity: 'warn' })],
  publish,
})

export const walkCrossings = geojson({
  ...extract,
  name: 'walk_crossings',
  title: { fr: 'Traversées et feux de Rennes', en: 'Crossings and signals of Rennes' },
  rows: WalkCrossing,
  where: (feature) =>
    feature.geometry?.type === 'Point' && ['crossing', 'traffic_signals'].includes(String(feature.properties.highway)),
  map: {
    id: (feature) => placeName(feature.geometry),
    kind: (feature) => crossingOf(tagsOf(feature)) ?? 'zebra',
    kerb: () => null,
    location: (feature) => feature.geometry as never,
  },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' })],
  publish,
})

const directory = {
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  // The snapshot does not say its date: year assumed.
  dated: '2021',
  address: metropole('base-orga-var', 'geojson'),
  snapshot: 'rennes/poi_organismes.geojson',
} as const
const told: SourceFacts['publish'] = {
  access: 'open',
  theme: 'society',
  limits: {
    fr: 'L’annuaire des organismes publics et associatifs : ni commerces (hors marchés et centres), ni bancs, ni fontaines, ni toilettes. Date supposée.',
    en: 'The directory of public and voluntary organisations: no shops (but markets and centres), no benches, fountains or toilets. Date assumed.',
  },
}

export const amenities = geojson({
  ...directory,
  name: 'amenities',
  title: {
    fr: 'Écoles, santé, culture, sport et services de Rennes',
    en: 'Schools, health, culture, sport and services of Rennes',
  },
  rows: WalkAmenity,
  where: ({ properties }) => destinationOf(properties.Activité, properties.Spécialité) !== undefined,
  map: {
    id: ({ properties }) => String(properties.Id),
    name: 'Nom organisme',
    kind: ({ properties }) => destinationOf(properties.Activité, properties.Spécialité)!,
    detail: ({ properties }) => String(properties.Spécialité).trim() || null,
    wheelchair: () => null,
    hours: () => null,
    location: (feature) => feature.geometry as never,
  },
  checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory({ severity: 'quarantine' })],
  publish: told,
})

export const refuges = geojson({
  ...directory,
  name: 'refuges',
  title: {
    fr: 'Parcs, bibliothèques, églises et piscines de Rennes',
    en: 'Parks, libraries, churches and pools of Rennes',
  },
  rows: Refuge,
  where: ({ properties }) => coolnessOf(properties.Spécialité) !== undefined,
  map: {
    id: ({ properties }) => String(properties.Id),
    name: 'Nom organisme',
    kind: ({ properties }) => coolnessOf(properties.Spécialité)!,
    open: () => null,
    hours: () => null,
    place: (feature) => feature.geometry as never,
  },
  checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory({ severity: 'quarantine' })],
  publish: told,
})
