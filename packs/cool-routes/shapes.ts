import { boolean, geometry, integer, nullable, number, type Table, table, text } from '../../src/kernel/index.ts'
import { HeatHour } from '../heat/maps/tables.ts'

// What the pack asks of a territory. Geometries come in any CRS that their column declares: the pack brings them to its own.

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const name = nullable(text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }))
const point = geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] })
const wheelchair = nullable(
  text({
    title: { fr: 'Accès en fauteuil roulant', en: 'Wheelchair access' },
    description: { fr: 'yes (oui), limited (avec peine), no (non).', en: 'yes, limited, no.' },
  }),
)

const kerb = nullable(
  text({
    title: { fr: 'Bordure', en: 'Kerb' },
    description: {
      fr: 'lowered (abaissée), flush (de niveau), raised (haute).',
      en: 'lowered, flush, raised.',
    },
  }),
)

/** A way that people may walk. Ways that share a position meet there; ways that only cross do not. */
export const WalkWay = table('walk_way', {
  id,
  name,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'footway (allée), sidewalk (trottoir), crossing (traversée), steps (escalier), path (sentier), pedestrian (voie piétonne), street (rue sans trottoir connu), track (chemin).',
      en: 'footway, sidewalk, crossing, steps, path, pedestrian, street (no sidewalk known), track.',
    },
  }),
  class: nullable(
    text({
      title: { fr: 'Classe de la voie', en: 'Class of the street' },
      description: { fr: 'Dans les mots de la source.', en: 'In the words of the source.' },
    }),
  ),
  sidewalk: nullable(
    text({
      title: { fr: 'Trottoirs de la rue', en: 'Sidewalks of the street' },
      description: {
        fr: 'left (gauche), right (droite), both (les deux), no (aucun), dans le sens du tracé.',
        en: 'left, right, both, no, in the direction of the line.',
      },
    }),
  ),
  surface: nullable(
    text({
      title: { fr: 'Revêtement', en: 'Surface' },
      description: {
        fr: 'paved (revêtu), compacted (stabilisé), unpaved (non revêtu).',
        en: 'paved, compacted, unpaved.',
      },
    }),
  ),
  wheelchair,
  steps: nullable(integer({ title: { fr: 'Marches', en: 'Steps' }, unit: '{step}' })),
  crossing: nullable(
    text({
      title: { fr: 'Traversée', en: 'Crossing' },
      description: { fr: 'signals (feux), zebra (passage), unmarked (sans rien).', en: 'signals, zebra, unmarked.' },
    }),
  ),
  kerb,
  width: nullable(number({ title: { fr: 'Largeur', en: 'Width' }, unit: 'm' })),
  speed_limit: nullable(number({ title: { fr: 'Vitesse limite', en: 'Speed limit' }, unit: 'km/h' })),
  raised: boolean({ title: { fr: 'Pont ou tunnel', en: 'Bridge or tunnel' } }),
  covered: boolean({ title: { fr: 'Couvert', en: 'Covered' } }),
  line: geometry({
    title: { fr: 'Tracé', en: 'Line' },
    types: ['LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'],
  }),
})

/** A place where people cross a street, as a point of its axis or of its kerb. */
export const WalkCrossing = table('walk_crossing_point', {
  id,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: { fr: 'signals (feux), zebra (passage), unmarked (sans rien).', en: 'signals, zebra, unmarked.' },
  }),
  kerb,
  location: point,
})

/** Something of use to who walks. */
export const WalkAmenity = table('walk_amenity_point', {
  id,
  name,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'bench (banc), shelter (abri), drinking_water (eau potable), fountain (fontaine), toilets (toilettes), food (alimentation), shop (autre commerce), cafe (café, restaurant), health (santé), school (école), culture, service (service public), worship (culte), sport, park (parc), stop (arrêt).',
      en: 'bench, shelter, drinking_water, fountain, toilets, food (food shop), shop (other), cafe (café, restaurant), health, school, culture, service (public), worship, sport, park, stop.',
    },
  }),
  detail: nullable(
    text({
      title: { fr: 'Précision', en: 'Detail' },
      description: { fr: 'Dans les mots de la source.', en: 'In the words of the source.' },
    }),
  ),
  wheelchair,
  hours: nullable(text({ title: { fr: 'Horaires', en: 'Opening hours' } })),
  location: point,
})

/** A place where one may hope for coolness. */
export const Refuge = table('walk_refuge', {
  id,
  name,
  kind: text({
    title: { fr: 'Nature', en: 'Kind' },
    description: {
      fr: 'park (parc ou jardin), wood (bois), water (bord de l’eau), library (bibliothèque), church (lieu de culte), culture (lieu culturel), pool (piscine).',
      en: 'park (or garden), wood, water (waterside), library, church (place of worship), culture, pool.',
    },
  }),
  open: nullable(boolean({ title: { fr: 'Ouvert à tous', en: 'Open to all' } })),
  hours: nullable(text({ title: { fr: 'Horaires', en: 'Opening hours' } })),
  place: geometry({ title: { fr: 'Lieu', en: 'Place' }, types: ['Point', 'Polygon', 'MultiPolygon'] }),
})

/** A raster: its bands are asked by their names. */
export const Raster: Table = { name: 'file', columns: {}, key: [] }

/** What the heat pack makes, for a territory to bind: ground, roofs and crowns by cell; UTCI at each hour of the hot day; that day. */
export const heatMaps = {
  surface: { name: 'heat_surface', rows: Raster },
  utci: { name: 'utci', rows: Raster },
  day: { name: 'heat_day', rows: HeatHour },
} as const
