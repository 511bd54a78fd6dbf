import type { AssetRef, Process } from '../../src/kernel/index.ts'
import { bikeForecastProcess } from './processes/bike-forecast.ts'
import { peopleNearStopsProcess } from './processes/people-near-stops.ts'
import { stopsNearPointProcess } from './processes/stops-near-point.ts'
import type { PopulationCell } from './shapes.ts'
import { BikeHour } from './tables/bikes.ts'
import { StopFrequency } from './tables/transit.ts'

/** The assets of this pack that its processes read. */
const hourly: AssetRef<typeof BikeHour> = { name: 'bike_hourly', rows: BikeHour }
const stops: AssetRef<typeof StopFrequency> = { name: 'transit_stop_frequency', rows: StopFrequency }

/** What anybody may ask of the models of this pack, with the parameters of the territory as defaults. */
export const mobilityProcesses = (
  { population }: { population: AssetRef<typeof PopulationCell> },
  tuned: { reach: number; frequent: number; profile_weeks: number; level_days: number },
): readonly Process[] => [
  peopleNearStopsProcess({ stops, population }, tuned),
  stopsNearPointProcess(stops, tuned),
  bikeForecastProcess(hourly, tuned),
]
