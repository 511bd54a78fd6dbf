import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { geometry, projector, type Table, table } from '../../../kernel/index.ts'
import { seeded } from '../../../kernel/testing/random.ts'
import type { Row } from '../../../lake/index.ts'
import { lakeOfTests } from '../../../lake/testing.ts'
import { MOST_BYTES } from './draw.ts'
import { lambert93Quad } from './matrix-sets.ts'
import { AROUND, decode, draw, HOME, lonLat, pathsOf, Spot, Street, tileAt, Zone } from './testing.ts'

const made = lakeOfTests()

async function stored(shape: Table, rows: Row[]) {
  const { hash } = await made.lake.writeRows(shape, [rows])
  return { lake: made.lake, table: { shape, hashes: [hash] }, rows: rows.length }
}

const point = (u: number, v: number) => ({ type: 'Point' as const, coordinates: lonLat(u, v) })
const spots = (count: number, seed = 1): Row[] => {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, id) => ({
    ...{ id, name: `lieu ${id % 7}`, height: id / 4 },
    place: point(random() * 4096, random() * 4096),
  }))
}
const ids = (bytes: Uint8Array) => new Set(decode(bytes).map((one) => one.id!))

test('points come with their attributes, where they are; those around the tile in its buffer only', async () => {
  const source = await stored(Spot, [
    { id: 1, name: 'Mairie', height: 12.5, place: point(100.2, 200.4) },
    { id: 2, name: 'Buffer', height: 0, place: point(4150, 10) },
    { id: 3, name: 'Far', height: 0, place: point(4400, 10) },
  ])
  const tile = await draw(source)
  const features = decode(tile.bytes)
  expect(features.map((one) => [one.id, one.properties, pathsOf(one)[0]![0]])).toEqual([
    [1, { id: 1, name: 'Mairie', height: 12.5 }, [100, 200]],
    [2, { id: 2, name: 'Buffer', height: 0 }, [4150, 10]],
  ])
  expect(gunzipSync(tile.packed)).toEqual(Buffer.from(tile.bytes))
  const named = await draw({ ...source, columns: ['name'] })
  expect(decode(named.bytes)[0]!.properties).toEqual({ name: 'Mairie' })
  expect(await draw({ ...source, tile: { ...HOME, x: HOME.x + 9 } })).toMatchObject({ features: 0, step: 0 })
})

test('a point seen at a level is seen at all the next, and at the last all are', async () => {
  // Crowded in the middle, scattered around, some at the very same place.
  const random = seeded(5)
  const near = () => 2048 + 60 * (random() - 0.5) * (random() - 0.5)
  const rows = [
    ...spots(300),
    ...Array.from({ length: 3000 }, (_, i) => ({ id: 300 + i, name: 'x', height: 0, place: point(near(), near()) })),
    ...Array.from({ length: 5 }, (_, i) => ({ id: 3300 + i, name: 'x', height: 0, place: point(2048.3, 2048.3) })),
  ]
  const source = await stored(Spot, rows)
  let before = new Set<number>()
  const counts: number[] = []
  for (let z = 6; z <= 16; z++) {
    const seen = ids((await draw({ ...source, tile: tileAt(z, 2048.3, 2048.3) })).bytes)
    const tile = tileAt(z, 2048.3, 2048.3)
    const times = 2 ** (z - HOME.z)
    const isInside = (id: number) => {
      const [u, v] = whereIs(rows[id]!)
      return Math.floor((HOME.x + u / 4096) * times) === tile.x && Math.floor((HOME.y + v / 4096) * times) === tile.y
    }
    for (const id of before) if (isInside(id)) expect(seen, `level ${z}`).toContain(id)
    if (z === 16)
      expect([...seen].filter(isInside)).toHaveLength(rows.filter((row) => isInside(row.id as number)).length)
    counts.push(seen.size)
    before = seen
  }
  expect(counts[0]).toBeLessThan(rows.length / 3)
  // Those that stand alone are never thinned away by a crowd elsewhere.
  const home = ids((await draw(source)).bytes)
  expect([...home].filter((id) => id < 300).length).toBeGreaterThan(290)
})

