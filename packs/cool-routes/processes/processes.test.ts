import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../../src/api/index.ts'
import { openTestHouse, type TestHouse } from '../../../src/pipeline/testing.ts'
import {
  CoolRoute,
  type CoolRouteAnswer,
  type FoundPlacesAnswer,
  Isochrone,
  type IsochroneAnswer,
  RoundWalk,
  type RoundWalkAnswer,
  WhenToLeave,
  type WhenToLeaveAnswer,
} from './shapes.ts'
import { graph, lonLat, walkedTerritory } from './testing/territory.ts'

// The processes of cool routes, asked as anybody asks them, on an invented town of 168 crossings.

let house: TestHouse
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  house = await openTestHouse(walkedTerritory)
  house.now = new Date('2026-07-18T13:00:00Z')
  await house.run()
  app = createApi({ chain: house.chain, queue: house.queue, version: '0' })
}, 120_000)
afterAll(() => house?.close())

const ask = async <T>(process: string, query: Record<string, unknown>) => {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const answer = await app.request(`/api/packs/cool-routes/${process}?${parameters}`)
  return { status: answer.status, body: (await answer.json()) as T }
}
const [from, to] = [lonLat(0), lonLat(14 * 12 - 1)]
const afternoon = { from: from.join(), to: to.join(), at: '2026-07-18T15:00' }
const route = async (query: Record<string, unknown> = {}) => {
  const { status, body } = await ask<CoolRouteAnswer>('cool-route', { ...afternoon, ...query })
  expect(status).toBe(200)
  return body
}

