import { geojson } from '../../../src/connect/index.ts'
import { boolean, check, geometry, nullable, number, table, text } from '../../../src/kernel/index.ts'
import { placeName } from '../place-name.ts'

const areas = geometry({ title: { fr: 'Emprise', en: 'Footprint' }, types: ['Polygon', 'MultiPolygon'] })
const id = text({
  title: { fr: 'Identifiant (d’après la position)', en: 'Identifier (from the position)' },
  role: 'id',
})
const metres = (fr: string, en: string) => nullable(number({ title: { fr, en }, unit: 'm' }))

/** A building of a campus, with its height as the source gives it. */
export const CampusBuilding = table('campus_building', {
  id,
  name: nullable(text({ title: { fr: 'Bâtiment', en: 'Building' }, role: 'title' })),
  height: metres('Hauteur', 'Height'),
  footprint: areas,
})

/** A file of a repository of GitHub, as its users get it. */
const github = (path: string) => `https://raw.githubusercontent.com/${path}`

// The repositories state no licence: that of Rennes Métropole, whose data these come from, is inferred.
const facts = {
  licence: 'ODbL-1.0',
  dated: '2021',
  rows: CampusBuilding,
} as const

/** Ridge heights; annexes and parts of buildings are shapes of their own. */
export const beaulieu = geojson({
  ...facts,
  name: 'campus_beaulieu',
  producer: 'Université de Rennes (SIGAT), d’après Rennes Métropole',
  address: github('esigat/Rennes_1_DIL/HEAD/Webmap/data/bati_beaulieu_3D.geojson'),
  title: { fr: 'Bâtiments du campus de Beaulieu', en: 'Buildings of the Beaulieu campus' },
  description: {
    fr: 'Hauteurs au faîte. Le producteur de l’extrait ne dit pas leur date : année supposée.',
    en: 'Heights to the ridge. The producer of the extract does not say their date: year assumed.',
  },
  snapshot: 'rennes/buildings_beaulieu_h.geojson',
  map: {
    id: (feature) => placeName(feature.geometry),
    name: 'batiment_u',
    height: 'h_faitage',
  },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory()],
})

/** Heights rounded to three metres: counted in storeys. The file also has a campus of Saint-Brieuc, passed over. */
export const villejean = geojson({
  ...facts,
  name: 'campus_villejean',
  producer: 'Université Rennes 2 (master SIGAT)',
  address: github('mastersigat/Plan_Campus_Rennes2/HEAD/data/bati/Bati_3D.geojson'),
  title: {
    fr: 'Bâtiments des campus de Villejean et de La Harpe',
    en: 'Buildings of the Villejean and La Harpe campuses',
  },
  description: {
    fr: 'Hauteurs arrondies à l’étage. Le producteur de l’extrait ne dit pas leur date : année supposée.',
    en: 'Heights rounded to the storey. The producer of the extract does not say their date: year assumed.',
  },
  snapshot: 'rennes/buildings_villejean_h.geojson',
  where: (feature) => feature.properties.Campus !== 'Mazier',
  map: {
    id: (feature) => placeName(feature.geometry),
    name: 'Nom',
    height: 'hauteur',
  },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory()],
})

/** Trees of a guided walk: remarkable ones, not all those of the campus. */
export const walkTrees = geojson({
  name: 'campus_trees',
  title: { fr: 'Arbres de la promenade de Villejean', en: 'Trees of the Villejean walk' },
  rows: table('campus_tree', {
    id: text({ title: { fr: 'Identifiant', en: 'Identifier' }, role: 'id' }),
    name: text({ title: { fr: 'Espèce', en: 'Species' }, role: 'title' }),
    height: metres('Hauteur', 'Height'),
    crown: metres('Diamètre du houppier', 'Crown diameter'),
    deciduous: nullable(boolean({ title: { fr: 'Feuilles caduques', en: 'Deciduous' } })),
    location: geometry({ title: { fr: 'Position', en: 'Location' }, types: ['Point'] }),
  }),
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  dated: '2021',
  address: github(
    'sigrennesmetropole/app_mviewer/HEAD/balades/customlayer/data/arbres_villejean/POI_arbres_villejean.geojson',
  ),
  snapshot: 'rennes/trees_villejean_walk.geojson',
  map: { id: 'OBJECTID', name: 'TITRE', height: () => null, crown: () => null, deciduous: () => null },
  checks: [check.notEmpty(), check.unique(['id'], { severity: 'quarantine' }), check.insideTerritory()],
})