function whereIs(row: Row): [number, number] {
  const [lon, lat] = (row.place as { coordinates: [number, number] }).coordinates
  const world = 4096 * 2 ** HOME.z
  const sine = Math.sin((lat * Math.PI) / 180)
  return [
    ((lon + 180) / 360) * world - HOME.x * 4096,
    (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world - HOME.y * 4096,
  ]
}

test('a line that crosses two tiles meets itself at their border, at every level', async () => {
  const random = seeded(8)
  const axis = Array.from({ length: 400 }, (_, i) =>
    lonLat(3000 + i * 5.5, 2000 + 300 * Math.sin(i / 9) + random() * 9),
  )
  const source = await stored(Street, [{ id: 1, axis: { type: 'LineString', coordinates: axis } }])
  const crossing = (paths: [number, number][][], border: number) =>
    paths.flatMap((line) =>
      line.slice(1).flatMap(([x, y], i) => {
        const [px, py] = line[i]!
        return px <= border && x > border ? [py + ((border - px) / (x - px)) * (y - py)] : []
      }),
    )
  for (const z of [12, 13, 14, 16]) {
    const west = tileAt(z, 4095.99, 2000)
    // The line wanders over several rows of deeper tiles: each pair of neighbours is looked at.
    let met = 0
    for (let y = west.y - 8; y <= west.y + 8; y++) {
      const [left, right] = await Promise.all(
        [west.x, west.x + 1].map(async (x) =>
          decode((await draw({ ...source, tile: { z, x, y } })).bytes).flatMap(pathsOf),
        ),
      )
      const [a, b] = [crossing(left!, 4096), crossing(right!, 0)].map((list) =>
        list.filter((v) => v >= 0 && v <= 4096).sort((m, n) => m - n),
      )
      expect(a).toHaveLength(b!.length)
      met += a!.length
      for (const [i, v] of a!.entries()) expect(Math.abs(v - b![i]!)).toBeLessThanOrEqual(1)
    }
    expect(met).toBeGreaterThan(0)
  }
})

/** Two zones with one crooked border, and a third below both. */
function neighbours(): Row[] {
  const random = seeded(4)
  const border = Array.from({ length: 500 }, (_, i) =>
    lonLat(2000 + 30 * random() + 200 * Math.sin(i / 30), 200 + i * 6),
  )
  const [top, bottom] = [border[0]!, border.at(-1)!]
  const closed = (ring: [number, number][]) => [{ type: 'Polygon', coordinates: [[...ring, ring[0]!]] }] as const
  const [west] = closed([...border, lonLat(100, 3400), lonLat(100, 200)])
  const [east] = closed([...border.toReversed(), lonLat(4000, 200), lonLat(4000, 3400)])
  const [south] = closed([bottom, lonLat(4000, 3400), lonLat(4000, 4000), lonLat(100, 4000), lonLat(100, 3400)])
  expect(top).not.toEqual(bottom)
  return [west, east, south].map((outline, id) => ({ id, outline }))
}

test.each([8, 9, 10, 11, 12])('neighbouring polygons leave no gap and do not overlap, level %d', async (z) => {
  const source = await stored(Zone, neighbours())
  const features = decode((await draw({ ...source, tile: tileAt(z, 2048, 2048) })).bytes)
  expect(features).toHaveLength(3)
  const edges = new Map<string, number>()
  for (const feature of features)
    for (const ring of pathsOf(feature))
      for (const [i, end] of ring.slice(1).entries()) {
        const key = [ring[i]!, end].map(String).sort().join(' ')
        edges.set(key, (edges.get(key) ?? 0) + 1)
      }
  // An edge is of one polygon when it is on the outside, of two when it is a border: then both have the very same one.
  const outside = [...edges].filter(([, count]) => count === 1).length
  const borders = [...edges].filter(([, count]) => count === 2).length
  expect(outside).toBe(7)
  expect(borders).toBeGreaterThan(1)
  expect([...edges.values()].every((count) => count <= 2)).toBe(true)
})

test('polygons too small to be seen are stood for by some, that cover as much', async () => {
  const random = seeded(2)
  const side = 24
  const rows = Array.from({ length: 2000 }, (_, id) => {
    const [u, v] = [random() * 4000, random() * 4000]
    const corners = [lonLat(u, v), lonLat(u + side, v), lonLat(u + side, v + side), lonLat(u, v + side), lonLat(u, v)]
    return { id, outline: { type: 'Polygon', coordinates: [corners] } }
  })
  const source = await stored(Zone, rows)
  expect((await draw(source)).features).toBe(2000)
  for (const z of [9, 10, 11]) {
    const features = decode((await draw({ ...source, tile: tileAt(z, 2048, 2048) })).bytes)
    const area = features.reduce((sum, one) => sum + areaOf(pathsOf(one)[0]!), 0)
    const whole = (2000 * side ** 2) / 4 ** (HOME.z - z)
    expect(Math.abs(area / whole - 1), `level ${z}`).toBeLessThan(0.25)
    if (z < 11) expect(features.length).toBeLessThan(1000)
  }
})

const areaOf = (ring: [number, number][]) =>
  Math.abs(ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0)) / 2

