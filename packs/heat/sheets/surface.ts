import { surfaceParameters } from '../surface/parameters.ts'
import type { ModelSheet, SheetParameter } from './sheet.ts'

const tunable: readonly SheetParameter[] = Object.values(surfaceParameters).map(
  ({ title, default: value, unit, source, date }) => ({ title, value, unit, source, date }),
)

/** The ground and what stands on it, from which all maps are made. */
export const surfaceSheet: ModelSheet = {
  id: 'surface',
  title: { fr: 'Sol, bâtiments et arbres en mailles', en: 'Ground, buildings and trees by cell' },
  purpose: {
    fr: 'Mettre ce que le territoire sait de son sol, de ses bâtiments et de ses arbres dans une grille que l’ombre et le rayonnement savent lire.',
    en: 'To put what the territory knows of its ground, buildings and trees in a grid that shade and radiation can read.',
  },
  inputs: [
    {
      what: { fr: 'Points de terrain', en: 'Terrain points' },
      from: {
        fr: 'Entrée « ground_points » ; sans elle le sol est plat. À Redon, déduits des sommets des routes',
        en: "Input 'ground_points'; without it the ground is flat. In Redon, derived from the vertices of roads",
      },
    },
    {
      what: { fr: 'Bâtiments, arbres, végétation, haies', en: 'Buildings, trees, vegetation, hedges' },
      from: {
        fr: 'Entrées du territoire, à la date de chacune. À Redon, les hauteurs des bâtiments sont déduites',
        en: 'Inputs of the territory, at the date of each. In Redon, heights of buildings are derived',
      },
    },
    {
      what: { fr: 'Occupation du sol, eau, rues, voies ferrées', en: 'Land cover, water, streets, railways' },
      from: { fr: 'Entrées du territoire', en: 'Inputs of the territory' },
    },
  ],
  equations: [
    {
      what: { fr: 'Terrain', en: 'Terrain' },
      formula: 'z linear in each Delaunay triangle of the points; outside, that of the nearest place of their rim',
      reference: 'Delaunay (1934); of two points at one place the lowest is kept',
    },
    {
      what: { fr: 'Surfaces', en: 'Areas' },
      formula: 'a cell belongs to an area that holds its centre (even-odd rule); what is drawn last covers the rest',
      reference: 'OGC Simple Features (2011), for what is inside; the order is ours (2026)',
    },
    {
      what: { fr: 'Houppier d’un arbre isolé', en: 'Crown of a single tree' },
      formula: 'top(d) = h − s + s √(1 − (d/r)²), s = h (1 − trunk) / 2',
      reference: 'upper half of an ellipsoid, ours (2026); crown base at trunk × top, Lindberg and Grimmond (2011)',
    },
    {
      what: {
        fr: 'Hauteur déduite d’un bâtiment (pack « topography »)',
        en: "Derived height of a building (pack 'topography')",
      },
      formula: 'altitude of the highest vertex of its roof − altitude of the nearest place of a road',
      reference: 'ours (2026)',
    },
  ],
  parameters: tunable,
  validation: [
    {
      what: { fr: 'Découpage', en: 'Tiling' },
      figure: {
        fr: 'mêmes mailles au bit près avec des dalles de 100 et 200 m',
        en: 'same cells to the bit with tiles of 100 and 200 m',
      },
      source: 'tests of this pack on the demo town',
    },
    {
      what: { fr: 'Hauteurs déduites à Redon', en: 'Derived heights in Redon' },
      figure: {
        fr: '5 837 bâtiments sur 6 342 ; médiane 4,3 m, neuvième décile 7,7 m ; 596 ne sont pas crues (moins de 2 m)',
        en: '5,837 buildings of 6,342; median 4.3 m, ninth decile 7.7 m; 596 not believed (below 2 m)',
      },
      source: 'BD TOPO v3 of Redon, 2022; no height was measured to compare with',
    },
  ],
  limits: [
    {
      fr: 'Rien n’a été comparé à un relevé lidar : ni les hauteurs déduites, ni le terrain, ni les houppiers.',
      en: 'Nothing was compared with a lidar survey: neither derived heights, nor terrain, nor crowns.',
    },
    {
      fr: 'Toits plats ; un bois ou une haie a une seule hauteur, supposée ; les arbres des jardins manquent là où aucune base ne les a.',
      en: 'Flat roofs; a wood or hedge has one assumed height; trees of gardens are missing where no base has them.',
    },
    {
      fr: 'Là où rien ne dit le sol, il est pris pour de l’herbe, ou pour un pavage clair à quelques mètres des bâtiments : cours et parkings privés y sont trop frais.',
      en: 'Where nothing says the ground, it is taken as grass, or as light paving within some metres of buildings: private yards and car parks are too cool.',
    },
    {
      fr: 'Des routes sur remblai ou sur pont portent le terrain déduit trop haut ; une vallée sans route n’est pas creusée.',
      en: 'Roads on embankments or bridges make the derived terrain too high; a valley without a road is not dug.',
    },
  ],
  mayWrong: [
    {
      fr: 'Ceux dont la cour ou la rue n’est pas décrite : la carte les dit au frais sans en rien savoir.',
      en: 'Those whose yard or street is not described: the map says they are cool and knows nothing of it.',
    },
    {
      fr: 'Ceux qu’un arbre privé protège : il n’est souvent dans aucune base, et la carte les dit exposés.',
      en: 'Those whom a private tree shelters: it is often in no base, and the map says they are exposed.',
    },
  ],
}