describe('a cool route', () => {
  test('is what its schema says, from one end to the other', async () => {
    const answer = await route()
    expect([...Value.Errors(CoolRoute, answer)]).toEqual([])
    expect(answer.ways.map(({ kind }) => kind)).toEqual(['shortest', 'balanced', 'coolest'])
    for (const { geometry, pieces, metres, instructions } of answer.ways) {
      expect(geometry.coordinates.at(0)).toEqual(answer.from.at)
      expect(geometry.coordinates.at(-1)).toEqual(answer.to.at)
      // Pieces follow each other along the whole way.
      expect(pieces[0]!.from).toBe(0)
      expect(pieces.at(-1)!.to).toBe(geometry.coordinates.length - 1)
      for (const [i, { from }] of pieces.slice(1).entries()) expect(from).toBe(pieces[i]!.to)
      expect(Math.abs(pieces.reduce((sum, one) => sum + one.metres, 0) - metres)).toBeLessThan(pieces.length + 1)
      expect(instructions[0]!.turn).toBe('depart')
      expect(instructions.at(-1)!.turn).toBe('arrive')
      expect(Math.abs(instructions.reduce((sum, one) => sum + one.metres, 0) - metres)).toBeLessThan(
        instructions.length + 1,
      )
    }
    expect(answer.from.away).toBe(0)
    expect(answer.moment).toEqual({
      ...{ at: '2026-07-18T15:00', season: 'summer', day: '2025-07-15', minute: 900, comfortDay: '2025-07-01' },
    })
  })

  test('the coolest is felt shortest and is least in the sun; the shortest takes the least time', async () => {
    const [shortest, balanced, coolest] = (await route({ sensitivity: 'high' })).ways
    expect(shortest!.minutes).toBeLessThanOrEqual(balanced!.minutes)
    expect(balanced!.minutes).toBeLessThanOrEqual(coolest!.minutes)
    expect(coolest!.sunMetres).toBeLessThanOrEqual(balanced!.sunMetres)
    expect(balanced!.sunMetres).toBeLessThanOrEqual(shortest!.sunMetres)
    expect(coolest!.felt).toBeLessThanOrEqual(balanced!.felt)
    expect(balanced!.felt).toBeLessThanOrEqual(shortest!.felt)
    // In this town it is worth going around.
    expect(coolest!.sunMetres).toBeLessThan(shortest!.sunMetres)
    expect(coolest!.utci).toBeGreaterThan(34)
    expect(coolest!.utciDose).toBeGreaterThan(0)
    expect(coolest!.knownShare).toBeGreaterThan(0.9)
  })

  test('at night all ways are the shortest, and the answer says why', async () => {
    const { ways, moment, notes } = await route({ at: '2026-07-18T23:30', sensitivity: 'high' })
    expect(ways.map(({ same }) => same)).toEqual([null, 'shortest', 'shortest'])
    expect(moment.minute).toBeNull()
    expect(notes[0]!.en).toContain('sun is down')
  })

  test('in a season of which no shade is known, nothing is invented', async () => {
    const { ways, moment } = await route({ at: '2026-10-10T12:00' })
    expect(ways[2]).toMatchObject({ same: 'shortest', shadeShare: null, knownShare: 0, utci: null, utciDose: null })
    expect(moment).toMatchObject({ season: 'autumn', day: null, comfortDay: null })
  })

  test('now is the clock of the place', async () => {
    expect((await route({ at: 'now' })).moment.at).toBe('2026-07-18T15:00')
    expect((await route({ at: '2026-07-18T13:00:00Z' })).moment.at).toBe('2026-07-18T15:00')
  })

  test('what is on the way is told where one comes by it', async () => {
    const { ways } = await route({ from: lonLat(4).join(), to: lonLat(6).join(), sensitivity: 'low' })
    const [shortest] = ways
    expect(shortest!.restPlaces.map(({ id }) => id)).toContain('b5')
    const away = await route({ from: lonLat(60).join(), to: lonLat(90).join() })
    const cool = away.ways.flatMap(({ coolPlaces }) => coolPlaces.map(({ name }) => name))
    expect(cool).toContain('Le Parc')
    expect(cool).not.toContain('Closed')
  })

  test('ends are places by name too, whatever the accents', async () => {
    const { from, to } = await route({ from: 'mediatheque', to: 'eglise st pierre' })
    expect([from.name, to.name]).toEqual(['Médiathèque', 'Église Saint-Pierre'])
    expect(to.asked).toEqual(lonLat(40))
  })

  test('a wheelchair is told what nobody knows of its way', async () => {
    const { ways, notes } = await route({ profile: 'wheelchair' })
    expect(ways[0]!.minutes).toBeGreaterThan((await route()).ways[0]!.minutes)
    expect(ways[0]!.unknownAccess).toBeGreaterThan(0)
    expect(notes.some(({ en }) => en.includes('wheelchair'))).toBe(true)
  })

  test('from a place to itself is a walk of no length', async () => {
    const { ways } = await route({ to: afternoon.from })
    expect(ways[0]).toMatchObject({ metres: 0, minutes: 0, same: null })
    expect(ways[0]!.geometry.coordinates).toHaveLength(2)
  })

  test.each([
    [{ from: '2.35,48.85' }, 'inputs.from'],
    [{ to: 'nowhere at all' }, 'inputs.to'],
    [{ at: 'yesterday' }, 'inputs.at'],
    [{ at: '2026-13-41T99:00' }, 'inputs.at'],
    [{ profile: 'horse' }, 'inputs.profile'],
    [{ from: '500,0' }, 'inputs.from'],
  ])('%o is refused by its place', async (query, place) => {
    expect(await ask('cool-route', { ...afternoon, ...query })).toMatchObject({
      status: 400,
      body: { code: 'process.bad-input', place },
    })
  })

  test('as GPX it has the track, the directions and where to drink', async () => {
    const query = new URLSearchParams({ ...afternoon, way: 'shortest', language: 'fr' })
    const answer = await app.request(`/api/packs/cool-routes/cool-route.gpx?${query}`)
    expect(answer.headers.get('Content-Type')).toContain('application/gpx+xml')
    const text = await answer.text()
    const [shortest] = (await route()).ways
    expect(text.match(/<trkpt /g)).toHaveLength(shortest!.geometry.coordinates.length)
    expect(text.match(/<rtept /g)).toHaveLength(shortest!.instructions.length)
    expect(text).toContain('<name>Vous voici à destination</name>')
    const [lon, lat] = shortest!.geometry.coordinates[0]!
    expect(text).toContain(`<trkpt lat="${lat}" lon="${lon}">`)
  })

  test('is an OGC process too', async () => {
    const answer = await app.request('/ogc/processes/cool-route/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ inputs: { from, to, at: afternoon.at }, outputs: { route: {} } }),
    })
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as CoolRouteAnswer).ways).toEqual((await route()).ways)
  })
})

