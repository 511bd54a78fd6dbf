import { geometry, nullable, number, table, text } from '../../../src/kernel/index.ts'

const both = (fr: string, en: string) => ({ title: { fr, en } })
const degrees = (fr: string, en: string) => nullable(number({ ...both(fr, en), unit: 'Cel' }))
const share = (fr: string, en: string) => number({ ...both(fr, en), unit: '1' })
const people = (fr: string, en: string) => number({ ...both(fr, en), unit: '{person}' })

/** A cell of the population grid, and the heat outdoors where its inhabitants live. */
export const HeatExposure = table('heat_exposure', {
  cell: text({ ...both('Carreau', 'Cell'), role: 'id' }),
  population: people('Habitants', 'Inhabitants'),
  aged: nullable(people('Habitants de 65 ans et plus', 'Inhabitants aged 65 and more')),
  poor: nullable(number({ ...both('Ménages pauvres', 'Poor households'), unit: '{household}' })),
  utci_afternoon: degrees('UTCI moyen dehors, l’après-midi', 'Mean UTCI outdoors, in the afternoon'),
  utci_night: degrees('UTCI moyen dehors, la nuit', 'Mean UTCI outdoors, at night'),
  stressed: nullable(
    share(
      'Part du dehors où le stress est très fort, l’après-midi',
      'Share of the outdoors under very strong stress, in the afternoon',
    ),
  ),
  heat_island: nullable(number({ ...both('Îlot de chaleur nocturne moyen', 'Mean heat island at night'), unit: 'K' })),
  lcz: nullable(text(both('Zone climatique la plus étendue', 'Local climate zone of the greatest extent'))),
  mapped: share('Part du carreau cartographiée', 'Share of the cell that is mapped'),
  rank: share(
    'Rang de chaleur : part des habitants qui vivent dans un carreau moins chaud l’après-midi',
    'Heat rank: share of the inhabitants who live in a cell less hot in the afternoon',
  ),
  method: text({
    ...both('Méthode', 'Method'),
    description: {
      fr: 'Les données dont la ligne est faite : utci (moyenne des mailles hors des bâtiments), heat_island (moyenne des mailles), climate_zones.',
      en: 'The datasets that the row is made from: utci (mean of the cells outside buildings), heat_island (mean of the cells), climate_zones.',
    },
  }),
  square: geometry({ ...both('Carré', 'Square'), types: ['Polygon', 'MultiPolygon'] }),
})

/** A group of people, and the heat where it lives, each cell weighing what of the group lives in it. */
export const HeatGroup = table(
  'heat_exposure_group',
  {
    group: text({
      ...both('Groupe', 'Group'),
      description: {
        fr: 'all (tous les habitants), aged (65 ans et plus), poor (ménages pauvres).',
        en: 'all (all inhabitants), aged (65 and more), poor (poor households).',
      },
    }),
    count: number(both('Effectif, en habitants ou en ménages', 'Number, of inhabitants or of households')),
    unit: text(both('Unité de l’effectif', 'Unit of the number')),
    utci_afternoon: degrees('UTCI moyen dehors, l’après-midi', 'Mean UTCI outdoors, in the afternoon'),
    utci_night: degrees('UTCI moyen dehors, la nuit', 'Mean UTCI outdoors, at night'),
    heat_island: nullable(
      number({ ...both('Îlot de chaleur nocturne moyen', 'Mean heat island at night'), unit: 'K' }),
    ),
    hottest: nullable(
      share(
        'Part du groupe dans les carreaux les plus chauds, qui logent un cinquième des habitants',
        'Share of the group in the hottest cells, which house a fifth of the inhabitants',
      ),
    ),
  },
  { key: ['group'] },
)
