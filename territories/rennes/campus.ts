import { asset, check, definePack, sql } from '../../src/kernel/index.ts'
import { CampusBuilding } from './sources/campus.ts'

/** What the campuses make together, for others to bind. */
export const campusBuildings = { name: 'campus_buildings', rows: CampusBuilding }

/** The buildings of the campuses, from their two files, in one table. */
export const campusPack = definePack({
  id: 'campus',
  title: { fr: 'Campus', en: 'Campuses' },
  description: {
    fr: 'Les bâtiments des campus, de deux fichiers, en une table.',
    en: 'The buildings of the campuses, of two files, in one table.',
  },
  code: import.meta.url,
  inputs: { beaulieu: CampusBuilding, villejean: CampusBuilding },
  parameters: {},
  assets: (from) => [
    asset({
      name: campusBuildings.name,
      title: { fr: 'Bâtiments des campus de Rennes', en: 'Buildings of the campuses of Rennes' },
      description: {
        fr: 'Beaulieu (hauteur au faîte), Villejean et La Harpe (hauteur arrondie à l’étage).',
        en: 'Beaulieu (height to the ridge), Villejean and La Harpe (height rounded to the storey).',
      },
      from,
      rows: CampusBuilding,
      code: import.meta.url,
      checks: [check.notEmpty(), check.between('height', 0, 100, { severity: 'warn' })],
      publish: {
        licence: 'ODbL-1.0',
        access: 'open',
        theme: 'regions',
        limits: {
          fr: 'Deux façons de mesurer. Les bâtiments autour des campus n’y sont pas.',
          en: 'Two ways of measuring. The buildings around the campuses are not in.',
        },
      },
      make: ({ beaulieu, villejean }) => sql`
        select 'beaulieu_' || id as id, name, height, footprint from ${beaulieu}
        union all select 'villejean_' || id as id, name, height, footprint from ${villejean}`,
    }),
  ],
})
