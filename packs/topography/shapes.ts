import { geometry, table, text } from '../../src/kernel/index.ts'

// Shapes with heights above sea level (Z) at their vertices, in a projected CRS in metres: that of the source's column counts.

/** A building drawn in three dimensions: Z is the altitude of its eaves or roof. */
export const Building3D = table('building_3d', {
  footprint: geometry({ title: { fr: 'Emprise', en: 'Footprint' }, types: ['Polygon', 'MultiPolygon'] }),
})

/** A section of road drawn in three dimensions: Z is the altitude of the roadway. */
export const Road3D = table('road_3d', {
  line: geometry({ title: { fr: 'Tracé', en: 'Line' }, types: ['LineString', 'MultiLineString'] }),
})

/** A place drawn on the ground, with its kind in the words of BD TOPO (`NATURE`). */
export const Site = table('site', {
  id: text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' }),
  kind: text({ title: { fr: 'Nature', en: 'Kind' } }),
  area: geometry({ title: { fr: 'Emprise', en: 'Footprint' }, types: ['Polygon', 'MultiPolygon'] }),
})