test('every ring is closed, turned as it should, and a hole stays a hole', async () => {
  const ring = (a: number, b: number) =>
    [lonLat(a, a), lonLat(b, a), lonLat(b, b), lonLat(a, b), lonLat(a, a)] as [number, number][]
  const two = { type: 'MultiPolygon', coordinates: [[ring(100, 2000), ring(600, 900)], [ring(2500, 9000)]] }
  const source = await stored(Zone, [{ id: 1, outline: two }])
  const [feature] = decode((await draw(source)).bytes)
  const rings = pathsOf(feature!)
  for (const one of rings) expect(one.at(-1)).toEqual(one[0])
  expect(feature!.toGeoJSON(HOME.x, HOME.y, HOME.z).geometry).toMatchObject({ type: 'MultiPolygon' })
  expect(rings.map((one) => one.length)).toEqual([5, 5, 5])
  expect(rings[2]).toContainEqual([4160, 4160])
})

test('a tile too large is drawn coarser until it fits, and says so', async () => {
  const random = seeded(9)
  const text = () => Array.from({ length: 12 }, () => random().toString(36).slice(2)).join('')
  const rows = spots(9000).map((row) => ({ ...row, name: text() }))
  const source = await stored(Spot, rows)
  const tile = await draw({ ...source, tile: HOME })
  expect(tile.step).toBeGreaterThan(0)
  expect(tile.packed.length).toBeLessThanOrEqual(MOST_BYTES)
  expect(tile.features).toBeGreaterThan(500)
  // What is seen in the large tile is seen in those under it.
  const [u, v] = [1000, 1000]
  const below = tileAt(13, u, v)
  const seen = ids((await draw({ ...source, tile: below })).bytes)
  for (const id of ids(tile.bytes)) {
    const [x, y] = whereIs(rows[id]!)
    if (x > 0 && x < 2048 && y > 0 && y < 2048) expect(seen).toContain(id)
  }
})

test('of a very large tile the rows of lowest rank are looked at, and they are seen deeper', async () => {
  const count = 210_000
  const source = await stored(Spot, spots(count))
  const [far, near] = [tileAt(11, 0, 0), tileAt(13, 100, 100)]
  const wide = await draw({ ...source, tile: far })
  const narrow = await draw({ ...source, tile: near })
  expect([wide.share, narrow.share]).toEqual([0.5, 1])
  const rows = spots(count)
  const seen = ids(narrow.bytes)
  const shared = [...ids(wide.bytes)].filter((id) => whereIs(rows[id]!).every((at) => at > 0 && at < 2048))
  expect(shared.length).toBeGreaterThan(1000)
  expect(shared.filter((id) => !seen.has(id))).toEqual([])
}, 60_000)

test('any geometry is drawn: collections, z, empty and missing ones', async () => {
  const Any = table('any', { shape: geometry({ title: { fr: 'x', en: 'x' } }) })
  const square = [lonLat(10, 10), lonLat(500, 10), lonLat(500, 500), lonLat(10, 10)]
  const source = await stored(Any, [
    { shape: { type: 'GeometryCollection', geometries: [point(1, 1), { type: 'Polygon', coordinates: [square] }] } },
    { shape: { type: 'MultiPoint', coordinates: [lonLat(5, 5), lonLat(6, 6), lonLat(9000, 0)] } },
    { shape: { type: 'LineString', coordinates: square.slice(0, 3).map((at) => [...at, 35]) } },
    { shape: { type: 'Point', coordinates: [] } },
    { shape: { type: 'MultiPolygon', coordinates: [] } },
  ])
  const features = decode((await draw(source)).bytes)
  expect(features.map((one) => [one.type, one.id]).sort()).toEqual([
    [1, undefined],
    [1, undefined],
    [2, undefined],
    [3, undefined],
  ])
})

test('data in Lambert-93 is drawn in both sets, at the same place', async () => {
  const Surveyed = table('surveyed', {
    place: geometry({ title: { fr: 'x', en: 'x' }, types: ['Point'], crs: 'EPSG:2154' }),
  })
  const [x, y] = projector('EPSG:4326', 'EPSG:2154')([...lonLat(1234, 567)]) as [number, number]
  const source = await stored(Surveyed, [{ place: { type: 'Point', coordinates: [x, y] } }])
  const [mercator] = decode((await draw(source)).bytes)
  expect(pathsOf(mercator!)[0]![0]).toEqual([1234, 567])
  const side = 2 ** 21 / 2 ** 12
  const tile = { z: 12, x: Math.floor((x + 400_000) / side), y: Math.floor((7_600_000 - y) / side) }
  const [lambert] = decode((await draw({ ...source, set: lambert93Quad, tile, around: AROUND })).bytes)
  const [px, py] = pathsOf(lambert!)[0]![0]!
  const unit = side / 4096
  expect(-400_000 + tile.x * side + px * unit).toBeCloseTo(x, 0)
  expect(7_600_000 - tile.y * side - py * unit).toBeCloseTo(y, 0)
})
