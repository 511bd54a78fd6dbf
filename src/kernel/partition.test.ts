import { expect, test } from 'vitest'
import {
  indexOfKey,
  inputRange,
  inputRanges,
  keyOfIndex,
  partitionAt,
  partitionRange,
  type TilePartitions,
  type TimePartitions,
} from './partition.ts'

const now = new Date('2024-03-15T10:30:00Z')

test('keys and numbers are two names of one partition', () => {
  for (const [by, key] of [
    ['year', '2023'],
    ['month', '2024-12'],
    ['month', '1969-01'],
    ['day', '2024-02-29'],
    ['day', '1965-07-14'],
    ['hour', '2024-03-31T02'],
  ] as const)
    expect(keyOfIndex(by, indexOfKey(by, key))).toBe(key)
  expect(() => indexOfKey('day', '2024-1-1')).toThrow(/2023-01-31/)
})

test('an open cut ends with the last complete partition', () => {
  const keys = (p: TimePartitions) => {
    const [from, to] = partitionRange(p, now)
    return [keyOfIndex(p.by, from), keyOfIndex(p.by, to - 1)]
  }
  expect(keys({ by: 'day', from: '2024-03-01' })).toEqual(['2024-03-01', '2024-03-14'])
  expect(keys({ by: 'hour', from: '2024-03-15T00' })).toEqual(['2024-03-15T00', '2024-03-15T09'])
  expect(keys({ by: 'year', from: '2022', to: '2023' })).toEqual(['2022', '2023'])
  expect(partitionRange({ by: 'day', from: '2025-01-01' }, now)).toEqual([20089, 20089])
})

test('tiles are numbered from the south-west', () => {
  const grid: TilePartitions = { by: 'tile', crs: 'EPSG:2154', origin: [1000, 2000], size: 100, columns: 3, rows: 2 }
  expect(partitionRange(grid, now)).toEqual([0, 6])
  expect(partitionAt(grid, 4)).toEqual({ index: 4, key: '1_1', bbox: [1100, 2100, 1200, 2200] })
})

test('a partition needs the finer ones inside it and the coarser one around it', () => {
  const day: TimePartitions = { by: 'day', from: '2024-01-01', to: '2024-12-31' }
  const month: TimePartitions = { by: 'month', from: '2024-01', to: '2024-12' }
  const hour: TimePartitions = { by: 'hour', from: '2024-01-01T00', to: '2024-12-31T23' }
  const span = (p: TimePartitions, [from, to]: readonly [number, number]) => [
    keyOfIndex(p.by, from),
    keyOfIndex(p.by, to - 1),
  ]
  expect(span(day, inputRange(month, indexOfKey('month', '2024-02'), day, now))).toEqual(['2024-02-01', '2024-02-29'])
  expect(span(month, inputRange(day, indexOfKey('day', '2024-02-29'), month, now))).toEqual(['2024-02', '2024-02'])
  expect(span(hour, inputRange(day, indexOfKey('day', '2024-02-29'), hour, now))).toEqual([
    '2024-02-29T00',
    '2024-02-29T23',
  ])
  expect(span(day, inputRange(day, indexOfKey('day', '2024-05-05'), day, now))).toEqual(['2024-05-05', '2024-05-05'])
  // Outside what the input has: nothing, not something else.
  const [from, to] = inputRange({ by: 'day', from: '2020-01-01' }, indexOfKey('day', '2020-01-01'), month, now)
  expect(to).toBe(from)
})

test('tiles of one grid match; cuts with nothing in common need everything', () => {
  const grid: TilePartitions = { by: 'tile', crs: 'EPSG:2154', origin: [0, 0], size: 10, columns: 3, rows: 3 }
  expect(inputRange(grid, 5, grid, now)).toEqual([5, 6])
  expect(inputRange(grid, 5, { ...grid, size: 20 }, now)).toEqual([0, 9])
  expect(inputRange({ by: 'year', from: '2023', to: '2024' }, 2023, grid, now)).toEqual([0, 9])
})

test('with a margin, a tile needs those of the same grid around it, and no other', () => {
  const grid: TilePartitions = { by: 'tile', crs: 'EPSG:2154', origin: [0, 0], size: 10, columns: 4, rows: 3 }
  const around = (index: number, margin: number) => inputRanges(grid, index, grid, now, margin)
  expect(around(5, 0)).toEqual([[5, 6]])
  const eight = [
    [0, 3],
    [4, 7],
    [8, 11],
  ]
  expect(around(5, 1)).toEqual(eight)
  expect(around(5, 10)).toEqual(eight)
  // Beyond the grid there is nothing to need.
  expect(around(3, 1)).toEqual([
    [2, 4],
    [6, 8],
  ])
  expect(around(5, 11)).toEqual([
    [0, 4],
    [4, 8],
    [8, 12],
  ])
  expect(inputRanges(grid, 5, { ...grid, size: 20 }, now, 1)).toEqual([[0, 12]])
})

test('a tile is needed by those that it needs', () => {
  const grid: TilePartitions = { by: 'tile', crs: 'EPSG:2154', origin: [0, 0], size: 10, columns: 5, rows: 4 }
  const all = Array.from({ length: 20 }, (_, i) => i)
  for (const margin of [3, 10, 15, 25]) {
    const needs = (a: number, b: number) =>
      inputRanges(grid, a, grid, now, margin).some(([from, to]) => from <= b && b < to)
    for (const a of all) for (const b of all) expect(needs(a, b)).toBe(needs(b, a))
  }
})
