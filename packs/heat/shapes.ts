import { boolean, geometry, instant, nullable, number, table, text } from '../../src/kernel/index.ts'

// What the pack asks of a territory. Geometries come in any CRS that their column declares: the pack brings them to its own.

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const areas = (fr: string, en: string) => geometry({ title: { fr, en }, types: ['Polygon', 'MultiPolygon'] })
const lines = geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString', 'MultiLineString'] })
const point = geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })
const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })
const people = (fr: string, en: string) => number({ title: { fr, en }, unit: '{person}' })
const degrees = (fr: string, en: string) => number({ title: { fr, en }, unit: 'Cel' })

/** The area computed: cells outside it are left empty. */
export const Area = table('heat_area', { area: areas('Contour', 'Boundary') }, { key: [] })

/** A building. A height left empty is replaced by the pack's default, and said to be. */
export const Building = table('heat_building', {
  id,
  height: nullable(metres('Hauteur au-dessus du sol', 'Height above ground')),
  footprint: areas('Emprise', 'Footprint'),
})

export const Tree = table('heat_tree', {
  id,
  height: nullable(metres('Hauteur', 'Height')),
  crown: nullable(metres('Diamètre du houppier', 'Crown diameter')),
  deciduous: nullable(boolean({ title: { fr: 'Feuilles caduques', en: 'Deciduous' } })),
  location: point,
})

/** An area of vegetation, by its kind. */
export const Vegetation = table('heat_vegetation', {
  id,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'wood (bois), orchard (verger), hedge (haie), shrub (lande), vineyard (vigne), grass (herbe).',
      en: 'wood, orchard, hedge, shrub, vineyard, grass.',
    },
  }),
  height: nullable(metres('Hauteur', 'Height')),
  area: areas('Contour', 'Outline'),
})

export const Hedge = table('heat_hedge', {
  id,
  height: nullable(metres('Hauteur', 'Height')),
  width: nullable(metres('Largeur', 'Width')),
  line: lines,
})

export const Water = table('heat_water', { id, area: areas('Contour', 'Outline') })

export const Street = table('heat_street', {
  id,
  width: nullable(metres('Largeur revêtue', 'Paved width')),
  line: lines,
})

export const Rail = table('heat_rail', { id, line: lines })

/** A point of the terrain. */
export const GroundPoint = table('heat_ground_point', {
  id,
  elevation: metres('Altitude', 'Elevation'),
  location: point,
})

/** What covers the ground, where somebody says it. Classes: see `surface/cover.ts`. */
export const LandCover = table('heat_land_cover', {
  id,
  class: text({
    title: { fr: 'Occupation du sol', en: 'Land cover' },
    description: {
      fr: 'asphalt (enrobé), paving (pavage clair), grass (herbe), bare (sol nu), water (eau), wood (bois) ; les autres valeurs ne disent rien du sol.',
      en: 'asphalt, paving (light), grass, bare, water, wood; other values say nothing of the ground.',
    },
  }),
  area: areas('Contour', 'Outline'),
})

/** One hour of weather in the open, near the territory. */
export const Weather = table(
  'heat_weather',
  {
    at: instant({ title: { fr: 'Heure', en: 'Hour' }, role: 'time' }),
    temperature: degrees('Température à 2 m', 'Temperature at 2 m'),
    humidity: number({ title: { fr: 'Humidité relative', en: 'Relative humidity' }, unit: '%' }),
    wind_speed: number({ title: { fr: 'Vent à 10 m', en: 'Wind at 10 m' }, unit: 'm/s' }),
    irradiance: number({ title: { fr: 'Éclairement solaire global', en: 'Global solar irradiance' }, unit: 'W/m2' }),
    pressure: nullable(
      number({ title: { fr: 'Pression au niveau de la mer', en: 'Sea-level pressure' }, unit: 'hPa' }),
    ),
  },
  { key: ['at'] },
)

/** A temperature of a station of the territory's network, at a time. */
export const StationTemperature = table(
  'heat_station_temperature',
  {
    station: text({ title: { fr: 'Station', en: 'Station' } }),
    at: instant({ title: { fr: 'Instant', en: 'Time' }, role: 'time' }),
    temperature: nullable(degrees('Température de l’air', 'Air temperature')),
    location: point,
  },
  { key: ['station', 'at'] },
)

/** A cell of a population grid, with the groups that heat strikes hardest where they are known. */
export const PopulationCell = table('heat_population_cell', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: people('Habitants', 'Inhabitants'),
  aged: nullable(people('Habitants de 65 ans et plus', 'Inhabitants aged 65 and more')),
  poor: nullable(number({ title: { fr: 'Ménages pauvres', en: 'Poor households' }, unit: '{household}' })),
  square: areas('Carré', 'Square'),
})
