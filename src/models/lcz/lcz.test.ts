import { describe, expect, test } from 'vitest'
import {
  type BuiltType,
  builtTypes,
  type Covers,
  type CoverType,
  classify,
  coverTypes,
  knownShare,
  lczTypes,
  nearestBuilt,
  nearestCover,
  type Properties,
  type Property,
  ranges,
  scales,
  weights,
} from './index.ts'

const bare: Covers = { building: 0, tree: 0, shrub: 0, low: 0, paved: 0, bare: 0, water: 0, unknown: 0 }

/** The middle of each range; half as much again beyond the only limit of an open one. */
function middle(type: BuiltType | CoverType): Properties {
  const of = ([low, high]: readonly [number, number]) => (high === Infinity ? low * 1.5 : (low + high) / 2)
  return Object.fromEntries(Object.entries(ranges[type]).map(([property, range]) => [property, of(range)])) as never
}

describe('the table', () => {
  test('has seven ranges for each of seventeen types, shares within 0 and 1', () => {
    expect(Object.keys(ranges).length).toBe(17)
    for (const of of Object.values(ranges))
      for (const [property, [low, high]] of Object.entries(of)) {
        expect(low).toBeLessThanOrEqual(high)
        if (['skyView', 'building', 'impervious', 'pervious'].includes(property)) expect(high).toBeLessThanOrEqual(1)
      }
  })

  test('the middles of built, impervious and pervious shares can make a whole', () => {
    // Each type must be possible: its least shares sum to at most 1, its largest to at least 1.
    for (const type of builtTypes) {
      const { building, impervious, pervious } = ranges[type]
      expect(building[0] + impervious[0] + pervious[0]).toBeLessThanOrEqual(1)
      expect(building[1] + impervious[1] + pervious[1]).toBeGreaterThanOrEqual(1)
    }
  })

  test('values copied from the paper are where they should be', () => {
    expect(ranges[5]).toEqual({
      skyView: [0.5, 0.8],
      aspectRatio: [0.3, 0.75],
      building: [0.2, 0.4],
      impervious: [0.3, 0.5],
      pervious: [0.2, 0.4],
      height: [10, 25],
      roughness: [5, 6],
    })
    expect([ranges.A.roughness, ranges[9].pervious, ranges[1].height]).toEqual([
      [8, 8],
      [0.6, 0.8],
      [25, Infinity],
    ])
  })

  test('each type has a colour of its own and names in both languages', () => {
    const all = Object.values(lczTypes)
    expect(new Set(all.map(({ colour }) => colour)).size).toBe(17)
    for (const { name, colour } of all) {
      expect(name.fr.length * name.en.length).toBeGreaterThan(0)
      expect(colour).toMatch(/^#[0-9a-f]{6}$/)
    }
  })
})

describe('built types', () => {
  test.each(builtTypes)('the middle of the ranges of %s is of that type', (type) => {
    const [first, second] = nearestBuilt(middle(type))
    expect(first).toEqual({ type, distance: 0 })
    expect(classify(middle(type), { ...bare, building: middle(type).building })).toMatchObject({
      type,
      second: second!.type,
      missing: 0,
    })
  })

  test('the distance is that of what is outside the ranges, in standard deviations of their limits', () => {
    // Alone, the weight of a property cancels out.
    expect(nearestBuilt({ building: 0.8 }).find(({ type }) => type === '6')!.distance).toBeCloseTo(
      0.4 / scales.building,
      12,
    )
    // The limits of the sky views of types 1 to 10, by hand.
    const limits = [0.2, 0.4, 0.3, 0.6, 0.2, 0.6, 0.5, 0.7, 0.5, 0.8, 0.6, 0.9, 0.2, 0.5, 0.7, 1, 0.8, 1, 0.6, 0.9]
    const mean = limits.reduce((a, b) => a + b) / 20
    expect(scales.skyView).toBeCloseTo(Math.sqrt(limits.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 20), 12)
  })

  test('the further a value is outside a range, the greater the distance', () => {
    const distance = (height: number) =>
      nearestBuilt({ ...middle('6'), height }).find(({ type }) => type === '6')!.distance
    const seen = [10, 12, 15, 25, 60].map(distance)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen[0]).toBe(0)
  })

  test('taller buildings turn low-rise into midrise into high-rise', () => {
    const types = [5, 17, 40].map((height) => nearestBuilt({ ...middle('6'), height })[0]!.type)
    expect(types).toEqual(['6', '5', '4'])
  })

  test('units are those of the table: metres and shares', () => {
    // Percentages and centimetres would be far from everything.
    expect(nearestBuilt({ ...middle('6'), building: 30 })[0]!.distance).toBeGreaterThan(10)
    expect(nearestBuilt({ ...middle('6'), height: 650 }).find(({ type }) => type === '6')!.distance).toBeGreaterThan(10)
  })

  test('a property that is not known is passed over, counted, and makes the result less certain', () => {
    const covers = { ...bare, building: 0.3 }
    const whole = classify(middle('6'), covers, ['7', '10'])!
    const part = classify({ ...middle('6'), impervious: null, pervious: undefined }, covers, ['7', '10'])!
    expect([whole.missing, part.missing, part.type, part.distance]).toEqual([0, 2, '6', 0])
    expect(part.certainty).toBeLessThan(whole.certainty)
    expect(knownShare({ ...middle('6'), impervious: null, pervious: null })).toBeCloseTo(1 - 2 / 127.25, 2)
  })

  test('too little is known for a type: none is given', () => {
    const covers = { ...bare, building: 0.3 }
    expect(classify({ building: 0.3, height: 8 }, covers)).toMatchObject({ missing: 5 })
    expect(classify({ building: 0.3, roughness: 6, impervious: 0.3 }, covers)).toBeUndefined()
    expect(classify({ building: null, height: 8 }, bare)).toBeUndefined()
    expect(classify({}, bare)).toBeUndefined()
  })

  test('types left out are not given, first or second', () => {
    const list = nearestBuilt(middle('10'), ['7', '10']).map(({ type }) => type)
    expect(list.length).toBe(8)
    expect(list).not.toContain('10')
    expect(list[0]).toBe('6')
  })

  test('certainty falls towards the limit of two types and is the same on both sides', () => {
    // A share of pervious ground that suits both.
    const at = (height: number) =>
      classify({ ...middle('6'), pervious: 0.35, height }, { ...bare, building: 0.3 }, ['7', '10'])!
    const [deep, near, limit, over] = [5, 9, 10, 11].map(at)
    expect(deep!.certainty).toBeGreaterThan(near!.certainty)
    expect(near!.certainty).toBeGreaterThan(limit!.certainty)
    expect(limit!.certainty).toBeLessThan(0.1)
    expect([near!.type, near!.second]).toEqual(['6', '5'])
    expect([over!.type, over!.second]).toEqual(['5', '6'])
    for (const { certainty } of [deep!, near!, limit!, over!]) {
      expect(certainty).toBeGreaterThanOrEqual(0)
      expect(certainty).toBeLessThanOrEqual(1)
    }
  })

  test('the weights are those said', () =>
    expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(23.5))
})

