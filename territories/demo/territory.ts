import { coolRoutesPack } from '../../packs/cool-routes/pack.ts'
import { walkIn } from '../../packs/cool-routes/refs.ts'
import { heatMaps } from '../../packs/cool-routes/shapes.ts'
import { exposureStyles } from '../../packs/heat/exposure/style.ts'
import { heatPack } from '../../packs/heat/pack.ts'
import { zoneStyles } from '../../packs/heat/zones/style.ts'
import mobility from '../../packs/mobility/pack.ts'
import { sensorsPack } from '../../packs/sensors/pack.ts'
import { sensorHours } from '../../packs/sensors/source.ts'
import { walkabilityPack } from '../../packs/walkability/pack.ts'
import { walkabilityStyles } from '../../packs/walkability/styles.ts'
import { walkabilitySurvey } from '../../packs/walkability/survey.ts'
import { bind, defineTerritory, type Territory } from '../../src/kernel/index.ts'
import { DATASET, sensingOf } from './fleet/sensing.ts'
import { reliefPack } from './relief.ts'
import { noiseSource, particleSource, sensorSource, temperatureSource, weatherSource } from './sources/air.ts'
import { buildingSource, districtSource, streetSource, treeSource } from './sources/fabric.ts'
import { landCoverSource, reliefSource } from './sources/ground.ts'
import { bikeSource, trafficSegmentSource, trafficSource } from './sources/moves.ts'
import { networkSource } from './sources/network.ts'
import { populationSource } from './sources/people.ts'
import { transitSources } from './sources/transit.ts'
import { amenitySource, refugeSource, walkWaySource } from './sources/walk.ts'
import { leakSource, WATER_BOARD } from './sources/water.ts'
import { styles } from './styles.ts'
import { inventAnswersOf } from './town/answers.ts'
import { openTown } from './town/town.ts'

export interface DemoOptions {
  readonly size?: number
  readonly seed?: number
  /** Posts of the network that watches the heat island. Default: 48 for size 1, in proportion to the side of the square. */
  readonly posts?: number
  /** Side of a cell of the heat maps, m. Default: 3, less than half a lane; 5 for a town smaller than size 1, whose maps few look at. */
  readonly cell?: number
}

const note = {
  fr: 'Données inventées : la ville de Valmorne n’existe pas.',
  en: 'Invented data: the town of Valmorne does not exist.',
}

/** The hottest day of the heat wave. */
const HOT_DAY = '2025-07-11'

/** Valmorne, an invented town. `size` 1 is 2 × 2 km; rows are in proportion to it. The same seed gives the same town. */
export function demo({ size = 1, seed = 1, posts: count, cell = size < 1 ? 5 : 3 }: DemoOptions = {}): Territory {
  const town = openTown({ size, seed })
  const relief = reliefSource(town)
  const transit = transitSources(town)
  const [streets, buildings, landCover] = [streetSource(town), buildingSource(town), landCoverSource(town)]
  const [sections, traffic, bikes, people] = [
    trafficSegmentSource(town),
    trafficSource(town),
    bikeSource(town),
    populationSource(town),
  ]
  const [ways, amenities, refuges] = [walkWaySource(town), amenitySource(town), refugeSource(town)]
  const [trees, weather, posts] = [treeSource(town), weatherSource(town), networkSource(town, count)]
  const hours = sensorHours({
    dataset: DATASET,
    producer: 'Ville de Valmorne (inventée)',
    dated: 'en continu',
    access: 'open',
    note,
  })
  const maps = {
    crs: 'EPSG:2154',
    bounds: town.site.metres,
    tile: 1320,
    step: cell,
    licence: 'CC0-1.0',
    note,
  } as const
  const walks = walkIn(maps.crs)
  return defineTerritory({
    id: 'demo',
    title: { fr: 'Valmorne, ville inventée', en: 'Valmorne, an invented town' },
    description: {
      fr: 'Une petite ville de démonstration, calculée à partir d’une graine : aucune de ses données n’est réelle.',
      en: 'A small demonstration town, computed from a seed: none of its data is real.',
    },
    bounds: town.site.bounds,
    crs: 'EPSG:3948',
    timezone: 'Europe/Paris',
    organisation: { name: 'Ville de Valmorne (inventée)' },
    organisations: [
      {
        id: WATER_BOARD,
        name: 'Syndicat des eaux de Valmorne (inventé)',
        kind: 'public',
        summary: 'Le syndicat imaginaire qui tient le réseau d’eau potable de la ville de démonstration.',
      },
    ],
    synthetic: true,
    sensing: sensingOf(town),
    inventedAnswers: [{ survey: walkabilitySurvey.id, make: (rows) => inventAnswersOf(seed, rows) }],
    styles: [
      ...styles({ buildings, streets, landCover, relief }),
      ...zoneStyles,
      ...exposureStyles,
      ...walkabilityStyles(maps.crs),
    ],
    sources: [
      districtSource(town),
      streets,
      buildings,
      trees,
      landCover,
      relief,
      weather,
      sensorSource(town),
      temperatureSource(town),
      noiseSource(town),
      particleSource(town),
      posts,
      sections,
      traffic,
      bikes,
      ...Object.values(transit),
      people,
      leakSource(town),
      ways,
      amenities,
      refuges,
      hours,
    ],
    use: [
      bind(sensorsPack('open'), { inputs: { hours } }),
      bind(reliefPack(town.site), { inputs: { points: relief } }),
      bind(mobility, {
        inputs: {
          traffic,
          traffic_segments: sections,
          bike_counts: bikes,
          stops: transit.stops,
          routes: transit.routes,
          trips: transit.trips,
          stop_times: transit.stopTimes,
          services: transit.services,
          service_dates: transit.serviceDates,
          population: people,
        },
        // Thirteen weeks of counts: a shorter memory than the default, so that five weeks remain to try the forecast on.
        parameters: { profile_weeks: 6, backtest_days: 35 },
      }),
      bind(
        // Cells of 3 m: a ninth of the work of 1 m, and its streets are 7 m wide at least.
        heatPack({ ...maps, day: HOT_DAY, radiation: 'instant' }),
        {
          inputs: {
            buildings,
            trees,
            streets,
            land_cover: landCover,
            ground_points: relief,
            weather,
            temperatures: posts,
            population: people,
          },
          // A whole number of cells of 2, 3 or 5 m.
          parameters: { island_step: 30 },
        },
      ),
      bind(coolRoutesPack(maps), {
        inputs: {
          ways,
          relief: heatMaps.surface,
          surface: heatMaps.surface,
          utci: heatMaps.utci,
          day: heatMaps.day,
          amenities,
          refuges,
          stops: transit.stops,
        },
        // One look a cell or so.
        parameters: { apart: 4 },
      }),
      bind(walkabilityPack({ crs: maps.crs, licence: maps.licence, note }), {
        inputs: {
          edges: walks.edges,
          places: walks.amenities,
          stops: transit.stops,
          parks: walks.coolPlaces,
          comfort: walks.comfort,
          surface: heatMaps.surface,
          population: people,
        },
      }),
    ],
  })
}

export default demo()

/** The town at another scale: what `--size` asks for. */
export const sized = (size: number): Territory => demo({ size })