describe('when to leave', () => {
  test('each departure is the coolest route of its hour', async () => {
    const { body } = await ask<WhenToLeaveAnswer>('when-to-leave', afternoon)
    expect([...Value.Errors(WhenToLeave, body)]).toEqual([])
    expect(body.hours).toHaveLength(31)
    const three = body.hours.find(({ at }) => at === afternoon.at)!
    const coolest = (await route()).ways[2]!
    expect(three).toMatchObject({ minutes: coolest.minutes, shadeShare: coolest.shadeShare, felt: coolest.felt })
    // The comfort of this town gets worse as the hours go.
    expect(body.best).toBe('2026-07-18T07:00')
  })
})

describe('around a place', () => {
  test('what is reached grows with time, and tells where it is cool', async () => {
    const { status, body } = await ask<IsochroneAnswer>('isochrone', { from: lonLat(75).join(), minutes: 9 })
    expect(status).toBe(200)
    expect([...Value.Errors(Isochrone, body)]).toEqual([])
    expect(body.bands.map(({ minutes }) => minutes)).toEqual([3, 6, 9])
    const metres = body.bands.map((band) => band.metres)
    expect(metres).toEqual(metres.toSorted((a, b) => a - b))
    expect(body.bands[2]!.area.coordinates.length).toBeGreaterThan(0)
    expect(body.bands[2]!.coolPlaces.map(({ name }) => name)).toContain('Le Parc')
    expect(body.bands[2]!.waterPlaces.map(({ id }) => id)).toContain('w90')
  })

  test('a round walk comes back', async () => {
    const { status, body } = await ask<RoundWalkAnswer>('round-walk', { from: lonLat(75).join(), minutes: 15 })
    expect(status).toBe(200)
    expect([...Value.Errors(RoundWalk, body)]).toEqual([])
    for (const { geometry, minutes } of body.ways) {
      expect(geometry.coordinates.at(0)).toEqual(geometry.coordinates.at(-1))
      expect(minutes).toBeGreaterThan(10)
      expect(minutes).toBeLessThan(19)
    }
  })

  test('a round that no street allows is refused', async () => {
    const asked = { from: lonLat(75).join(), minutes: 120 }
    expect(await ask('round-walk', asked)).toMatchObject({ status: 400, body: { place: 'inputs.minutes' } })
  })
})

describe('places', () => {
  test('are found by the beginnings of their words, streets first', async () => {
    const { body } = await ask<FoundPlacesAnswer>('find-place', { q: 'égl' })
    expect(body.places.map(({ kind }) => kind)).toEqual(['street', 'stop'])
    expect(body.places[1]!.at).toEqual(lonLat(40))
  })

  test('without words, the extent alone', async () => {
    const { body } = await ask<FoundPlacesAnswer>('find-place', { q: '' })
    expect(body.places).toEqual([])
    const [west, south, east, north] = body.extent as [number, number, number, number]
    for (let node = 0; node < graph.nodes.x.length; node++) {
      const [x, y] = lonLat(node)
      expect(x > west - 1e-4 && x < east + 1e-4 && y > south - 1e-4 && y < north + 1e-4).toBe(true)
    }
  })
})