describe('types of land cover', () => {
  const canonical: Readonly<Record<CoverType, Partial<Covers>>> = {
    A: { tree: 0.95, low: 0.05 },
    B: { tree: 0.4, low: 0.6 },
    C: { shrub: 0.8, low: 0.18, tree: 0.02 },
    D: { low: 0.97, paved: 0.03 },
    E: { paved: 0.95, low: 0.05 },
    F: { bare: 0.9, low: 0.1 },
    G: { water: 0.95, low: 0.05 },
  }

  test.each(coverTypes)('what %s is made of is of that type', (type) => {
    const found = classify({ building: 0.02 }, { ...bare, building: 0.02, ...canonical[type] })!
    expect([found.type, found.distance]).toEqual([type, 0])
  })

  test('below a tenth of buildings the covers decide, from there on the form', () => {
    const covers = (building: number) => ({ ...bare, building, low: 1 - building })
    expect(classify({ ...middle('9'), building: 0.099 }, covers(0.099))!.type).toBe('D')
    expect(classify({ ...middle('9'), building: 0.1 }, covers(0.1))!.type).toBe('9')
  })

  test('ground of which nothing is said counts as low plants, and is half of the certainty', () => {
    const said = classify({ building: 0 }, { ...bare, low: 1 })!
    const unsaid = classify({ building: 0 }, { ...bare, unknown: 1 })!
    expect([said.type, unsaid.type]).toEqual(['D', 'D'])
    expect(unsaid.certainty).toBeCloseTo(said.certainty / 2, 12)
  })

  test('more trees turn low plants into scattered, then dense trees', () => {
    const types = [0.02, 0.2, 0.6, 0.9].map((tree) => nearestCover({ ...bare, tree, low: 1 - tree })[0]!.type)
    expect(types).toEqual(['D', 'B', 'B', 'A'])
  })

  test('the greatest cover wins where none has half', () => {
    expect(nearestCover({ ...bare, water: 0.4, low: 0.35, paved: 0.25 })[0]!.type).toBe('G')
    expect(nearestCover({ ...bare, paved: 0.45, bare: 0.3, low: 0.25 })[0]!.type).toBe('E')
  })

  test('a place all built has no type of cover', () => expect(nearestCover({ ...bare, building: 1 })).toEqual([]))
})

test('every property of the table has a weight and a scale', () => {
  for (const property of Object.keys(ranges[1]) as Property[]) {
    expect(weights[property]).toBeGreaterThan(0)
    expect(scales[property]).toBeGreaterThan(0)
  }
})
