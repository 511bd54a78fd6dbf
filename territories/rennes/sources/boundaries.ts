import { geojson, opendatasoft, shapefile } from '../../../src/connect/index.ts'
import { check, geometry, integer, nullable, number, type Publish, table, text } from '../../../src/kernel/index.ts'
import { metropole } from './portals.ts'

const area = geometry({ title: { fr: 'Contour', en: 'Boundary' }, types: ['Polygon', 'MultiPolygon'] })
const insee = text({ title: { fr: 'Code Insee de la commune', en: 'INSEE code of the commune' } })
const name = text({ title: { fr: 'Nom', en: 'Name' }, role: 'title' })
const publish: Omit<Publish, 'licence'> = {
  access: 'open',
  theme: 'regions',
  keywords: [{ fr: 'limites administratives', en: 'administrative boundaries' }],
}

const Commune = table('commune', {
  code: text({ title: { fr: 'Code Insee', en: 'INSEE code' }, role: 'id' }),
  name,
  area,
})

/** All the communes of Ille-et-Vilaine: wider than the territory. */
export const communes = geojson({
  name: 'communes',
  title: { fr: 'Communes d’Ille-et-Vilaine', en: 'Communes of Ille-et-Vilaine' },
  rows: Commune,
  producer: 'IGN, Insee',
  licence: 'etalab-2.0',
  dated: '2021',
  address:
    'https://public.opendatasoft.com/api/explore/v2.1/catalog/datasets/georef-france-commune/exports/geojson?refine=dep_code%3A35',
  snapshot: 'rennes/communes_35.geojson',
  map: {
    // Codes and names come as lists of one.
    code: (feature) => [feature.properties.com_code].flat().join(),
    name: (feature) => [feature.properties.com_name].flat().join(),
  },
  checks: [
    check.notEmpty(),
    check.unique(['code']),
    check.matches('code', /35\d{3}/),
    check.validGeometry({ severity: 'warn' }),
  ],
  publish,
})

const Iris = table('iris', {
  code: text({ title: { fr: 'Code Iris', en: 'IRIS code' }, role: 'id' }),
  name,
  commune: text({ title: { fr: 'Commune', en: 'Commune' } }),
  insee,
  type: text({
    title: { fr: 'Type', en: 'Type' },
    description: {
      fr: 'H habitat, A activité, D divers, Z commune non découpée.',
      en: 'H housing, A activity, D other, Z commune not divided.',
    },
  }),
  district: nullable(text({ title: { fr: 'Sous-quartier', en: 'District' } })),
  surface: number({ title: { fr: 'Surface', en: 'Surface' }, unit: 'm2' }),
  area,
})

export const iris = opendatasoft({
  name: 'iris',
  title: { fr: 'Iris de Rennes Métropole', en: 'IRIS statistical blocks of Rennes Métropole' },
  rows: Iris,
  producer: 'Insee, Rennes Métropole',
  licence: 'etalab-2.0',
  dated: '2022',
  address: metropole('iris_version_rennes_metropole'),
  snapshot: 'rennes/iris_rennes_metropole.json',
  map: {
    code: 'code_iris',
    name: 'nom_iris',
    commune: 'nom_com',
    insee: 'code_insee',
    type: 'type_iris',
    district: 'nomsquart',
    surface: 'aire_geo',
  },
  checks: [
    check.notEmpty(),
    check.unique(['code']),
    check.matches('code', /35\d{7}/),
    check.inSet('type', ['H', 'A', 'D', 'Z'], { severity: 'warn' }),
    check.validGeometry({ severity: 'warn' }),
    check.insideTerritory(),
  ],
  publish,
})

const District = table('district', {
  id: integer({ title: { fr: 'Numéro', en: 'Number' }, role: 'id' }),
  name,
  quarter: integer({ title: { fr: 'Quartier', en: 'Quarter' } }),
  insee,
  area,
})

export const districts = shapefile({
  name: 'districts',
  title: { fr: 'Sous-quartiers de Rennes', en: 'Districts of Rennes' },
  rows: District,
  producer: 'Rennes Métropole',
  licence: 'ODbL-1.0',
  dated: '2014-09-03',
  address: metropole('perimetres-des-45-sous-quartiers-de-la-ville-de-rennes', 'shp'),
  snapshot: 'rennes/sous_quartiers_45.shp',
  map: { id: 'nusquart', name: 'nomsquart', quarter: 'nuquart', insee: 'code_insee' },
  checks: [check.notEmpty(), check.unique(['id']), check.validGeometry({ severity: 'warn' }), check.insideTerritory()],
  publish,
})

const PriorityDistrict = table('priority_district', {
  code: text({ title: { fr: 'Code', en: 'Code' }, role: 'id' }),
  name,
  commune: text({ title: { fr: 'Commune', en: 'Commune' } }),
  area,
})

export const priorityDistricts = geojson({
  name: 'priority_districts',
  title: { fr: 'Quartiers prioritaires de la politique de la ville', en: 'Priority districts of urban policy' },
  rows: PriorityDistrict,
  producer: 'Agence nationale de la cohésion des territoires',
  licence: 'etalab-2.0',
  dated: '2015/2023',
  address:
    'https://public.opendatasoft.com/api/explore/v2.1/catalog/datasets/quartiers-prioritaires-de-la-politique-de-la-ville-qpv/exports/geojson?refine=commune_qp%3ARennes',
  snapshot: 'rennes/qpv_rennes.geojson',
  map: { code: 'code_qp', name: 'nom_qp', commune: 'commune_qp' },
  checks: [
    check.notEmpty(),
    check.unique(['code']),
    check.matches('code', /QP035\d{3}/),
    check.validGeometry({ severity: 'warn' }),
    check.insideTerritory(),
  ],
  publish: { ...publish, theme: 'society' },
})
