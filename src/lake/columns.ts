import {
  BLOB,
  DOUBLE,
  DuckDBBlobValue,
  type DuckDBBlobVector,
  type DuckDBDoubleVector,
  type DuckDBType,
  type DuckDBVarCharVector,
  type DuckDBVector,
  VARCHAR,
} from '@duckdb/node-api'
import type { ColumnFacts } from '../kernel/index.ts'
import { dayNumber } from './days.ts'
import { shown, Unfit } from './unfit.ts'
import { WkbWriter } from './wkb.ts'

/**
 * Takes the values of one column, checked against its facts, and hands them to DuckDB a chunk at a time. A value is put
 * at a place of the chunk; putting again at the same place overwrites, so that a refused row leaves no trace.
 */
export interface ColumnSink {
  /** The type of the staging column. Anything that is a number is staged as a double, NaN standing for missing. */
  readonly type: DuckDBType
  /** Throws Unfit. */
  put(value: unknown, at: number): void
  flush(vector: DuckDBVector, rows: number): void
}

/** What the boxes of geometries are told to: the primary geometry's bbox and place on the curve. */
type GeometrySeen = (writer: WkbWriter, type: string, at: number) => void

/** The sink of a column. `seen` is told of each geometry (and of each missing one, with type ''). */
export function columnSink(facts: ColumnFacts, size: number, seen?: GeometrySeen): ColumnSink {
  switch (facts.column) {
    case 'text':
      return textSink(facts, size, asText)
    case 'json':
      return textSink(facts, size, asJson)
    case 'geometry':
      return geometrySink(facts, size, seen)
    default:
      return numberSink(facts, size, numeric[facts.column])
  }
}

function missing(facts: ColumnFacts): void {
  if (!facts.nullable) throw new Unfit('valeur absente', 'missing value')
}

function numberSink(facts: ColumnFacts, size: number, convert: (value: unknown) => number): ColumnSink {
  const values = new Float64Array(size)
  return {
    type: DOUBLE,
    put(value, at) {
      if (value === null || value === undefined) {
        missing(facts)
        values[at] = Number.NaN
      } else values[at] = convert(value)
    },
    flush: (vector, rows) => flushDoubles(values, vector, rows),
  }
}

/** Copies the first `rows` doubles of a buffer into a vector. */
export function flushDoubles(values: Float64Array, vector: DuckDBVector, rows: number): void {
  const doubles = vector as DuckDBDoubleVector
  for (let i = 0; i < rows; i++) doubles.setItem(i, values[i]!)
  doubles.flush()
}

function textSink(facts: ColumnFacts, size: number, convert: (value: unknown) => string): ColumnSink {
  const values: (string | null)[] = new Array(size).fill(null)
  return {
    type: VARCHAR,
    put(value, at) {
      if (value === null || value === undefined) {
        missing(facts)
        values[at] = null
      } else values[at] = convert(value)
    },
    flush(vector, rows) {
      const texts = vector as DuckDBVarCharVector
      for (let i = 0; i < rows; i++) texts.setItem(i, values[i]!)
      texts.flush()
    },
  }
}

function geometrySink(facts: ColumnFacts, size: number, seen?: GeometrySeen): ColumnSink {
  const writer = new WkbWriter()
  const allowed = new Set<string>((facts.geometryTypes ?? []).flatMap((type) => [type, `${type} Z`]))
  const starts = new Float64Array(size)
  const ends = new Float64Array(size)
  return {
    type: BLOB,
    put(value, at) {
      writer.end = at === 0 ? 0 : ends[at - 1]!
      starts[at] = writer.end
      let type = ''
      if (value === null || value === undefined) missing(facts)
      else {
        type = writer.write(value)
        if (allowed.size > 0 && !allowed.has(type))
          throw new Unfit(
            `géométrie ${type} au lieu de ${facts.geometryTypes!.join(' ou ')}`,
            `geometry ${type} instead of ${facts.geometryTypes!.join(' or ')}`,
          )
      }
      ends[at] = writer.end
      seen?.(writer, type, at)
    },
    flush(vector, rows) {
      const blobs = vector as DuckDBBlobVector
      for (let i = 0; i < rows; i++)
        blobs.setItem(i, ends[i] === starts[i] ? null : new DuckDBBlobValue(writer.slice(starts[i]!, ends[i]!)))
      blobs.flush()
    },
  }
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw expected('un texte', 'a text', value)
  if (!value.isWellFormed()) throw new Unfit('texte Unicode mal formé', 'malformed Unicode text')
  if (value.includes('\0')) throw new Unfit('texte contenant un caractère nul', 'text holding a null character')
  return value
}

function asJson(value: unknown): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch {
    // A cycle or a bigint: said below.
  }
  if (text === undefined) throw expected('une valeur JSON', 'a JSON value', value)
  return text
}

const numeric = {
  integer(value: unknown): number {
    if (Number.isSafeInteger(value)) return value as number
    throw expected('un entier entre -2^53 et 2^53', 'an integer between -2^53 and 2^53', value)
  },
  number(value: unknown): number {
    if (Number.isFinite(value)) return value as number
    throw expected('un nombre fini', 'a finite number', value)
  },
  boolean(value: unknown): number {
    if (value === true) return 1
    if (value === false) return 0
    throw expected('vrai ou faux', 'true or false', value)
  },
  /** Milliseconds since 1970, UTC. */
  instant(value: unknown): number {
    const ms = value instanceof Date ? value.getTime() : Number.NaN
    if (Number.isNaN(ms)) throw expected('un instant (Date)', 'an instant (Date)', value)
    return ms
  },
  /** Days since 1970. */
  date(value: unknown): number {
    const days = typeof value === 'string' ? dayNumber(value) : Number.NaN
    if (Number.isNaN(days)) throw expected('une date AAAA-MM-JJ', 'a date YYYY-MM-DD', value)
    return days
  },
}

const expected = (fr: string, en: string, value: unknown) =>
  new Unfit(`${fr} attendu, reçu « ${shown(value)} »`, `${en} expected, got '${shown(value)}'`)
