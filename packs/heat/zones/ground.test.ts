import { expect, test } from 'vitest'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import { emptyTally, tallyGround } from './ground.ts'

const { asphalt, grass, none, roof, underTrees, water } = GroundClass

test('each cell counts once in its block, seen from above and at ground level', () => {
  const tally = emptyTally(2)
  const painted = Int32Array.from([0, 0, 0, 0, 0, 0, 1, -1])
  const cover = Float32Array.from([roof, asphalt, asphalt, grass, none, underTrees, water, asphalt])
  // A tree over a roof, a tree over a street, a shrub over grass, a wood.
  const canopy = Float32Array.from([8, 6, 0, 1, 0, 12, 0, 9])
  tallyGround(tally, painted, { cover, canopy }, undefined, 2)
  const seen = Object.fromEntries(Object.entries(tally).map(([name, values]) => [name, [...values]]))
  expect(seen).toEqual({
    cells: [6, 1],
    building: [1, 0],
    tree: [2, 0],
    shrub: [1, 0],
    low: [0, 0],
    paved: [1, 0],
    bare: [0, 0],
    water: [0, 1],
    unknown: [1, 0],
    impervious: [2, 0],
    pervious: [2, 1],
    treeHeight: [18, 0],
    sky: [0, 0],
    skyCells: [0, 0],
  })
})

test('the sky view is that of the ground where it is known', () => {
  const tally = emptyTally(1)
  const cover = Float32Array.from([roof, grass, grass, grass])
  const sky = Float32Array.from([0.1, 0.5, 1, Number.NaN])
  tallyGround(tally, new Int32Array(4), { cover, canopy: new Float32Array(4) }, sky, 2)
  expect([tally.sky[0], tally.skyCells[0]]).toEqual([1.5, 2])
})
