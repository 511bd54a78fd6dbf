import {
  asset,
  bind,
  check,
  date,
  definePack,
  fileAsset,
  geometry,
  instant,
  integer,
  nullable,
  number,
  sql,
  table,
  text,
} from '../../../kernel/index.ts'
import { both, given, openTestHouse, place } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'

// A field with what the data queries meet: stations in another asset in Lambert-93, observations with their own place, days,
// roads, a raster of two bands in four files with a hole, and a closed one of each.

const t = (s: string) => ({ title: both(s) })
const time = instant({ ...t('time'), role: 'time' })
const Post = table('post', {
  id: text({ ...t('id'), role: 'id' }),
  name: text({ ...t('name'), role: 'title' }),
  at: geometry({ ...t('at'), types: ['Point'], crs: 'EPSG:2154' }),
})
const Weather = table(
  'weather',
  {
    post: text(t('post')),
    time,
    air: nullable(number({ title: { fr: 'Température de l’air', en: 'Air temperature' }, unit: 'Cel' })),
    gusts: integer({ ...t('gusts'), unit: '{gust}' }),
    note: nullable(text(t('note'))),
  },
  { key: ['post', 'time'] },
)
const Climate = table('climate', { time, rain: number({ ...t('rain'), unit: 'mm' }) }, { key: ['time'] })
const Flow = table(
  'flow',
  {
    road: text(t('road')),
    day: date({ ...t('day'), role: 'time' }),
    cars: integer({ ...t('cars'), unit: '{car}' }),
    line: geometry({ ...t('line'), types: ['LineString'] }),
  },
  { key: ['road', 'day'] },
)

/** East and north in Lambert-93 of the first post, near Rennes; the others follow every kilometre eastwards. */
export const [EAST, NORTH] = [352_000, 6_789_000] as const
export const POSTS = 5
export const HOURS = 48
export const START = Date.UTC(2025, 6, 7)
/** Sides of the raster in cells, and of a cell in metres; its upper left corner is 1 km west and 5 km north of the first post. */
export const [COLUMNS, ROWS, CELL] = [80, 60, 100] as const
export const [LEFT, TOP] = [EAST - 1000, NORTH + 5000] as const

/** The first band of the raster: a plane, but for a hole at its first cell. */
export const heightAt = (column: number, row: number): number =>
  column === 0 && row === 0 ? Number.NaN : column + row / 100

const posts = given(
  { name: 'posts', rows: Post, publish: { access: 'open', theme: 'environment' } },
  async function* () {
    // One more than those that observe.
    yield Array.from({ length: POSTS + 1 }, (_, i) => ({
      id: `p${i}`,
      name: i === 0 ? '=1+1, "quoted"' : `Poste ${i}`,
      at: { type: 'Point' as const, coordinates: [EAST + i * 1000, NORTH] },
    }))
  },
)

const records = (factor: () => number) =>
  given({ name: 'records', rows: Weather }, async function* () {
    yield Array.from({ length: POSTS * HOURS }, (_, k) => {
      const [post, hour] = [k % POSTS, Math.floor(k / POSTS)]
      return {
        post: `p${post}`,
        time: new Date(START + hour * 3_600_000),
        air: hour === 3 ? null : (post * 100 + hour) * factor(),
        gusts: hour,
        note: null,
      }
    })
  })

