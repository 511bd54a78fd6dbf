import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { expect, test } from 'vitest'
import { openLayer, twiceArea } from './mvt.ts'
import { decode, pathsOf } from './testing.ts'

const square = (x: number, y: number, side: number) =>
  Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side)

test('values come back as they were, each kind as itself, absent ones left out', () => {
  const layer = openLayer('couche', ['a', 'b'])
  const values = [0, 1, -7, 2 ** 52, -(2 ** 40), 0.1, -1e300, '1', '', 'Forêt 🌳', true, false]
  for (const [i, value] of values.entries()) layer.points(i, [value, null], [i, i])
  const bytes = layer.finish()
  const features = decode(bytes)
  expect(features.map((one) => one.properties)).toEqual(values.map((a) => ({ a })))
  expect(features.map((one) => one.id)).toEqual(values.map((_, i) => i))
  const tile = new VectorTile(new PbfReader(bytes))
  expect(tile.layers.couche).toMatchObject({ version: 2, extent: 4096, name: 'couche' })
})

test('points, lines and polygons are told as such, before and after the corner of the tile', () => {
  const layer = openLayer('l', [])
  layer.points(undefined, [], [-64, 4160, 3, 4])
  layer.lines(undefined, [], [Float64Array.of(0, 0, 10, -10, 5, 5), Float64Array.of(4096, 1, 2, 3)])
  layer.polygons(undefined, [], [{ path: square(0, 0, 10), hole: false }])
  const features = decode(layer.finish())
  expect(features.map((one) => one.type)).toEqual([1, 2, 3])
  expect(features.map(pathsOf)).toEqual([
    [[[-64, 4160]], [[3, 4]]],
    [
      [
        [0, 0],
        [10, -10],
        [5, 5],
      ],
      [
        [4096, 1],
        [2, 3],
      ],
    ],
    [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  ])
  expect(features[0]!.id).toBeUndefined()
})

test('outer rings turn one way and holes the other, however they came; each is closed', () => {
  const turned = square(2, 2, 4)
  const backwards = Float64Array.of(
    ...[...square(0, 0, 10)].reverse().flatMap((_, i, all) => (i % 2 ? [] : [all[i + 1]!, all[i]!])),
  )
  expect(Math.sign(twiceArea(backwards))).toBe(-Math.sign(twiceArea(square(0, 0, 10))))
  for (const outer of [square(0, 0, 10), backwards]) {
    const layer = openLayer('l', [])
    layer.polygons(
      1,
      [],
      [
        { path: outer, hole: false },
        { path: turned, hole: true },
      ],
    )
    const [feature] = decode(layer.finish())
    const rings = pathsOf(feature!)
    expect(rings.map((ring) => Math.sign(twiceArea(Float64Array.from(ring.slice(0, -1).flat()))))).toEqual([1, -1])
    for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0])
  }
})

test('rings without area go, with the holes of an outer one; a feature left empty is not written', () => {
  const layer = openLayer('l', [])
  const flat = Float64Array.of(0, 0, 5, 0, 9, 0)
  layer.polygons(
    1,
    [],
    [
      { path: flat, hole: false },
      { path: square(0, 0, 4), hole: true },
    ],
  )
  layer.polygons(
    2,
    [],
    [
      { path: square(0, 0, 9), hole: false },
      { path: flat, hole: true },
    ],
  )
  layer.lines(3, [], [])
  layer.points(4, [], [])
  expect(layer.features).toBe(1)
  const features = decode(layer.finish())
  expect(features.map((one) => one.id)).toEqual([2])
  expect(pathsOf(features[0]!)).toHaveLength(1)
  expect(openLayer('l', ['a']).finish()).toHaveLength(0)
})
