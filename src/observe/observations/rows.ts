import type { Row } from '../../lake/index.ts'
import type { Json, Observation, Result } from '../types.ts'
import type { Place } from './order.ts'

/** Columns of an observation, the same in the table and in the files. */
export const columns = [
  'id',
  'datastream',
  'phenomenon_start',
  'phenomenon_end',
  'result_time',
  'valid_start',
  'valid_end',
  'number',
  'result',
  'quality',
  'parameters',
  'foi',
  'source',
  'frame',
] as const

/** A row of either. */
export interface Kept {
  readonly id: number
  readonly datastream: number
  readonly phenomenon_start: Date
  readonly phenomenon_end: Date | null
  readonly result_time: Date | null
  readonly valid_start: Date | null
  readonly valid_end: Date | null
  readonly number: number | null
  readonly result: unknown
  readonly quality: unknown
  readonly parameters: unknown
  readonly foi: number | null
  readonly source: string | null
  readonly frame: number | null
}

/** What the lake gives is one: the shape of its files says so. */
export const keptOf = (row: Row) => row as unknown as Kept

export const placeOf = (row: Kept): Place => ({
  start: row.phenomenon_start.getTime(),
  source: row.source,
  id: row.id,
})

export const toObservation = (row: Kept): Observation => ({
  id: row.id,
  datastream: row.datastream,
  phenomenonStart: row.phenomenon_start,
  phenomenonEnd: row.phenomenon_end,
  resultTime: row.result_time,
  validStart: row.valid_start,
  validEnd: row.valid_end,
  result: row.number ?? ((row.result ?? null) as Result),
  quality: row.quality ?? null,
  parameters: (row.parameters ?? null) as Json | null,
  foi: row.foi,
  source: row.source,
  frame: row.frame,
})
