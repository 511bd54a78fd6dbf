import { PopulationCell } from '../../../packs/heat/shapes.ts'
import { check, type Source } from '../../../src/kernel/index.ts'
import { synthetic } from '../synthetic.ts'
import { cellsOf } from '../town/people.ts'
import type { Town } from '../town/town.ts'

export const populationSource = (town: Town): Source<typeof PopulationCell> =>
  synthetic(town, {
    name: 'population_grid',
    title: { fr: 'Habitants de Valmorne par carreau de 200 m', en: 'Inhabitants of Valmorne by 200 m square' },
    rows: PopulationCell,
    code: import.meta.url,
    checks: [
      check.notEmpty(),
      check.unique(['cell']),
      check.between('population', 0, 10_000),
      check.validGeometry(),
      check.insideTerritory(),
    ],
    publish: { access: 'open', theme: 'society' },
    *make() {
      for (const { id, people, aged, poor, corners } of cellsOf(town.plan, town.uses)) {
        const ring = corners.map(town.site.geographic)
        yield {
          cell: id,
          population: people,
          aged,
          poor,
          square: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
        }
      }
    },
  })
