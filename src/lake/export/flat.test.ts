import { expect, test } from 'vitest'
import { bboxOf, type Geometry, reproject } from '../../kernel/index.ts'
import { readWkb, WkbWriter } from '../wkb.ts'
import { flatBox, flatReader } from './flat.ts'
import { turnRing } from './rings.ts'
import { mixed } from './testing.ts'

const geometries = mixed.flatMap(({ shape }) => (shape ? [shape as Geometry] : []))
const high: Geometry = {
  type: 'MultiPolygon',
  coordinates: [[[...square(0), [0, 0, 1]]], [[...square(5), [5, 5, 1]]]],
}

function square(at: number): number[][] {
  return [
    [at, at, 1],
    [at, at + 1, 2],
    [at + 1, at + 1, 3],
  ]
}

function wkbOf(geometry: Geometry): Uint8Array {
  const writer = new WkbWriter()
  writer.write(geometry)
  return writer.slice(0, writer.end).slice()
}

test('positions are those of the geometry, in its order, of every type', () => {
  const read = flatReader()
  for (const geometry of [...geometries, high]) {
    const numbers: number[] = []
    const gather = ({ lists, parts }: ReturnType<typeof read>['flat']): void => {
      for (const list of lists) numbers.push(...list)
      parts.forEach(gather)
    }
    const { flat } = read(wkbOf(geometry))
    gather(flat)
    expect(flat.type).toBe(geometry.type)
    expect(numbers).toEqual(JSON.stringify(geometry).match(/-?\d+/g)?.map(Number) ?? [])
    expect(flatBox(flat)).toEqual(bboxOf(geometry))
  }
})

test('what is moved is moved in the WKB too, and the bytes given are left as they were', () => {
  const move = ([x, y, ...z]: number[]) => [x! + 10, y! * 2, ...z]
  const read = flatReader(move)
  for (const geometry of [...geometries, high]) {
    const given = wkbOf(geometry)
    const { flat, wkb } = read(given)
    const isEmpty = bboxOf(geometry) === undefined
    const expected = isEmpty ? geometry : reproject(geometry, move)
    expect(readWkb(wkb)).toEqual(expected)
    expect(flatBox(flat)).toEqual(bboxOf(expected))
    expect(readWkb(given)).toEqual(geometry)
  }
})

test('a ring turns one way, its heights with it', () => {
  const ring = Float64Array.from([0, 0, 1, 0, 1, 2, 1, 1, 3, 0, 0, 1])
  const before = [...ring]
  turnRing(ring, 3, 'clockwise')
  expect([...ring]).toEqual(before)
  turnRing(ring, 3, 'counterclockwise')
  expect([...ring]).toEqual([0, 0, 1, 1, 1, 3, 0, 1, 2, 0, 0, 1])
})
