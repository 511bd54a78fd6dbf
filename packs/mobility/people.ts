import {
  type AssetRef,
  asset,
  check,
  type InputTable,
  type Making,
  type Position,
  type Publish,
  projector,
  type RowOf,
  sql,
} from '../../src/kernel/index.ts'
import { areaShare, nearAny, type Point, type Rings } from '../../src/models/reach/index.ts'
import { PopulationCell } from './shapes.ts'
import { PeopleNearStops, TransitAccess } from './tables/people.ts'
import { StopFrequency } from './tables/transit.ts'
import { transitPublish } from './transit.ts'

/** Samples a side of a cell: 20 gives one every 10 m in a cell of 200 m. */
const SAMPLES = 20

const publish: Publish = {
  ...transitPublish,
  keywords: [...(transitPublish.keywords ?? []), { fr: 'accessibilité', en: 'accessibility' }],
  limits: {
    fr: 'Distance à vol d’oiseau, sans rues ni coupures : la marche réelle est plus longue. Les habitants sont supposés répartis également dans leur carreau. Horaires et population n’ont pas la même date.',
    en: 'Straight-line distance, without streets or barriers: the real walk is longer. Inhabitants are taken as evenly spread in their cell. Timetable and population are not of the same date.',
  },
}

/** People within reach of a frequent stop, by cell of the population grid and in all. */
export function peopleAssets(
  input: { stops: AssetRef<typeof StopFrequency>; population: AssetRef<typeof PopulationCell> },
  { reach, frequent }: { reach: number; frequent: number },
) {
  const cells = asset({
    name: 'people_near_frequent_stops',
    title: { fr: 'Habitants près d’un arrêt fréquent', en: 'People near a frequent stop' },
    description: {
      fr: `Part de chaque carreau à moins de ${reach} m d’un arrêt d’au moins ${frequent} départs par heure, et habitants correspondants.`,
      en: `Share of each cell within ${reach} m of a stop with at least ${frequent} departures an hour, and the inhabitants it stands for.`,
    },
    from: input,
    rows: PeopleNearStops,
    code: import.meta.url,
    checks: [check.notEmpty(), check.unique(['cell']), check.between('share', 0, 1), check.between('people', 0, 1e6)],
    publish,
    make: async function* ({ stops, population }, run) {
      const served = (await stops.all()).filter((stop) => stop.frequent)
      yield* peopleNear(served, population, reach, run)
    },
  })

  const access = asset({
    name: 'transit_access',
    title: { fr: 'Accès aux transports fréquents', en: 'Access to frequent public transport' },
    from: { cells, stops: input.stops },
    rows: TransitAccess,
    code: import.meta.url,
    checks: [check.notEmpty(), check.between('share', 0, 1)],
    publish,
    make: ({ cells, stops }) => sql`
      select round(sum(population), 1) as population, round(sum(people), 1) as people,
        round(sum(people) / sum(population), 4) as share,
        (select count(*) from ${stops} where frequent) as frequent_stops,
        ${reach}::double as reach, ${frequent}::double as frequency
      from ${cells} having sum(population) > 0`,
  })

  return [cells, access]
}

/**
 * The share of each cell within `reach` metres of one of the stops, in a straight line, and the inhabitants it stands for,
 * taken as evenly spread. Distances are measured in the CRS of the services of the territory.
 */
export async function* peopleNear(
  stops: readonly Pick<RowOf<typeof StopFrequency>, 'geometry'>[],
  population: InputTable<typeof PopulationCell>,
  reach: number,
  run: Pick<Making, 'territory' | 'progress'>,
): AsyncGenerator<RowOf<typeof PeopleNearStops>[]> {
  const toMetres = projector(PopulationCell.columns.square.crs ?? 'EPSG:4326', run.territory.crs)
  const stopToMetres = projector(StopFrequency.columns.geometry.crs ?? 'EPSG:4326', run.territory.crs)
  const near = nearAny(
    stops.flatMap(({ geometry }) => (geometry ? [flat(stopToMetres(geometry.coordinates))] : [])),
    reach,
  )
  let done = 0
  for await (const batch of population.read()) {
    yield batch.map((cell) => {
      const covered = areaShare(ringsOf(cell.square, toMetres), near, SAMPLES)
      return { ...cell, share: covered, people: cell.population * covered }
    })
    done += batch.length
    run.progress(done, population.count)
  }
}

const flat = ([x, y]: Position): Point => [x!, y!]

function ringsOf(square: RowOf<typeof PopulationCell>['square'], toMetres: (p: Position) => Position): Rings[] {
  const polygons = square.type === 'Polygon' ? [square.coordinates] : square.coordinates
  return polygons.map((rings) => rings.map((ring) => ring.map((position) => flat(toMetres(position)))))
}
