import { geojson } from 'flatgeobuf'
import { calcTreeSize, streamSearch } from 'flatgeobuf/lib/mjs/packedrtree.js'
import { expect, test, vi } from 'vitest'
import { lakeOfTests } from '../../testing.ts'
import { exported, Mixed, mixed, Place, places, Stop, stops } from '../testing.ts'

const made = lakeOfTests()
const read = (bytes: Uint8Array) => Array.fromAsync(geojson.deserialize(new Uint8Array(bytes)))

test('the library of the format reads properties and positions back', async () => {
  // It cannot read a feature without geometry: that one is left to GDAL.
  const placed = stops.filter(({ lieu }) => lieu)
  const features = await read(await exported(made.lake, Stop, [placed], { format: 'fgb', crs: 'EPSG:2154' }))
  const first = features.find((feature) => feature.properties!.id === 1)!
  expect(first.geometry).toMatchObject({ type: 'Point', coordinates: [351_900, 6_789_300] })
  expect(first.properties).toEqual({
    ...{ id: 1, nom_de_la_station: 'République, « A » <&>', nom_de_la_commune: 'Rennes', vitesse: 12.5, ouvert: true },
    ...{ heure: '2024-07-01T12:00:00.250Z', jour: '2024-07-01', reste: { a: ['b"c'] } },
  })
})

test('every geometry comes back; where some have a z, the others get 0', async () => {
  const full = mixed.filter(({ shape }) => shape && (shape as { coordinates?: unknown[] }).coordinates?.length !== 0)
  const features = await read(await exported(made.lake, Mixed, [full], { format: 'fgb' }))
  const back = features.map(({ properties, geometry }) => ({ id: properties!.id as number, shape: geometry }))
  expect(back.toSorted((a, b) => a.id - b.id)).toEqual(full)
  const high = [
    { id: 1, shape: { type: 'Point', coordinates: [1, 2, 3] } },
    {
      id: 2,
      shape: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    },
  ]
  const raised = await read(await exported(made.lake, Mixed, [high], { format: 'fgb' }))
  const shapes = new Map(raised.map(({ properties, geometry }) => [properties!.id, geometry]))
  expect(shapes.get(1)).toEqual(high[0]!.shape)
  expect(shapes.get(2)).toEqual({
    type: 'LineString',
    coordinates: [
      [0, 0, 0],
      [1, 1, 0],
    ],
  })
})

test('the index finds what is in a box, in one file order or another', async () => {
  vi.spyOn(console, 'debug').mockImplementation(() => {})
  for (const lists of [[places], [places.slice(0, 2000), places.slice(2000)], [places.slice(0, 1)]]) {
    const bytes = await exported(made.lake, Place, lists, { format: 'fgb' })
    const count = lists.flat().length
    const tree = bytes.subarray(12 + bytes.readUInt32LE(8))
    const features = tree.subarray(calcTreeSize(count, 16))
    const rect = { minX: -1.7, minY: 48.1, maxX: -1.6, maxY: 48.2 }
    const readNode = async (at: number, size: number) => new Uint8Array(tree.subarray(at, at + size)).buffer
    const all = (await read(bytes)).map(({ properties }) => Number(properties!.id))
    const found: number[] = []
    for await (const [place, index, length] of streamSearch(count, 16, rect, readNode)) {
      if (length) expect(features.readUInt32LE(place) + 4).toBe(length)
      found.push(all[index]!)
    }
    const isInside = ([x, y]: readonly number[]) =>
      x! >= rect.minX && x! <= rect.maxX && y! >= rect.minY && y! <= rect.maxY
    const inside = lists.flat().filter(({ place }) => isInside(place.coordinates))
    expect(found.toSorted((a, b) => a - b)).toEqual(inside.map(({ id }) => id))
    expect(all.toSorted((a, b) => a - b)).toEqual(lists.flat().map(({ id }) => id))
  }
})

test('an empty table has no index and no feature', async () => {
  expect(await read(await exported(made.lake, Place, [], { format: 'fgb' }))).toEqual([])
})
