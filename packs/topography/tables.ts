import { geometry, nullable, number, table, text } from '../../src/kernel/index.ts'

const metres = (fr: string, en: string) => number({ title: { fr, en }, unit: 'm' })

/** How the height of a building was had, or why it was not. */
export const heightMethods = {
  'roof-above-road': {
    fr: 'déduite : altitude du toit moins celle de la route la plus proche',
    en: 'derived: altitude of the roof minus that of the nearest road',
  },
  'no-altitude': {
    fr: 'vide : la source n’a pas l’altitude du toit',
    en: 'empty: the source lacks the altitude of the roof',
  },
  'no-road': { fr: 'vide : aucune route assez proche', en: 'empty: no road near enough' },
  implausible: {
    fr: 'vide : hauteur déduite trop faible pour être crue (pente entre route et bâtiment)',
    en: 'empty: derived height too low to be believed (slope between road and building)',
  },
} as const
export type HeightMethod = keyof typeof heightMethods

const told = (language: 'fr' | 'en') =>
  Object.entries(heightMethods)
    .map(([code, says]) => `${code} (${says[language]})`)
    .join(' ; ')

/** Buildings and their derived heights, in the CRS of the source. */
export const buildingHeightIn = (crs: string) =>
  table('building_height', {
    id: text({
      title: { fr: 'Identifiant (d’après la position)', en: 'Identifier (from the position)' },
      role: 'id',
    }),
    height: nullable(metres('Hauteur déduite', 'Derived height')),
    method: text({
      title: { fr: 'Méthode', en: 'Method' },
      description: { fr: told('fr'), en: told('en') },
    }),
    above_road: nullable(metres('Toit au-dessus de la route, tel que calculé', 'Roof above the road, as computed')),
    roof: nullable(metres('Altitude du toit', 'Altitude of the roof')),
    road: nullable(metres('Altitude de la route la plus proche', 'Altitude of the nearest road')),
    distance: nullable(metres('Distance à cette route', 'Distance to that road')),
    footprint: geometry({ title: { fr: 'Emprise', en: 'Footprint' }, crs, types: ['Polygon', 'MultiPolygon'] }),
  })

/** Points of the terrain, in the CRS of the source. */
export const terrainPointIn = (crs: string) =>
  table('terrain_point', {
    id: text({
      title: { fr: 'Identifiant (d’après la position)', en: 'Identifier (from the position)' },
      role: 'id',
    }),
    elevation: metres('Altitude déduite', 'Derived elevation'),
    method: text({
      title: { fr: 'Méthode', en: 'Method' },
      description: { fr: 'road-vertex (sommet d’une route)', en: 'road-vertex' },
    }),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, crs, types: ['Point'] }),
  })

/** What covers the ground at places whose kind tells it, in the CRS of the source. */
export const groundCoverIn = (crs: string) =>
  table('ground_cover', {
    id: text({ title: { fr: 'Identifiant BD TOPO', en: 'BD TOPO identifier' }, role: 'id' }),
    class: text({
      title: { fr: 'Sol déduit', en: 'Derived ground' },
      description: {
        fr: 'asphalt (enrobé), paving (pavage clair), grass (herbe), bare (sol nu), water (eau).',
        en: 'asphalt, paving (light), grass, bare, water.',
      },
    }),
    kind: text({ title: { fr: 'Nature, d’où le sol est déduit', en: 'Kind, from which the ground is derived' } }),
    area: geometry({ title: { fr: 'Emprise', en: 'Footprint' }, crs, types: ['Polygon', 'MultiPolygon'] }),
  })

/** What the pack makes, for a territory to bind to others: `derivedIn('EPSG:2154').heights`. */
export const derivedIn = (crs: string) => ({
  heights: { name: 'building_heights', rows: buildingHeightIn(crs) },
  terrain: { name: 'terrain_points', rows: terrainPointIn(crs) },
  cover: { name: 'ground_cover', rows: groundCoverIn(crs) },
})
