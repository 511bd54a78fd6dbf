import { PopulationCell } from '../../../packs/mobility/shapes.ts'
import { geojson } from '../../../src/connect/index.ts'
import { check, geometry, nullable, number, type Publish, table, text } from '../../../src/kernel/index.ts'
import { cellName } from '../cell.ts'

const publish: Omit<Publish, 'licence'> = {
  access: 'open',
  theme: 'society',
  keywords: [
    { fr: 'population', en: 'population' },
    { fr: 'carroyage', en: 'grid' },
  ],
}

/** Inhabitants by square of 200 m. */
export const population = geojson({
  name: 'population_200m',
  title: { fr: 'Population au carreau de 200 m', en: 'Population by square of 200 m' },
  description: {
    fr: 'Carroyage de l’Insee sur Rennes Métropole ; les carreaux sans habitant n’y sont pas.',
    en: 'INSEE grid over Rennes Métropole; squares without inhabitants are left out.',
  },
  rows: PopulationCell,
  producer: 'Insee',
  licence: 'etalab-2.0',
  dated: '2010',
  address: 'https://www.insee.fr/fr/statistiques/2520034',
  snapshot: 'rennes/insee_grid_200m_rennes_metropole.geojson',
  map: { cell: (feature) => cellName(feature.geometry, 200), population: 'ind_c' },
  checks: [check.notEmpty(), check.unique(['cell']), check.between('population', 0, 5000), check.insideTerritory()],
  publish: {
    ...publish,
    limits: {
      fr: 'Revenus fiscaux localisés de 2010 : les habitants hors foyers fiscaux manquent, et la métropole a grandi depuis.',
      en: 'Localised tax data of 2010: inhabitants outside tax households are missing, and the metropolis has grown since.',
    },
  },
})

const people = (fr: string, en: string) => number({ title: { fr, en }, unit: '{person}' })
const households = (fr: string, en: string) => number({ title: { fr, en }, unit: '{household}' })

const SocialCell = table('social_cell', {
  cell: text({ title: { fr: 'Carreau', en: 'Cell' }, role: 'id' }),
  population: people('Habitants', 'Inhabitants'),
  age_0_3: people('0 à 3 ans', 'Aged 0 to 3'),
  age_4_5: people('4 et 5 ans', 'Aged 4 and 5'),
  age_6_10: people('6 à 10 ans', 'Aged 6 to 10'),
  age_11_17: people('11 à 17 ans', 'Aged 11 to 17'),
  age_18_24: people('18 à 24 ans', 'Aged 18 to 24'),
  age_25_39: people('25 à 39 ans', 'Aged 25 to 39'),
  age_40_54: people('40 à 54 ans', 'Aged 40 to 54'),
  age_55_64: people('55 à 64 ans', 'Aged 55 to 64'),
  age_65_79: people('65 à 79 ans', 'Aged 65 to 79'),
  age_80_more: people('80 ans et plus', 'Aged 80 and more'),
  age_unknown: people('Âge inconnu', 'Age unknown'),
  households: households('Ménages', 'Households'),
  aged: people('65 ans et plus', 'Aged 65 and more'),
  poor: households('Ménages pauvres', 'Poor households'),
  social_housing: number({ title: { fr: 'Logements sociaux', en: 'Social housing' }, unit: '{dwelling}' }),
  income: nullable(
    number({
      title: { fr: 'Revenu moyen (tel que dans l’extrait)', en: 'Mean income (as in the extract)' },
      unit: '{EUR}/a',
    }),
  ),
  square: geometry({ title: { fr: 'Carré', en: 'Square' }, types: ['Polygon', 'MultiPolygon'] }),
})

/** Age, poverty, income and social housing by square of 1 km, over Ille-et-Vilaine: wider than the territory. */
export const social = geojson({
  name: 'social_1km',
  title: { fr: 'Âges, revenus et logement au carreau de 1 km', en: 'Ages, income and housing by square of 1 km' },
  rows: SocialCell,
  producer: 'Insee (Filosofi)',
  licence: 'etalab-2.0',
  dated: '2015',
  address: 'https://www.insee.fr/fr/statistiques/4176293',
  snapshot: 'rennes/insee_grid_1km_35.geojson',
  map: {
    cell: (feature) => cellName(feature.geometry, 1000),
    population: 'pop_carr',
    age_0_3: 'ind_0_3',
    age_4_5: 'ind_4_5',
    age_6_10: 'ind_6_10',
    age_11_17: 'ind_11_17',
    age_18_24: 'ind_18_24',
    age_25_39: 'ind_25_39',
    age_40_54: 'ind_40_54',
    age_55_64: 'ind_55_64',
    age_65_79: 'ind_65_79',
    age_80_more: 'ind_80p',
    age_unknown: 'ind_inc',
    households: 'men',
    aged: (feature) => Number(feature.properties.ind_65_79) + Number(feature.properties.ind_80p),
    poor: 'men_pauv',
    social_housing: 'log_soc',
    income: 'revenu',
  },
  checks: [check.notEmpty(), check.unique(['cell']), check.between('population', 0, 50_000)],
  publish: {
    ...publish,
    limits: {
      fr: 'Sous onze ménages l’Insee approche les valeurs d’un carreau pour protéger les personnes. Millésime supposé : l’instantané ne le dit pas.',
      en: 'Below eleven households INSEE approximates the values of a square to protect people. Year assumed: the snapshot does not say it.',
    },
  },
})
