import { expect, test } from 'vitest'
import { OrchestraError, partitionAt } from '../../src/kernel/index.ts'
import { cellsOf, type FrameOptions, frameOf } from './frame.ts'
import { heatPack } from './pack.ts'

const place: FrameOptions = { crs: 'EPSG:2154', bounds: [316_325, 6_738_045, 321_774, 6_743_279], tile: 1000 }

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof OrchestraError) return `${error.code} ${error.place}`
    throw error
  }
  return 'none'
}

test('a frame begins at a round place and holds its bounds', () => {
  const { tiles, step } = frameOf(place)
  expect([tiles.origin, tiles.columns, tiles.rows, step]).toEqual([[316_300, 6_738_000], 6, 6, 1])
})

test('cells are those of the whole plane, whatever the tile', () => {
  for (const tile of [500, 1000]) {
    const { tiles, step } = frameOf({ ...place, tile, step: 2 })
    const cells = cellsOf(partitionAt(tiles, 7).bbox!, step)
    expect((cells.column * step - tiles.origin[0]) % tile).toBe(0)
    expect(((cells.row + 1) * step - tiles.origin[1]) % tile).toBe(0)
    expect([cells.width, cells.height]).toEqual([tile / 2, tile / 2])
  }
})

test.each<[string, Partial<FrameOptions>]>([
  ['heat.frame heat crs', { crs: 'EPSG:4326' }],
  ['heat.frame heat bounds', { bounds: [1, 1, 0, 2] }],
  ['heat.frame heat bounds', { bounds: [0, 0, Number.NaN, 1] }],
  ['heat.frame heat bounds', { bounds: [0, 0, 1e9, 1e9] }],
  ['heat.frame heat step', { step: 0.3 }],
  ['heat.frame heat step', { step: 0 }],
  ['heat.frame heat tile', { tile: 1001, step: 2 }],
  ['heat.frame heat tile', { tile: 0 }],
  ['heat.frame heat tile', { tile: 8192 }],
  ['crs.unknown undefined', { crs: 'EPSG:1' }],
])('%s is said of %o', (told, wrong) => {
  expect(codeOf(() => frameOf({ ...place, ...wrong }))).toBe(told)
})

test('recorded weather needs a day', () => {
  const pack = heatPack({ ...place, licence: 'CC0-1.0' })
  const inputs = Object.fromEntries(
    Object.entries(pack.inputs).map(([name, { optional }]) => [name, { name: '', rows: optional }]),
  )
  const tuned = Object.fromEntries(Object.entries(pack.parameters).map(([name, { default: value }]) => [name, value]))
  const made = (weather: string) =>
    pack.assets({ ...inputs, weather: { ...inputs.weather!, name: weather } } as never, tuned as never)
  expect(made('').map(({ name }) => name)).toContain('utci')
  expect(codeOf(() => made('records'))).toBe('heat.day records')
})
