import { boolean, geometry, nullable, number, table, text } from '../../../src/kernel/index.ts'
import { Refuge, WalkAmenity } from '../shapes.ts'

const id = text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' })
const point = (crs: string) => geometry({ title: { fr: 'Position', en: 'Location' }, crs, types: ['Point'] })

/** What is of use to who walks, in the CRS of the pack. */
export const amenityIn = (crs: string) => table('walk_amenity', { ...WalkAmenity.columns, location: point(crs) })

/** Places where one may hope for coolness, in the CRS of the pack. */
export const coolPlaceIn = (crs: string) =>
  table('cool_place', {
    id,
    name: Refuge.columns.name,
    kind: Refuge.columns.kind,
    open: nullable(boolean({ title: { fr: 'Ouvert à tous', en: 'Open to all' } })),
    hours: Refuge.columns.hours,
    surface: nullable(number({ title: { fr: 'Surface', en: 'Area' }, unit: 'm2' })),
    utci: nullable(
      number({
        title: { fr: 'UTCI moyen à 15 h', en: 'Mean UTCI at 15:00' },
        description: {
          fr: 'Dehors, le jour de canicule ; vide hors de la carte, et pour les lieux fermés dont rien ne dit l’intérieur.',
          en: 'Outdoors, on the heat-wave day; empty outside the map, and for indoor places whose inside nothing tells.',
        },
        unit: 'Cel',
      }),
    ),
    place: geometry({ title: { fr: 'Lieu', en: 'Place' }, crs, types: ['Point', 'Polygon', 'MultiPolygon'] }),
  })

/** What people look for by its name, in the CRS of the pack. */
export const walkPlaceIn = (crs: string) =>
  table('walk_place', {
    id,
    name: text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' }),
    kind: text({
      title: { fr: 'Nature', en: 'Kind' },
      description: {
        fr: 'street (rue), stop (arrêt), ou la nature d’un lieu utile ou frais.',
        en: 'street, stop, or the kind of an amenity or of a cool place.',
      },
    }),
    location: point(crs),
  })
