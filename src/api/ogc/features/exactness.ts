import type { Sql } from '../../../kernel/index.ts'
import type { CompiledFilter, ExactTest, Tested } from '../cql2/index.ts'

/** What SQL leaves to decide on the rows it finds, for several filters at once. */
export interface Tests {
  readonly isNeeded: boolean
  /** Columns that each row must bring. */
  readonly geometries: readonly string[]
  /** Booleans that each row must bring, as doubles under these names. */
  readonly outputs: readonly { readonly name: string; readonly sql: Sql }[]
  passes(row: Tested): boolean
  free(): void
}

/** Prepares the exact tests of filters. Throws `cql2.geometry`. To be freed. */
export async function openTests(filters: readonly CompiledFilter[]): Promise<Tests> {
  const opened: { readonly test: ExactTest; readonly names: ReadonlyMap<string, string> }[] = []
  const outputs: { name: string; sql: Sql }[] = []
  const geometries = new Set<string>()
  const free = () => {
    for (const { test } of opened.splice(0)) test.free()
  }
  try {
    for (const [i, { exact }] of filters.entries()) {
      if (!exact) continue
      // Each plan counts its outputs from zero: together they need names of their own.
      const names = new Map(exact.outputs.map(({ name }) => [name, `${name}_${i}`]))
      for (const output of exact.outputs) outputs.push({ name: names.get(output.name)!, sql: output.sql })
      for (const name of exact.geometries) geometries.add(name)
      opened.push({ test: await exact.open(), names })
    }
  } catch (error) {
    free()
    throw error
  }
  return {
    isNeeded: opened.length > 0,
    geometries: [...geometries],
    outputs,
    passes: ({ geometry, flag }) =>
      opened.every(({ test, names }) => test.passes({ geometry, flag: (name) => flag(names.get(name)!) })),
    free,
  }
}
