import { shapefile } from '../../../src/connect/index.ts'
import {
  check,
  geometry,
  integer,
  nullable,
  number,
  type SourceFacts,
  type Table,
  table,
  text,
} from '../../../src/kernel/index.ts'
import { placeName, vegetationOf } from '../names.ts'

// BD TOPO v3 of the commune: Lambert-93 with heights above sea level (Z), kept as they are for the physical models.

const crs = 'EPSG:2154'
const areas = geometry({ title: { fr: 'Emprise', en: 'Footprint' }, crs, types: ['Polygon', 'MultiPolygon'] })
const lines = geometry({ title: { fr: 'Tracé', en: 'Line' }, crs, types: ['LineString', 'MultiLineString'] })
const id = text({ title: { fr: 'Identifiant BD TOPO', en: 'BD TOPO identifier' }, role: 'id' })
const kind = text({ title: { fr: 'Nature', en: 'Kind' } })
const nature = text({ title: { fr: 'Nature (BD TOPO)', en: 'Kind (BD TOPO)' } })
const place = text({
  title: { fr: 'Identifiant (d’après la position)', en: 'Identifier (from the position)' },
  role: 'id',
})

/** The facts that all layers share. */
const layer = <const N extends string, S extends Table>(name: N, file: string, title: SourceFacts['title'], rows: S) =>
  ({
    name,
    title,
    rows,
    producer: 'IGN',
    licence: 'etalab-2.0',
    dated: '2022',
    address: 'https://geoservices.ign.fr/bdtopo',
    snapshot: `redon/bdtopo_v3/${file}.shp`,
  }) as const

const noAttributes = {
  fr: 'L’extrait n’a pas la table des attributs : ni identifiant, ni nature, ni hauteur. Les altitudes (Z) des sommets sont là.',
  en: 'The extract lacks the table of attributes: no identifier, kind or height. The altitudes (Z) of the vertices are there.',
}

export const commune = shapefile({
  ...layer(
    'commune',
    'COMMUNE',
    { fr: 'Commune de Redon', en: 'Commune of Redon' },
    table('commune', {
      insee: text({ title: { fr: 'Code Insee', en: 'INSEE code' }, role: 'id' }),
      name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
      population: integer({ title: { fr: 'Habitants', en: 'Inhabitants' }, unit: '{person}' }),
      area: areas,
    }),
  ),
  map: { insee: 'INSEE_COM', name: 'NOM', population: 'POPULATION' },
  checks: [check.notEmpty(), check.unique(['insee'])],
})

export const buildings = shapefile({
  ...layer('buildings', 'BATIMENT', { fr: 'Bâtiments', en: 'Buildings' }, table('building', { footprint: areas })),
  description: noAttributes,
  checks: [check.notEmpty(), check.validGeometry({ severity: 'warn' }), check.insideTerritory({ severity: 'warn' })],
})

export const roads = shapefile({
  ...layer(
    'roads',
    'TRONCON_DE_ROUTE',
    { fr: 'Tronçons de route', en: 'Road sections' },
    table('road', {
      id: place,
      width: nullable(number({ title: { fr: 'Largeur', en: 'Width' }, unit: 'm' })),
      line: lines,
    }),
  ),
  description: noAttributes,
  map: { id: ({ geometry }) => placeName(geometry), width: () => null },
  checks: [check.notEmpty(), check.insideTerritory({ severity: 'warn' })],
})

export const vegetation = shapefile({
  ...layer(
    'vegetation',
    'ZONE_DE_VEGETATION',
    { fr: 'Zones de végétation', en: 'Vegetation areas' },
    table('vegetation', {
      id,
      kind,
      nature,
      height: nullable(number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' })),
      area: areas,
    }),
  ),
  map: {
    id: 'ID',
    kind: ({ properties }) => vegetationOf(String(properties.NATURE)),
    nature: 'NATURE',
    height: () => null,
  },
  checks: [check.notEmpty(), check.unique(['id']), check.validGeometry({ severity: 'warn' })],
})

export const hedges = shapefile({
  ...layer(
    'hedges',
    'HAIE',
    { fr: 'Haies', en: 'Hedges' },
    table('hedge', {
      id,
      height: nullable(number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' })),
      width: nullable(number({ title: { fr: 'Largeur', en: 'Width' }, unit: 'm' })),
      line: lines,
    }),
  ),
  // The extract writes asterisks for both sizes.
  map: { id: 'ID', height: () => null, width: () => null },
  checks: [check.notEmpty(), check.unique(['id'])],
})

/** Whole water surfaces: rivers go on far beyond the commune. */
export const water = shapefile({
  ...layer(
    'water',
    'SURFACE_HYDROGRAPHIQUE',
    { fr: 'Surfaces en eau', en: 'Water surfaces' },
    table('water', {
      id,
      kind,
      name: nullable(text({ title: { fr: 'Cours d’eau', en: 'Watercourse' }, role: 'title' })),
      permanence: text({ title: { fr: 'Permanence', en: 'Permanence' } }),
      area: areas,
    }),
  ),
  map: { id: 'ID', kind: 'NATURE', name: 'NOM_C_EAU', permanence: 'PERSISTANC' },
  checks: [check.notEmpty(), check.unique(['id']), check.validGeometry({ severity: 'warn' })],
})

export const tanks = shapefile({
  ...layer(
    'tanks',
    'RESERVOIR',
    { fr: 'Réservoirs', en: 'Tanks' },
    table('tank', {
      id,
      kind,
      height: nullable(number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' })),
      area: areas,
    }),
  ),
  map: { id: 'ID', kind: 'NATURE', height: 'HAUTEUR' },
  checks: [check.unique(['id']), check.between('height', 0, 100, { severity: 'warn' })],
})

export const rails = shapefile({
  ...layer(
    'rails',
    'TRONCON_DE_VOIE_FERREE',
    { fr: 'Voies ferrées', en: 'Railway tracks' },
    table('rail', { id, nature, line: lines }),
  ),
  map: { id: 'ID', nature: 'NATURE' },
  checks: [check.notEmpty(), check.unique(['id'])],
})

/** A layer of places whose kind says something of their ground. */
const sites = <const N extends string>(name: N, file: string, fr: string, en: string) =>
  shapefile({
    ...layer(name, file, { fr, en }, table('site', { id, kind: nature, area: areas })),
    map: { id: 'ID', kind: 'NATURE' },
    checks: [check.notEmpty(), check.unique(['id']), check.validGeometry({ severity: 'warn' })],
  })

export const transport = sites(
  'transport_areas',
  'EQUIPEMENT_DE_TRANSPORT',
  'Équipements de transport',
  'Transport areas',
)
export const sports = sites('sports_grounds', 'TERRAIN_DE_SPORT', 'Terrains de sport', 'Sports grounds')
export const cemeteries = sites('cemeteries', 'CIMETIERE', 'Cimetières', 'Cemeteries')
