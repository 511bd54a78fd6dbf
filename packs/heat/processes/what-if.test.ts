import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GridWindow, projector } from '../../../src/kernel/index.ts'
import { offeredProcesses, type Result } from '../../../src/pipeline/index.ts'
import { inputTables, pinInput } from '../../../src/pipeline/inputs.ts'
import { openTestHouse, type TestHouse } from '../../../src/pipeline/testing.ts'
import { demo } from '../../../territories/demo/territory.ts'

// What planting would change, on the invented town: before the change it says what the published maps say.

let house: TestHouse
let cover: GridWindow
let utci: GridWindow
beforeAll(async () => {
  house = await openTestHouse(demo({ size: 0.25, cell: 2 }))
  house.now = new Date('2025-07-14T06:00:00Z')
  await house.run('utci')
  const { bounds } = house.chain.graph.territory
  const way = projector('EPSG:4326', 'EPSG:2154')
  const [x, y] = way([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2]) as [number, number]
  const bbox = [x - 200, y - 200, x + 200, y + 200] as const
  cover = await windowOf('heat_surface', bbox, 'cover')
  utci = await windowOf('utci', bbox, 'h15')
}, 240_000)
afterAll(() => house?.close())

async function windowOf(asset: string, bbox: readonly [number, number, number, number], band: string) {
  const { chain } = house
  const pinned = await pinInput(chain, 'it', chain.graph.byName.get(asset)!)
  return inputTables(chain, [pinned]).it!.grid({ bbox, bands: [band] })
}

const ask = async (given: Record<string, unknown>) => {
  const { chain } = house
  const offered = offeredProcesses(chain.graph).get('heat-what-if')!
  const presets = Object.entries(offered.inputs).flatMap(([name, { schema }]) =>
    'default' in schema ? [[name, schema.default]] : [],
  )
  const signal = new AbortController().signal
  const run = {
    ...{ now: house.now, territory: chain.graph.territory, signal, folder: chain.home, progress: () => {} },
    raster: () => Promise.reject(new Error('this process writes no raster')),
  }
  return (await offered.perform(chain, { ...Object.fromEntries(presets), ...given }, run)).results
}
const read = <T>(result: Result | undefined) => (result as { value: T }).value
interface Grid {
  readonly origin: readonly [number, number]
  readonly step: number
  readonly width: number
  readonly before: readonly (number | null)[]
  readonly after: readonly (number | null)[]
}

/** Places in degrees of cells of a class of ground, far enough from each other. */
function placesOn(code: number, most: number): [number, number][] {
  const back = projector('EPSG:2154', 'EPSG:4326')
  const found: [number, number][] = []
  const [codes] = cover.bands
  for (let i = 0; i < codes!.length && found.length < most; i += 37) {
    if (codes![i] !== code) continue
    const [column, row] = [i % cover.width, Math.floor(i / cover.width)]
    if (column < 80 || row < 80 || column > cover.width - 80 || row > cover.height - 80) continue
    found.push(
      back([cover.origin[0] + (column + 0.5) * cover.step[0], cover.origin[1] - (row + 0.5) * cover.step[1]]) as [
        number,
        number,
      ],
    )
  }
  return found
}

test('before the change, the process says what the published map says', async () => {
  const [tree] = placesOn(1, 1)
  const { grid } = await ask({ trees: { type: 'Point', coordinates: tree } })
  const { origin, step, width, before } = read<Grid>(grid)
  let compared = 0
  for (const [i, value] of before.entries()) {
    const column = Math.round((origin[0] - utci.origin[0]) / step) + (i % width)
    const row = Math.round((utci.origin[1] - origin[1]) / step) + Math.floor(i / width)
    if (column < 0 || row < 0 || column >= utci.width || row >= utci.height) continue
    const published = utci.bands[0]![row * utci.width + column]!
    if (value === null) expect(published).toBeNaN()
    else expect(Math.abs(value - published)).toBeLessThan(0.35)
    compared++
  }
  expect(compared).toBeGreaterThan(2000)
})

test('a tree cools the afternoon under it and nowhere makes shade at night', async () => {
  const [tree] = placesOn(1, 1)
  const given = { trees: { type: 'Point', coordinates: tree }, height: 12, crown: 10 }
  const { summary, hours } = await ask(given)
  const said = read<Record<string, number>>(summary)
  expect(said).toMatchObject({ planted: 1, left_out: 0, hour: 15 })
  expect(said.greatest).toBeGreaterThan(2)
  expect(said.after).toBeLessThan(said.before!)
  expect((hours as { rows: number }).rows).toBe(24)
  const night = read<Record<string, number>>((await ask({ ...given, hour: 2 })).summary)
  expect(night.greatest).toBeLessThan(0.5)
})

test('a larger crown never cools a smaller area', async () => {
  const [tree] = placesOn(1, 1)
  const coolerWith = async (crown: number) =>
    read<{ cooler: number }>((await ask({ trees: { type: 'Point', coordinates: tree }, crown })).summary).cooler
  const areas = [await coolerWith(3), await coolerWith(6), await coolerWith(12)]
  expect(areas).toEqual(areas.toSorted((a, b) => a - b))
  expect(areas[2]).toBeGreaterThan(areas[0]!)
})

test('a tree that would stand in a building is left out, the others are planted', async () => {
  const [street] = placesOn(1, 1)
  const roof = placesOn(3, 40).toSorted(
    (a, b) => Math.hypot(a[0] - street![0], a[1] - street![1]) - Math.hypot(b[0] - street![0], b[1] - street![1]),
  )[0]
  const { summary } = await ask({ trees: { type: 'MultiPoint', coordinates: [street, roof] } })
  expect(read(summary)).toMatchObject({ planted: 1, left_out: 1 })
})

test('an awning along a street cools it', async () => {
  const [from] = placesOn(1, 1)
  const to = [from![0] + 0.0003, from![1]]
  const { summary } = await ask({ awnings: { type: 'LineString', coordinates: [from, to] } })
  expect(read<{ cooler: number }>(summary).cooler).toBeGreaterThan(20)
})

test.each([
  ['nothing to change', {}, 'trees'],
  ['a tree nowhere on Earth', { trees: { type: 'Point', coordinates: [1e308, 1e308] } }, 'trees'],
  [
    'an awning nowhere on Earth',
    {
      awnings: {
        type: 'LineString',
        coordinates: [
          [2.63, 48.4],
          [2.63, 1e308],
        ],
      },
    },
    'awnings',
  ],
  ['a point for awnings', { awnings: { type: 'Point', coordinates: [2.63, 48.4] } }, 'awnings'],
  [
    'places far apart',
    {
      trees: {
        type: 'MultiPoint',
        coordinates: [
          [2.63, 48.4],
          [2.64, 48.41],
        ],
      },
    },
    'trees',
  ],
  [
    'a polygon for trees',
    {
      trees: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    },
    'trees',
  ],
  ['more trees than it plants', { trees: { type: 'MultiPoint', coordinates: Array(201).fill([2.63, 48.4]) } }, 'trees'],
])('%s is refused by name', async (_, given, input) => {
  await expect(ask(given)).rejects.toMatchObject({ code: 'process.bad-input', place: `inputs.${input}` })
})
