import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { projector, type Source } from '../../../src/kernel/index.ts'
import { checkGeometries } from '../../../src/lake/check-geometry.ts'
import { areaOf, polygonsOf } from '../../../src/models/planar/index.ts'
import redon from '../../../territories/redon/territory.ts'
import { build } from '../../mobility/testing/build.ts'
import { MorphologicalBlock } from './shape.ts'

const data = resolve(import.meta.dirname, '../../..', process.env.ORCHESTRA_DATA ?? '../shared/data')
const absent = !existsSync(resolve(data, 'redon'))
if (absent) console.log('Not run, no data folder: the blocks of Redon')

function snapshot(source: Source) {
  const path = resolve(data, source.snapshot!)
  const content = readFileSync(path)
  return {
    path,
    name: basename(path),
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  }
}

test.skipIf(absent)('the blocks of a real commune cover it, valid and named apart', { timeout: 60_000 }, async () => {
  const built = await build(redon, snapshot, ['morphological_blocks'])
  const blocks = await built.rows('morphological_blocks', MorphologicalBlock)
  const count = (kind: string) => blocks.filter((block) => block.kind === kind).length
  expect(blocks.length).toBeGreaterThan(500)
  expect(count('water')).toBeGreaterThan(5)
  expect(count('vegetation')).toBeGreaterThan(80)
  expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)

  // 15.28 km² by the outline of the commune in BD TOPO.
  const covered = blocks.reduce((sum, { area }) => sum + area, 0)
  expect(Math.abs(covered / 15_284_298 - 1)).toBeLessThan(1e-6)
  expect((await checkGeometries(blocks.map(({ outline }) => outline))).filter((problem) => problem)).toEqual([])

  // Brought back from degrees, each has the area it had: to a tenth of a square metre.
  const toMetres = projector('EPSG:4326', 'EPSG:2154')
  for (const { area, outline } of blocks)
    expect(polygonsOf(outline, toMetres).reduce((sum, polygon) => sum + areaOf(polygon), 0)).toBeCloseTo(area, 1)
})
