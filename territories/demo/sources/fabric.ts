import { check, type Source } from '../../../src/kernel/index.ts'
import { Building, District, Street, Tree } from '../shapes.ts'
import { synthetic } from '../synthetic.ts'
import { buildingsOf } from '../town/buildings.ts'
import { densify, middle } from '../town/polygon.ts'
import { axisOf, streetKinds } from '../town/streets.ts'
import type { Town } from '../town/town.ts'
import { parkTrees, rowTrees } from '../town/trees.ts'

export const districtSource = (town: Town): Source<typeof District> =>
  synthetic(town, {
    name: 'districts',
    title: { fr: 'Quartiers de Valmorne', en: 'Districts of Valmorne' },
    rows: District,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.validGeometry(), check.insideTerritory()],
    publish: { access: 'open', theme: 'regions' },
    make: () =>
      town.plan.quarters.map(({ name, corners }, i) => ({
        id: `Q${i}`,
        name,
        outline: town.site.polygon(densify([...corners, corners[0]!], 25).slice(0, -1)),
      })),
  })

export const streetSource = (town: Town): Source<typeof Street> =>
  synthetic(town, {
    name: 'streets',
    title: { fr: 'Rues de Valmorne', en: 'Streets of Valmorne' },
    description: {
      fr: 'Tronçons entre deux carrefours, numérotés : un réseau d’un seul tenant.',
      en: 'Sections between two numbered junctions: a network in one piece.',
    },
    rows: Street,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.between('length', 0.1, 20_000), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    *make() {
      for (const street of town.streets) {
        const { width, limit } = streetKinds[street.class]
        yield {
          id: `R${street.id}`,
          name: street.name,
          class: street.class,
          width,
          speed_limit: limit,
          length: Math.round(street.length * 10) / 10,
          from_node: street.from,
          to_node: street.to,
          line: town.site.line(axisOf(street)),
        }
      }
    },
  })

export const buildingSource = (town: Town): Source<typeof Building> =>
  synthetic(town, {
    name: 'buildings',
    title: { fr: 'Bâtiments de Valmorne', en: 'Buildings of Valmorne' },
    rows: Building,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.unique(['id']),
      check.between('height', 2, 120),
      check.validGeometry(),
      check.insideTerritory(),
    ],
    publish: { access: 'open', theme: 'regions' },
    *make() {
      const { plan, uses, site } = town
      for (const [i, block] of plan.blocks.entries())
        for (const [n, { corners, use, height, storeys, year }] of buildingsOf(plan, block, i, uses[i]!).entries())
          yield {
            id: `B${i}-${n}`,
            use,
            height,
            storeys,
            built: year,
            ground: Math.round(site.elevation(middle(corners)) * 10) / 10,
            footprint: site.polygon(corners),
          }
    },
  })

export const treeSource = (town: Town): Source<typeof Tree> =>
  synthetic(town, {
    name: 'trees',
    title: { fr: 'Arbres publics de Valmorne', en: 'Public trees of Valmorne' },
    rows: Tree,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.between('height', 1, 45), check.insideTerritory()],
    publish: { access: 'open', theme: 'environment' },
    *make() {
      const { plan, uses, streets, site } = town
      const row = (id: string, tree: ReturnType<typeof rowTrees>[number]) => ({
        id,
        scientific_name: tree.scientific,
        common_name: tree.common,
        setting: tree.setting,
        height: tree.height,
        crown: tree.crown,
        deciduous: tree.deciduous,
        location: site.point(tree.at),
      })
      for (const street of streets)
        for (const [n, tree] of rowTrees(plan, street).entries()) yield row(`AR${street.id}-${n}`, tree)
      for (const [i, block] of plan.blocks.entries())
        for (const [n, tree] of parkTrees(plan, block, i, uses[i]!).entries()) yield row(`AP${i}-${n}`, tree)
    },
  })
