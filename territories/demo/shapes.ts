import { boolean, geometry, instant, integer, nullable, number, table, text } from '../../src/kernel/index.ts'

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const location = geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })
const outline = geometry({ title: { fr: 'Contour', en: 'Outline' }, types: ['Polygon'] })
const name = text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })

export const District = table('district', { id, name, outline })

export const Street = table('street', {
  id,
  name,
  class: text({
    title: { fr: 'Classe', en: 'Class' },
    description: {
      fr: 'boulevard, avenue, quay (quai), street (rue), lane (ruelle), road (route), path (chemin).',
      en: 'boulevard, avenue, quay, street, lane, road, path.',
    },
  }),
  width: number({ title: { fr: 'Largeur de façade à façade', en: 'Width from wall to wall' }, unit: 'm' }),
  speed_limit: integer({ title: { fr: 'Vitesse limite', en: 'Speed limit' }, unit: 'km/h' }),
  length: number({ title: { fr: 'Longueur', en: 'Length' }, unit: 'm' }),
  from_node: integer({ title: { fr: 'Carrefour de départ', en: 'First junction' } }),
  to_node: integer({ title: { fr: 'Carrefour d’arrivée', en: 'Last junction' } }),
  line: geometry({ title: { fr: 'Axe', en: 'Axis' }, types: ['LineString'] }),
})

export const Building = table('building', {
  id,
  use: text({
    title: { fr: 'Usage', en: 'Use' },
    description: {
      fr: 'dwelling (logement), shop-and-dwelling (commerce et logement), activity (activité), worship (culte).',
      en: 'dwelling, shop-and-dwelling, activity, worship.',
    },
  }),
  height: number({ title: { fr: 'Hauteur au faîte', en: 'Height to the ridge' }, unit: 'm' }),
  storeys: integer({ title: { fr: 'Niveaux', en: 'Storeys' }, unit: '{storey}' }),
  built: integer({ title: { fr: 'Année de construction', en: 'Year of construction' } }),
  ground: number({
    title: { fr: 'Altitude du sol', en: 'Ground elevation' },
    unit: 'm',
  }),
  footprint: outline,
})

export const Tree = table('tree', {
  id,
  scientific_name: text({ title: { fr: 'Nom scientifique', en: 'Scientific name' } }),
  common_name: text({ title: { fr: 'Nom français', en: 'French name' }, role: 'title' }),
  setting: text({
    title: { fr: 'Plantation', en: 'Setting' },
    description: { fr: 'row (alignement), park (parc), square (place).', en: 'row, park, square.' },
  }),
  height: number({ title: { fr: 'Hauteur', en: 'Height' }, unit: 'm' }),
  crown: number({ title: { fr: 'Diamètre du houppier', en: 'Crown diameter' }, unit: 'm' }),
  deciduous: boolean({ title: { fr: 'Feuilles caduques', en: 'Deciduous' } }),
  location,
})

export const LandCover = table('land_cover', {
  id,
  use: text({
    title: { fr: 'Usage du sol', en: 'Land use' },
    description: {
      fr: 'water (eau), wood (bois), meadow (prairie), field (culture), park (parc), square (place), old-town (centre ancien), terraces (faubourg), houses (pavillons), estate (grand ensemble), activity (activités).',
      en: 'water, wood, meadow, field, park, square, old-town, terraces, houses, estate, activity.',
    },
  }),
  class: text({
    title: { fr: 'Sol hors des rues et des bâtiments', en: 'Ground outside streets and buildings' },
    description: {
      fr: 'asphalt (enrobé), paving (pavage clair), grass (herbe), bare (sol nu), water (eau), wood (bois).',
      en: 'asphalt, paving (light), grass, bare, water, wood.',
    },
  }),
  surface: number({ title: { fr: 'Surface', en: 'Area' }, unit: 'm2' }),
  area: outline,
})

export const ReliefPoint = table('relief_point', {
  id,
  easting: number({ title: { fr: 'X Lambert-93', en: 'Lambert-93 easting' }, unit: 'm' }),
  northing: number({ title: { fr: 'Y Lambert-93', en: 'Lambert-93 northing' }, unit: 'm' }),
  elevation: number({ title: { fr: 'Altitude', en: 'Elevation' }, unit: 'm' }),
  location,
})

export const WeatherHour = table(
  'weather_hour',
  {
    at: instant({ title: { fr: 'Heure', en: 'Hour' }, role: 'time' }),
    temperature: number({ title: { fr: 'Température', en: 'Temperature' }, unit: 'Cel' }),
    humidity: number({ title: { fr: 'Humidité relative', en: 'Relative humidity' }, unit: '%' }),
    rain: number({ title: { fr: 'Pluie dans l’heure', en: 'Rain in the hour' }, unit: 'mm' }),
    wind_speed: number({ title: { fr: 'Vent à 10 m', en: 'Wind at 10 m' }, unit: 'm/s' }),
    wind_from: number({ title: { fr: 'Provenance du vent', en: 'Wind direction' }, unit: 'deg' }),
    irradiance: number({
      title: { fr: 'Éclairement solaire global', en: 'Global solar irradiance' },
      unit: 'W/m2',
    }),
    pressure: number({ title: { fr: 'Pression au niveau de la mer', en: 'Sea-level pressure' }, unit: 'hPa' }),
  },
  { key: ['at'] },
)

export const Sensor = table('sensor', {
  id,
  name,
  measures: text({
    title: { fr: 'Grandeur mesurée', en: 'Observed property' },
    description: {
      fr: 'air-temperature (température de l’air), noise (bruit), particles (particules).',
      en: 'air-temperature, noise, particles.',
    },
  }),
  elevation: number({ title: { fr: 'Altitude du sol', en: 'Ground elevation' }, unit: 'm' }),
  location,
})

const sensor = text({ title: { fr: 'Capteur', en: 'Sensor' } })
const at = instant({ title: { fr: 'Instant', en: 'Time' }, role: 'time' })
const key = { key: ['sensor', 'at'] } as const

export const AirTemperature = table(
  'air_temperature',
  {
    sensor,
    at,
    temperature: nullable(number({ title: { fr: 'Température de l’air', en: 'Air temperature' }, unit: 'Cel' })),
  },
  key,
)

export const Noise = table(
  'noise',
  {
    sensor,
    at,
    level: nullable(number({ title: { fr: 'Niveau LAeq sur 15 min', en: 'LAeq over 15 min' }, unit: 'dB[SPL]' })),
  },
  key,
)

export const Particles = table(
  'particles',
  { sensor, at, pm25: nullable(number({ title: { fr: 'Particules PM2,5', en: 'PM2.5' }, unit: 'ug/m3' })) },
  key,
)

export const WaterLeak = table('water_leak', {
  id,
  found: instant({ title: { fr: 'Trouvée le', en: 'Found on' }, role: 'time' }),
  repaired: nullable(instant({ title: { fr: 'Réparée le', en: 'Repaired on' } })),
  material: text({
    title: { fr: 'Matériau de la conduite', en: 'Material of the pipe' },
    description: {
      fr: 'cast-iron (fonte grise), ductile-iron (fonte ductile), pvc, pe (polyéthylène).',
      en: 'cast-iron, ductile-iron, pvc, pe (polyethylene).',
    },
  }),
  diameter: integer({ title: { fr: 'Diamètre de la conduite', en: 'Diameter of the pipe' }, unit: 'mm' }),
  flow: number({ title: { fr: 'Débit perdu', en: 'Flow lost' }, unit: 'm3/h' }),
  location,
})
