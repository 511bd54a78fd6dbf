import { expect, test } from 'vitest'
import { type Bbox, geometry, integer, table } from '../../kernel/index.ts'
import { seeded } from '../../kernel/testing/random.ts'
import { about, lakeOfTests, scatteredPoints } from '../../lake/testing.ts'
import { bytesOfIndex, openBoxIndex } from './box-index.ts'
import { openBoxes } from './boxes.ts'
import type { Snapshot } from './snapshots.ts'

const made = lakeOfTests()

test('a walk meets the rows that meet the box, in order, and passes over the runs it is told to', () => {
  const random = seeded(5)
  for (const rows of [1, 16, 17, 300, 5000]) {
    const boxes = Array.from({ length: rows }, (_, i): Bbox | undefined => {
      const [x, y] = [random() * 100, random() * 100]
      return i % 7 === 3 ? undefined : [x, y, x + random(), y + random()]
    })
    const open = openBoxIndex(rows, false)
    for (const [i, box] of boxes.entries()) if (box) open.put(i, box)
    const index = open.finish()
    for (const asked of [
      [10, 10, 40, 35],
      [0, 0, 200, 200],
      [300, 300, 400, 400],
    ] as Bbox[]) {
      const expected = boxes.flatMap((box, i) =>
        box && box[2] >= asked[0] && box[0] <= asked[2] && box[3] >= asked[1] && box[1] <= asked[3] ? [i] : [],
      )
      const met: number[] = []
      index.walk(asked, { run: () => true, row: (i) => met.push(i) > 0 })
      expect(met).toEqual(expected)
      const first: number[] = []
      index.walk(asked, { run: () => true, row: (i) => first.push(i) === 0 })
      expect(first).toEqual(expected.slice(0, 1))
    }
    const counts: number[] = []
    const run = (_a: number, _b: number, _c: number, _d: number, count: number) => counts.push(count) === 0
    index.walk([-1, -1, 200, 200], { run, row: () => true })
    expect(counts.reduce((a, b) => a + b, 0)).toBe(rows > 16 ? boxes.filter(Boolean).length : 0)
  }
})

test('indexes are made once, aside, and bounded together; small and large versions have none', async () => {
  const Stop = table('stop', {
    id: integer({ ...about('id'), role: 'id' }),
    place: geometry({ ...about('lieu'), types: ['Point'] }),
  })
  const { hash } = await made.lake.writeRows(Stop, [scatteredPoints(3000)])
  const version = (name: string, rows = 3000) =>
    ({ node: { name }, pin: '1', table: { shape: Stop, hashes: [hash] }, counts: [rows], rows }) as unknown as Snapshot
  const boxes = openBoxes(made.lake, { fewest: 1000, most: bytesOfIndex(3000, true) * 2 })
  expect(boxes.of(version('a'))).toBeUndefined()
  await boxes.made(version('a'))
  const first = boxes.of(version('a'))
  expect(first).toMatchObject({ rows: 3000, bytes: bytesOfIndex(3000, true) })
  await Promise.all([boxes.made(version('b')), boxes.made(version('b')), boxes.made(version('c'))])
  // The oldest made room for the others.
  expect(boxes.of(version('a'))).toBeUndefined()
  expect([boxes.of(version('b')), boxes.of(version('c'))].map((index) => index?.rows)).toEqual([3000, 3000])
  for (const other of [version('small', 999), version('large', 7000)]) {
    await boxes.made(other)
    expect(boxes.of(other)).toBeUndefined()
  }
})
