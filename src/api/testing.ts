import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Govern, type GovernSettings, openGovern } from '../govern/index.ts'
import {
  asset,
  bind,
  boolean,
  check,
  date,
  definePack,
  fileAsset,
  geometry,
  instant,
  integer,
  nullable,
  number,
  OrchestraError,
  sql,
  table,
  text,
} from '../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../pipeline/testing.ts'
import { createApi } from './index.ts'

// A small town in the CRS of its services, with a dataset of each class of access, a raster-like file, days as partitions,
// rows set aside and a check that can be made to fail.

const t = (s: string) => ({ title: both(s) })
const Counter = table('counter', {
  id: text({ ...t('id'), role: 'id' }),
  name: text({ ...t('name'), role: 'title' }),
  lanes: integer(t('lanes')),
  open: boolean(t('open')),
  at: geometry({ ...t('at'), types: ['Point'], crs: 'EPSG:2154' }),
})
const Count = table('count', {
  counter: text(t('counter')),
  time: instant({ ...t('time'), role: 'time' }),
  bikes: nullable(integer({ ...t('bikes'), unit: '1' })),
})
const Daily = table('daily', { day: date({ ...t('day'), role: 'time' }), bikes: number(t('bikes')) })
const Person = table('person', { id: text({ ...t('id'), role: 'id' }), secret: text(t('secret')) })

export const COUNTERS = 250
const HOURS = 24 * 14
export const START = Date.UTC(2024, 2, 25)

/** East and north in Lambert-93, near Rennes. */
const spot = (i: number) => [352_000 + (i % 25) * 100, 6_789_000 + Math.floor(i / 25) * 100]

const counters = (isBroken: () => boolean) =>
  given(
    { name: 'counters', rows: Counter, publish: { access: 'open', theme: 'transport' }, checks: [check.notEmpty()] },
    async function* (_, run) {
      if (isBroken())
        throw new OrchestraError({
          code: 'test.broken',
          say: both(`Broken: ${run.folder}/counters.csv`),
          place: `${run.folder}/counters.csv`,
          facts: { path: run.folder },
        })
      run.reject({ place: 'line 3', reason: { fr: 'illisible', en: 'unreadable' }, raw: { id: '?' } })
      yield Array.from({ length: COUNTERS }, (_, i) => ({
        id: `c${i}`,
        name: i === 0 ? '=1+1, "quoted"' : `Compteur n° ${i}`,
        lanes: i % 3,
        open: i % 2 === 0,
        at: { type: 'Point' as const, coordinates: spot(i) },
      }))
    },
  )

const counts = (factor: () => number) =>
  given(
    { name: 'counts', rows: Count, checks: [check.between('bikes', 0, 1e6, { severity: 'quarantine' })] },
    async function* () {
      const rows = Array.from({ length: HOURS }, (_, i) => ({
        counter: i % 2 ? 'c0' : 'c1',
        time: new Date(START + i * 3_600_000),
        bikes: i === 5 ? -1 : i === 7 ? null : i * factor(),
        _row: i + 1,
      }))
      yield rows
    },
  )

const people = given({ name: 'people', rows: Person }, async function* (_, run) {
  run.reject({ place: 'line 9', reason: { fr: 'sans nom', en: 'no name' }, raw: { secret: 'sealed' } })
  yield [{ id: 'p1', secret: 'sealed' }]
})

const pack = definePack({
  id: 'bikes',
  title: both('Bikes'),
  description: both('Bikes'),
  code: import.meta.url,
  inputs: { counters: Counter, counts: Count, people: Person },
  parameters: { limit: { default: 4, unit: '1', title: both('limit'), source: 'test', date: '2024' } },
  assets: ({ counters, counts, people }) => [
    asset({
      name: 'hourly',
      title: both('hourly'),
      from: { counts, counters },
      rows: Count,
      kind: 'observations',
      publish: {
        licence: 'ODbL-1.0',
        access: 'open',
        theme: 'transport',
        limits: both('limits'),
        keywords: [both('bike')],
      },
      checks: [
        check.notEmpty(),
        check.between('bikes', 0, 100, { severity: 'warn' }),
        check.references('counter', counters, 'id'),
      ],
      make: ({ counts }) => sql`select counter, "time", bikes from ${counts} order by "time"`,
    }),
    asset({
      name: 'daily',
      title: both('daily'),
      from: { counts },
      rows: Daily,
      partitions: { by: 'day', from: '2024-03-25', to: '2024-04-07' },
      publish: { licence: 'etalab-2.0', access: 'open', theme: 'transport' },
      make: async ({ counts }, run) => {
        const key = run.partition!.key
        const rows = (await counts.all()).filter((row) => row.time.toISOString().startsWith(key))
        return [{ day: key, bikes: rows.reduce((sum, row) => sum + (row.bikes ?? 0), 0) }]
      },
    }),
    asset({
      name: 'staff',
      title: both('staff'),
      from: { people },
      rows: Person,
      publish: {
        licence: 'etalab-2.0',
        access: 'restricted',
        theme: 'government',
        contact: { name: 'City', email: 'city@example.org' },
      },
      checks: [check.matches('secret', /x+/, { severity: 'warn' })],
      make: ({ people }) => sql`select id, secret from ${people}`,
    }),
    asset({
      name: 'residents',
      title: both('residents'),
      from: { people },
      rows: Person,
      publish: { licence: 'etalab-2.0', access: 'personal', theme: 'society' },
      make: ({ people }) => sql`select id, secret from ${people}`,
    }),
    fileAsset({
      name: 'plan',
      title: both('plan'),
      from: { counters },
      kind: 'file',
      publish: { licence: 'CC0-1.0', access: 'open', theme: 'regions' },
      async make(_, run) {
        const path = join(run.folder, 'plan.pdf')
        await writeFile(path, '%PDF-1.4 a plan')
        return { path, mediaType: 'application/pdf' }
      },
    }),
  ],
})

const SECRET = 'a long secret of the operator'

/** The town, run once, and its API. */
export interface Town {
  readonly house: TestHouse
  readonly app: ReturnType<typeof createApi>
  readonly govern: Govern
  /** Asks for JSON. */
  get<T = Record<string, unknown>>(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>
  /** Makes the sources answer something else from the next run on. */
  change(factor: number): void
  /** Makes the source of counters fail from the next run on. */
  break(): void
  /** As an operator. */
  readonly operator: Record<string, string>
}

/** `settings`: of its accounts. */
export async function openTown(settings?: Partial<GovernSettings>): Promise<Town> {
  let factor = 1
  let broken = false
  const readings = counts(() => factor)
  const stations = counters(() => broken)
  const house = await openTestHouse(
    place([stations, readings, people], [bind(pack, { inputs: { counters: stations, counts: readings, people } })]),
  )
  for (const name of ['counters', 'counts', 'people']) house.contents.set(`test:${name}`, '1')
  await house.run()
  const govern = openGovern(house.chain, { origin: 'http://town.example', ...settings })
  const app = createApi({ chain: house.chain, queue: house.queue, govern, secret: SECRET, version: '0.0.1' })
  return {
    house,
    app,
    govern,
    operator: { Authorization: `Bearer ${SECRET}` },
    async get(path, headers = {}) {
      const answer = await app.request(path, { headers })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? ({} as never) : JSON.parse(text), headers: answer.headers }
    },
    break() {
      broken = true
      house.contents.set('test:counters', 'broken')
    },
    change(to) {
      factor = to
      house.contents.set('test:counts', String(to))
    },
  }
}
