import { type AssetRef, asset, boundOf, check, definePack, optional, type Publish } from '../../src/kernel/index.ts'
import { coverOf } from './cover.ts'
import { crsOf } from './crs.ts'
import { heightsOf } from './heights.ts'
import { parameters } from './parameters.ts'
import { Building3D, Road3D, Site } from './shapes.ts'
import { derivedIn, heightMethods } from './tables.ts'
import { terrainOf } from './terrain.ts'

const publish: Publish = {
  licence: 'etalab-2.0',
  access: 'open',
  theme: 'environment',
  keywords: [
    { fr: 'altimétrie', en: 'elevation' },
    { fr: 'déduit', en: 'derived' },
  ],
}

export default definePack({
  id: 'topography',
  title: { fr: 'Hauteurs et terrain déduits', en: 'Derived heights and terrain' },
  description: {
    fr: 'Hauteurs de bâtiments et points de terrain déduits des altitudes des formes en trois dimensions (BD TOPO), là où la source n’en donne pas d’autres.',
    en: 'Building heights and terrain points derived from the altitudes of three-dimensional shapes (BD TOPO), where the source gives no others.',
  },
  code: import.meta.url,
  inputs: {
    buildings: Building3D,
    roads: Road3D,
    transport: optional(Site),
    sports: optional(Site),
    cemeteries: optional(Site),
  },
  parameters,
  assets: ({ buildings, roads, ...rest }, tuned) => {
    const sites: Readonly<Record<string, AssetRef<typeof Site>>> = boundOf(rest)
    const { heights, terrain, cover } = derivedIn(crsOf(buildings, roads, ...Object.values(sites)))
    return [
      asset({
        name: heights.name,
        title: { fr: 'Bâtiments et hauteurs déduites', en: 'Buildings and derived heights' },
        description: {
          fr: 'Hauteur de chaque bâtiment : altitude de son toit moins celle de la route la plus proche. Ce n’est pas une mesure ; la colonne « méthode » dit, pour chacun, comment la hauteur a été déduite ou pourquoi elle manque.',
          en: 'Height of each building: altitude of its roof minus that of the nearest road. It is no measurement; the column ‘method’ says, for each, how the height was derived or why it is missing.',
        },
        from: { buildings, roads },
        rows: heights.rows,
        code: import.meta.url,
        checks: [
          check.notEmpty(),
          check.unique(['id']),
          check.inSet('method', Object.keys(heightMethods)),
          check.between('height', tuned.lowest, 150, { severity: 'warn' }),
        ],
        publish: {
          ...publish,
          limits: {
            fr: 'Hauteurs déduites, jamais mesurées : sur une pente, l’altitude de la route n’est pas celle du pied du bâtiment ; le toit est relevé à l’égout ou au faîte selon les bâtiments, à un mètre près environ. Bonnes pour l’ombre d’un quartier, pas pour celle d’une façade.',
            en: 'Heights derived, never measured: on a slope the altitude of the road is not that of the foot of the building; roofs are taken at the eaves or at the ridge, within a metre or so. Good for the shade of a district, not for that of a façade.',
          },
        },
        make: ({ buildings, roads }, run) => heightsOf(buildings, roads, tuned, run),
      }),
      asset({
        name: terrain.name,
        title: { fr: 'Points de terrain déduits des routes', en: 'Terrain points derived from roads' },
        description: {
          fr: 'Altitude des sommets des routes, prise pour celle du terrain. Ce n’est pas un modèle numérique de terrain.',
          en: 'Altitude of the vertices of roads, taken as that of the terrain. It is no digital terrain model.',
        },
        from: { roads },
        rows: terrain.rows,
        code: import.meta.url,
        checks: [check.notEmpty(), check.between('elevation', -10, 4810, { severity: 'warn' })],
        publish: {
          ...publish,
          limits: {
            fr: 'Altitudes déduites des routes : ponts, remblais et tranchées y sont, talus et fonds de vallée sans route n’y sont pas.',
            en: 'Elevations derived from roads: bridges, embankments and cuttings are in, banks and valley floors without a road are not.',
          },
        },
        make: ({ roads }) => terrainOf(roads),
      }),
      ...(Object.keys(sites).length === 0
        ? []
        : [
            asset({
              name: cover.name,
              title: { fr: 'Sol déduit des équipements', en: 'Ground derived from facilities' },
              description: {
                fr: 'Nature du sol de lieux dont l’usage la fait connaître : parkings, terrains de sport, cimetières. Déduite de la nature du lieu, pas relevée.',
                en: 'Nature of the ground at places whose use tells it: car parks, sports grounds, cemeteries. Derived from the kind of place, not surveyed.',
              },
              from: sites,
              rows: cover.rows,
              code: import.meta.url,
              checks: [check.unique(['id'])],
              publish: {
                ...publish,
                limits: {
                  fr: 'Quelques lieux seulement : rues, cours et jardins n’y sont pas.',
                  en: 'A few places only: streets, yards and gardens are not in.',
                },
              },
              make: (inputs) => coverOf(Object.values(inputs)),
            }),
          ]),
    ]
  },
})
