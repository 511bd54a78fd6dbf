import { beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../packs/mobility/testing/build.ts'
import { segmentIn, WalkabilityCell } from '../../packs/walkability/tables.ts'
import type { RowOf } from '../../src/kernel/index.ts'
import territory from './territory.ts'
import { absent, snapshot } from './testing.ts'

// The real streets, services, stops and squares of Rennes, without the maps of heat of its campuses: their parts do not count there.

const use = territory.use.map((one) => {
  if (!['walkability', 'cool-routes'].includes(one.pack.id)) return one
  const { surface: _, comfort: __, utci: ___, ...inputs } = one.inputs
  return { ...one, inputs }
})

type Segment = RowOf<ReturnType<typeof segmentIn>>
let segments: Segment[]
let cells: RowOf<typeof WalkabilityCell>[]

describe.skipIf(absent)('walking in Rennes', () => {
  beforeAll(async () => {
    const built = await build({ ...territory, use }, snapshot, ['walkability_cells'])
    segments = await built.rows('walkability_segments', segmentIn('EPSG:3948'))
    cells = await built.rows('walkability_cells', WalkabilityCell)
  }, 120_000)

  const middling = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
  const named = (name: string) => {
    const found = segments.flatMap((one) => (one.name === name && one.index !== null ? [one.index] : []))
    expect(found.length, name).toBeGreaterThan(0)
    return middling(found)
  }

  test('a street of the old town is good to walk, a road to the ring is not', () => {
    for (const street of ['Rue Saint-Georges', 'Place de la Mairie', 'Rue Hoche'])
      expect(named(street)).toBeGreaterThan(75)
    for (const road of ['Route de Lorient', 'Chemin de la Prévalaye']) expect(named(road)).toBeLessThan(30)
  })

  test('every segment that hangs with the others has an index, made of what is known here: no slope, no coolness', () => {
    expect(segments.length).toBeGreaterThan(5000)
    const known = segments.filter(({ index }) => index !== null)
    expect(known.length / segments.length).toBeGreaterThan(0.9)
    expect(known.every((one) => one.slope === null && one.comfort === null)).toBe(true)
    for (const { known: share } of known) expect(share).toBeCloseTo(7 / 9, 9)
  })

  test('the squares are those of INSEE; more people live where it is good to walk, as cities are', () => {
    expect(cells).toHaveLength(6772)
    const known = cells.filter(({ index }) => index !== null)
    expect(known.length).toBeGreaterThan(700)
    const people = (from: number, to: number) =>
      middling(known.flatMap(({ index, population }) => (index! >= from && index! < to ? [population!] : [])))
    expect(people(60, 101)).toBeGreaterThan(3 * people(0, 40))
  })
})
