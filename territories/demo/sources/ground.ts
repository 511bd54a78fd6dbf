import { check, type RowOf, type Source } from '../../../src/kernel/index.ts'
import { LandCover, ReliefPoint } from '../shapes.ts'
import { synthetic } from '../synthetic.ts'
import { groundOf } from '../town/land.ts'
import { area, densify, type Point } from '../town/polygon.ts'
import type { Site } from '../town/site.ts'
import type { Town } from '../town/town.ts'

/** Spacing of the relief points in metres. */
export const RELIEF_STEP = 20

/** Relief points in Lambert-93: the centres of a grid that begins at the south-west corner of the bounds. */
function* reliefPoints(site: Site): Generator<RowOf<typeof ReliefPoint>> {
  const [west, south, east, north] = site.metres
  for (let j = 0; south + (j + 1) * RELIEF_STEP <= north; j++)
    for (let i = 0; west + (i + 1) * RELIEF_STEP <= east; i++) {
      const at: Point = [west + (i + 0.5) * RELIEF_STEP, south + (j + 0.5) * RELIEF_STEP]
      yield {
        id: `${i}_${j}`,
        easting: at[0],
        northing: at[1],
        elevation: Math.round(site.elevation(site.unbend(at)) * 100) / 100,
        location: { type: 'Point', coordinates: site.geographic(at) },
      }
    }
}

export const reliefSource = (town: Town): Source<typeof ReliefPoint> =>
  synthetic(town, {
    name: 'relief_points',
    title: { fr: 'Points de relief de Valmorne', en: 'Relief points of Valmorne' },
    description: { fr: 'Altitude du sol tous les 20 m.', en: 'Ground elevation every 20 m.' },
    rows: ReliefPoint,
    code: import.meta.url,
    checks: [check.notEmpty(), check.between('elevation', 0, 400), check.insideTerritory()],
    publish: { access: 'open', theme: 'environment' },
    make: () => reliefPoints(town.site),
  })

export const landCoverSource = (town: Town): Source<typeof LandCover> =>
  synthetic(town, {
    name: 'land_cover',
    title: { fr: 'Occupation du sol de Valmorne', en: 'Land cover of Valmorne' },
    description: {
      fr: 'Îlots de la ville et parcelles de la campagne, jusqu’à l’axe des rues.',
      en: 'Blocks of the town and parcels of the country, up to the axis of the streets.',
    },
    rows: LandCover,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.validGeometry(), check.insideTerritory()],
    publish: { access: 'open', theme: 'environment' },
    *make() {
      const { plan, uses, site } = town
      for (const [i, block] of plan.blocks.entries())
        yield {
          id: `I${i}`,
          use: uses[i]!,
          class: groundOf[uses[i]!],
          surface: Math.round(area(block.corners)),
          area: site.polygon(densify([...block.corners, block.corners[0]!], 25).slice(0, -1)),
        }
    },
  })
