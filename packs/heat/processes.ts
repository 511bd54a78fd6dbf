import type { AssetRef, Process, Table } from '../../src/kernel/index.ts'
import type { Frame } from './frame.ts'
import { HeatHour } from './maps/tables.ts'
import type { Tuned } from './parameters.ts'
import { heatWhatIfProcess } from './processes/what-if.ts'

/** The assets of this pack that its processes read. */
const cells: Table = { name: 'file', columns: {}, key: [] }
const surface: AssetRef = { name: 'heat_surface', rows: cells }
const day: AssetRef<typeof HeatHour> = { name: 'heat_day', rows: HeatHour }

/** What anybody may ask of the models of this pack, on the day of its maps. */
export const heatProcesses = (frame: Frame, tuned: Tuned): readonly Process[] => [
  heatWhatIfProcess({ surface, day }, frame, tuned),
]
