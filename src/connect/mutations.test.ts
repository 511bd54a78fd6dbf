import { expect, test } from 'vitest'
import { OrchestraError, type Source, type Table } from '../kernel/index.ts'
import { mutated } from './testing/mutate.ts'
import { fileOf, readAll } from './testing/run.ts'
import { type Sample, samples } from './testing/samples.ts'

// A seed decides a mutation: raise this by hand to search longer.
const SEEDS = Number(process.env.ORCHESTRA_MUTATIONS ?? 21)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (v) => typeof v === 'string',
  integer: (v) => Number.isSafeInteger(v),
  number: (v) => Number.isFinite(v),
  boolean: (v) => typeof v === 'boolean',
  instant: (v) => v instanceof Date && Number.isFinite(v.getTime()),
  date: (v) => typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v),
  json: (v) => v !== undefined,
  geometry: (v) => typeof v === 'object' && v !== null && 'type' in v,
}

/** Fails unless each row holds what its shape says. */
function verifyRows(shape: Table, rows: readonly object[]): void {
  for (const row of rows) {
    const values = row as Record<string, unknown>
    expect(Object.keys(values).sort()).toEqual([...Object.keys(shape.columns), '_row'].sort())
    for (const [name, column] of Object.entries(shape.columns)) {
      const value = values[name]
      if (!(value === null ? column.nullable : types[column.column]!(value)))
        throw new Error(`${name} is not ${column.column}: ${JSON.stringify(value)}`)
    }
  }
}

async function outcome(source: Source, name: string, bytes: Uint8Array) {
  try {
    const { rows, rejected } = await readAll(source, fileOf(name, bytes))
    verifyRows(source.rows, rows)
    for (const { place, reason } of rejected) expect(place && reason.fr && reason.en).toBeTruthy()
    return 'rows'
  } catch (error) {
    if (!(error instanceof OrchestraError)) throw error
    expect(error.code).toMatch(/^[a-z]+\.[a-z-]+$/)
    expect(error.say.fr && error.say.en && error.place).toBeTruthy()
    return error.code
  }
}

const run = (about: string, body: (sample: Sample) => Promise<void>) =>
  test.each(samples.map((s) => [s.kind, s] as const))(`%s: ${about}`, (_, sample) => body(sample), 60_000)

run('a valid file gives all its rows', async ({ source, name, bytes, rows }) => {
  const read = await readAll(source, fileOf(name, bytes))
  expect(read.rejected).toEqual([])
  verifyRows(source.rows, read.rows)
  expect(read.rows.map((row) => row._row)).toEqual(Array.from({ length: rows }, (_, i) => i + 1))
})

run(
  'whatever happens to the file, the outcome is rows, rejections or a named error',
  async ({ source, name, bytes }) => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const mutation = mutated(bytes, seed)
      try {
        await outcome(source, name, mutation.bytes)
      } catch (error) {
        throw new Error(`seed ${seed}, ${mutation.what}: ${(error as Error).stack}`)
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  },
)
