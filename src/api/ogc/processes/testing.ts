import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type from 'typebox'
import { type Govern, openGovern } from '../../../govern/index.ts'
import {
  asset,
  bind,
  process as declareProcess,
  definePack,
  fileAsset,
  geometry,
  integer,
  number,
  OrchestraError,
  pointSchema,
  pointTold,
  processInput,
  sql,
  table,
  text,
} from '../../../kernel/index.ts'
import { workJobs } from '../../../pipeline/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'

const t = (s: string) => ({ title: { fr: `${s} (fr)`, en: s } })
const Tree = table('tree', {
  id: text({ ...t('id'), role: 'id' }),
  height: number({ ...t('height'), unit: 'm' }),
  at: geometry({ ...t('at'), types: ['Point'], crs: 'EPSG:2154' }),
})
const Total = table('total', { n: integer(t('n')), height: number({ ...t('height'), unit: 'm' }) })
const Person = table('person', { id: text({ ...t('id'), role: 'id' }), secret: text(t('secret')) })

const trees = given({ name: 'trees', rows: Tree }, async function* () {
  yield Array.from({ length: 60 }, (_, i) => ({
    ...{ id: `t${i}`, height: 1 + (i % 20), _row: i + 1 },
    at: { type: 'Point' as const, coordinates: [352_000 + i * 10, 6_789_000] },
  }))
})
const people = given({ name: 'people', rows: Person }, async function* () {
  yield [{ id: 'p1', secret: 'sealed', _row: 1 }]
})

const pack = definePack({
  ...{ id: 'park', title: both('Park'), description: both('Park'), code: import.meta.url },
  inputs: { trees: Tree, people: Person },
  parameters: {
    tall: {
      ...{ default: 10, unit: 'm', min: 0, max: 50 },
      ...{ title: { fr: 'Grand à partir de', en: 'Tall from' }, source: 'test', date: '2024' },
    },
  },
  assets: ({ trees, people }, { tall }) => {
    const big = asset({
      name: 'tall_trees',
      title: { fr: 'Grands arbres', en: 'Tall trees' },
      from: { trees },
      rows: Tree,
      publish: { licence: 'ODbL-1.0', access: 'open', theme: 'environment' },
      make: ({ trees }) => sql`select id, height, "at" from ${trees} where height >= ${tall} order by id`,
    })
    return [
      big,
      asset({
        name: 'park_total',
        title: both('Total'),
        from: { big },
        rows: Total,
        publish: { licence: 'ODbL-1.0', access: 'open', theme: 'environment' },
        make: ({ big }) => sql`select count(*)::bigint as n, coalesce(sum(height), 0) as height from ${big}`,
      }),
      fileAsset({
        name: 'park_plan',
        title: both('Plan'),
        kind: 'file',
        from: { big },
        publish: { licence: 'ODbL-1.0', access: 'open', theme: 'environment' },
        async make({ big }, run) {
          const path = join(run.folder, 'plan.txt')
          await writeFile(path, `${big.count} tall trees`)
          return { path, mediaType: 'text/plain' }
        },
      }),
      asset({
        name: 'staff',
        title: both('Staff'),
        from: { people },
        rows: Person,
        publish: { licence: 'etalab-2.0', access: 'restricted', theme: 'government' },
        make: ({ people }) => sql`select id, secret from ${people}`,
      }),
    ]
  },
  processes: ({ trees }) => [
    declareProcess({
      id: 'from-home',
      title: { fr: 'Depuis chez soi', en: 'From home' },
      description: both('Gives back where somebody is.'),
      from: {},
      inputs: { home: processInput.required(pointSchema, { title: both('Home'), told: pointTold }) },
      outputs: { home: { title: both('Home'), schema: pointSchema } },
      execute: async ({ home }) => ({ home }),
    }),
    declareProcess({
      id: 'count-trees',
      title: { fr: 'Compter les arbres', en: 'Count the trees' },
      description: both('Counts the trees of a height at least.'),
      from: { trees },
      inputs: {
        least: processInput.required(Type.Number({ minimum: 0, maximum: 50 }), {
          title: { fr: 'Hauteur minimale', en: 'Least height' },
          unit: 'm',
        }),
      },
      outputs: {
        count: { title: both('Count'), schema: Type.Integer() },
        trees: { title: both('Trees'), rows: Tree },
      },
      execute: async ({ least }, { trees }) => {
        if (least === 49) throw new OrchestraError({ code: 'test.broken', say: both(`broken: ${process.cwd()}/x`) })
        const rows = (await trees.all()).filter(({ height }) => height >= least)
        return { count: rows.length, trees: rows }
      },
    }),
  ],
})

/** What the standard calls its exceptions. */
export const exceptions = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0'

interface Link {
  readonly rel: string
  readonly href: string
  readonly type?: string
}
/** The state of a job, as tests read it. */
export interface Status {
  readonly jobID: string
  readonly status: string
  readonly progress: number
  readonly links: readonly Link[]
  readonly message: string
}
/** An exception, as tests read it. */
export interface Exception {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly say: { readonly fr: string; readonly en: string }
  readonly remedy: { readonly fr: string; readonly en: string }
  readonly facts?: Record<string, unknown>
}

const SECRET = 'a long secret of the operator'

/** A park with its API and a worker that does jobs. */
export interface Park {
  readonly house: TestHouse
  readonly app: ReturnType<typeof createApi>
  readonly govern: Govern
  readonly operator: Record<string, string>
  ask(path: string, init?: RequestInit): Promise<Response>
  json<T = Record<string, unknown>>(path: string, init?: RequestInit): Promise<{ status: number; body: T }>
  execute(process: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

export async function openPark(): Promise<Park> {
  const house = await openTestHouse(place([trees, people], [bind(pack, { inputs: { trees, people } })]))
  await house.run()
  const stop = new AbortController()
  const working = workJobs(house.chain, { signal: stop.signal })
  const govern = openGovern(house.chain)
  const app = createApi({ chain: house.chain, queue: house.queue, govern, secret: SECRET, version: '0.0.1' })
  const ask = async (path: string, init?: RequestInit) => app.request(path, init)
  return {
    ...{ house, app, govern, ask, operator: { Authorization: `Bearer ${SECRET}` } },
    async json(path, init) {
      const answer = await ask(path, init)
      return { status: answer.status, body: (await answer.json()) as never }
    },
    execute: (id, body, headers = {}) =>
      ask(join('/ogc/processes', id, 'execution'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      stop.abort()
      await working
      await house.close()
    },
  }
}
