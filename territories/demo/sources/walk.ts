import { Refuge, WalkAmenity, WalkWay } from '../../../packs/cool-routes/shapes.ts'
import { check, type Source } from '../../../src/kernel/index.ts'
import { synthetic } from '../synthetic.ts'
import { amenitiesOf, refugesOf } from '../town/amenities.ts'
import { densify } from '../town/polygon.ts'
import type { Town } from '../town/town.ts'
import { walksOf } from '../town/walks.ts'

export const walkWaySource = (town: Town): Source<typeof WalkWay> =>
  synthetic(town, {
    name: 'walk_ways',
    title: { fr: 'Trottoirs, traversées et chemins de Valmorne', en: 'Sidewalks, crossings and paths of Valmorne' },
    rows: WalkWay,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    *make() {
      for (const { line, speed, bridge, ...walk } of walksOf(town))
        yield {
          ...walk,
          sidewalk: null,
          wheelchair: null,
          width: null,
          speed_limit: speed,
          raised: bridge,
          covered: false,
          line: town.site.line(densify(line, 20)),
        }
    },
  })

export const amenitySource = (town: Town): Source<typeof WalkAmenity> =>
  synthetic(town, {
    name: 'amenities',
    title: {
      fr: 'Lieux utiles de Valmorne',
      en: 'Useful places of Valmorne',
    },
    description: {
      fr: 'Bancs, eau potable, toilettes, commerces et services.',
      en: 'Benches, drinking water, toilets, shops and services.',
    },
    rows: WalkAmenity,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory()],
    publish: { access: 'open', theme: 'transport' },
    *make() {
      for (const { at, ...amenity } of amenitiesOf(town))
        yield { ...amenity, hours: null, location: town.site.point(at) }
    },
  })

export const refugeSource = (town: Town): Source<typeof Refuge> =>
  synthetic(town, {
    name: 'refuges',
    title: {
      fr: 'Parcs, bois, rivière, église et bibliothèque de Valmorne',
      en: 'Parks, woods, river, church and library of Valmorne',
    },
    rows: Refuge,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['id']), check.insideTerritory()],
    publish: { access: 'open', theme: 'environment' },
    *make() {
      for (const { ring, ...refuge } of refugesOf(town))
        yield { ...refuge, hours: null, place: town.site.polygon(ring) }
    },
  })