const pack = definePack({
  id: 'field',
  title: both('Field'),
  description: both('Field'),
  code: import.meta.url,
  inputs: { posts: Post, records: Weather },
  parameters: {},
  assets: ({ posts, records }) => [
    asset({
      name: 'weather',
      title: both('weather'),
      kind: 'observations',
      from: { records, posts },
      rows: Weather,
      publish: { licence: 'etalab-2.0', access: 'open', theme: 'environment' },
      checks: [check.references('post', posts, 'id')],
      make: ({ records }) => sql`select post, "time", air, gusts, note from ${records}`,
    }),
    asset({
      name: 'flows',
      title: both('flows'),
      kind: 'observations',
      from: { records },
      rows: Flow,
      publish: { licence: 'etalab-2.0', access: 'open', theme: 'transport' },
      make: () =>
        ['2025-07-07', '2025-07-08', '2025-07-09'].flatMap((day, i) => [
          {
            road: 'r1',
            day,
            cars: i,
            line: {
              type: 'LineString' as const,
              coordinates: [
                [-1.7, 48.1],
                [-1.6, 48.1],
              ],
            },
          },
          {
            road: 'r2',
            day,
            cars: 10 + i,
            line: {
              type: 'LineString' as const,
              coordinates: [
                [-1.7, 48.2],
                [-1.6, 48.2],
              ],
            },
          },
        ]),
    }),
    asset({
      name: 'climate',
      title: both('climate'),
      kind: 'observations',
      from: { records },
      rows: Climate,
      publish: { licence: 'etalab-2.0', access: 'open', theme: 'environment' },
      make: () => [0, 1, 2].map((i) => ({ time: new Date(START + i * 3_600_000), rain: i / 10 })),
    }),
    asset({
      name: 'secret_weather',
      title: both('secret'),
      kind: 'observations',
      from: { records, posts },
      rows: Weather,
      publish: { licence: 'etalab-2.0', access: 'restricted', theme: 'environment' },
      checks: [check.references('post', posts, 'id')],
      make: ({ records }) => sql`select post, "time", air, gusts, note from ${records}`,
    }),
    ...(['relief', 'secret_relief'] as const).map((name) =>
      fileAsset({
        kind: 'raster',
        name,
        title: both(name),
        from: { posts },
        bands: {
          height: number({ title: { fr: 'Altitude', en: 'Elevation' }, unit: 'm' }),
          cover: integer(t('cover')),
        },
        partitions: {
          by: 'tile',
          crs: 'EPSG:2154',
          origin: [LEFT, TOP - ROWS * CELL],
          size: 4000,
          columns: 2,
          rows: 2,
        },
        publish: { licence: 'CC0-1.0', access: name === 'relief' ? 'open' : 'restricted', theme: 'environment' },
        async make(_, run) {
          const [west, , , north] = run.partition!.bbox!
          const [first, top] = [(west - LEFT) / CELL, (TOP - north) / CELL]
          // The tiles of the north end where the raster does: their upper rows are cut.
          const [skipped, height] = [Math.max(0, -top), 40 + Math.min(0, top)]
          const cells = Array.from(
            { length: 40 * height },
            (_, i) => [first + (i % 40), top + skipped + Math.floor(i / 40)] as const,
          )
          return run.raster({
            ...{ width: 40, height, origin: [west, north - skipped * CELL], step: CELL },
            crs: 'EPSG:2154',
            type: 'float32',
            bands: [
              { name: 'height', unit: 'm', values: Float32Array.from(cells, ([c, r]) => heightAt(c, r)) },
              { name: 'cover', values: Float32Array.from(cells, ([c]) => (c < 40 ? 1 : 2)) },
            ],
          })
        },
      }),
    ),
  ],
})

const SECRET = 'a long secret of the operator'

/** The field, run once, and its API. */
export async function openField() {
  let factor = 1
  const source = records(() => factor)
  const house = await openTestHouse(place([posts, source], [bind(pack, { inputs: { posts, records: source } })]))
  for (const name of ['posts', 'records']) house.contents.set(`test:${name}`, '1')
  const { steps } = await house.run()
  const failed = steps.find((step) => step.state !== 'done')
  if (failed) throw new Error(JSON.stringify(failed.error ?? failed))
  const app = createApi({ chain: house.chain, secret: SECRET, version: '0.0.1' })
  return {
    house,
    app,
    operator: { Authorization: `Bearer ${SECRET}` },
    /** Asks and reads the answer as JSON. */
    async get<T = Json>(path: string, headers: Record<string, string> = {}) {
      const answer = await app.request(path, { headers })
      const text = await answer.text()
      return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as T, headers: answer.headers }
    },
    /** The records say something else from the next run on. */
    change(to: number) {
      factor = to
      house.contents.set('test:records', String(to))
    },
  }
}
export type Field = Awaited<ReturnType<typeof openField>>

/** JSON looked at piece by piece. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as what they are, whatever it is.
export type Json = any
