import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Position } from '../kernel/index.ts'
import { seeded } from '../kernel/testing/random.ts'
import { type Lake, openLake, type Row } from './index.ts'

/** A lake in a folder of its own, for the tests of a file. */
export function lakeOfTests(): { readonly lake: Lake; readonly folder: string } {
  const made = {} as { lake: Lake; folder: string }
  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'lake-'))
    made.lake = await openLake({ folder: made.folder })
  })
  afterAll(async () => {
    await made.lake.close()
    await rm(made.folder, { recursive: true })
  })
  return made
}

/** Titles where they do not matter. */
export const about = (name: string) => ({ title: { fr: name, en: name } })

export const all = async (rows: AsyncIterable<Row[]>): Promise<Row[]> => (await Array.fromAsync(rows)).flat()

/** Points scattered over the bounds of Rennes Métropole. */
export function scatteredPoints(count: number): { id: number; place: { type: 'Point'; coordinates: Position } }[] {
  const random = seeded(35)
  return Array.from({ length: count }, (_, id) => ({
    id,
    place: { type: 'Point', coordinates: [-1.9 + random() * 0.5, 47.95 + random() * 0.35] },
  }))
}
