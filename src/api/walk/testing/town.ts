import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import Type from 'typebox'
import {
  type Access,
  answerRequest,
  askAccess,
  createAccessKey,
  declareOrganisations,
  type Govern,
  oneself,
  openGovern,
  sensingName,
  setMember,
  setOwner,
} from '../../../govern/index.ts'
import {
  asset,
  bind,
  check,
  definePack,
  fileAsset,
  geometry,
  instant,
  integer,
  keptProcess,
  type MeasureSpec,
  number,
  type Publish,
  process,
  type Sensing,
  type SimulatedMessage,
  sql,
  table,
  text,
} from '../../../kernel/index.ts'
import { openAuthentication } from '../../../observe/ingest/index.ts'
import { type Chain, workJobs } from '../../../pipeline/index.ts'
import { both, given, openTestHouse, place } from '../../../pipeline/testing.ts'
import { listAnswers, moderateAnswer, submitAnswer } from '../../../survey/index.ts'
import { signedIn } from '../../account/testing.ts'
import { openTestFleet } from '../../fleet/testing.ts'
import { createApi, openSensorThings } from '../../index.ts'

// A town that has, in each class of access, rows with a place and a time, a raster, a file, a process and a device; whose texts
// say which class they are of.

export const classes = ['open', 'restricted', 'personal'] as const
/** What the data of a class says, and what only its inputs say: nobody may read it who has no right to that class. */
export const markOf = (access: Access): string => `mark-of-${access}`
export const inputMarkOf = (access: Access): string => `input-of-${access}`

/** Names of the datasets of a class. */
export const rowsOf = (access: Access): string => `${access}_rows`
const markOfRows = (dataset: string): string => markOf(classes.find((access) => rowsOf(access) === dataset)!)
export const rasterOf = (access: Access): string => `${access}_raster`
export const fileOf = (access: Access): string => `${access}_file`
export const deviceOf = (access: Access): string => `${access.slice(0, 1).toUpperCase()}1`
export const processOf = (access: Access): string => `list-${access}`
/** One that answers from memory. */
export const keptOf = (access: Access): string => `keep-${access}`

const t = (s: string) => ({ title: both(s) })
const Seen = table('seen', {
  id: text({ ...t('id'), role: 'id' }),
  name: text({ ...t('name'), role: 'title' }),
  time: instant({ ...t('time'), role: 'time' }),
  value: number({ ...t('value'), unit: 'm' }),
  at: geometry({ ...t('at'), types: ['Point'], crs: 'EPSG:2154' }),
})
export const START = Date.UTC(2024, 4, 1)
export const [EAST, NORTH] = [352_000, 6_789_000] as const

const sources = classes.map((access) =>
  given({ name: `${access}_source`, rows: Seen }, async function* (_, run) {
    run.reject({ place: 'line 9', reason: both('no name'), raw: { name: inputMarkOf(access) } })
    yield Array.from({ length: 7 }, (_, i) => ({
      // The last one does not pass the check of what is made of it: only its inputs and what is set aside tell of it.
      ...{ id: `k${i}`, name: i < 6 ? markOf(access) : inputMarkOf(access), value: i, _row: i + 1 },
      ...{ time: new Date(START + i * 3_600_000) },
      at: { type: 'Point' as const, coordinates: [EAST + i * 500, NORTH] },
    }))
  }),
)

const pack = definePack({
  ...{ id: 'walk', title: both('Walk'), description: both('Walk'), code: import.meta.url },
  inputs: { open: Seen, restricted: Seen, personal: Seen },
  parameters: {},
  assets: (inputs) =>
    classes.flatMap((access) => {
      const seen = inputs[access]
      const publish: Publish = {
        ...{ licence: 'CC0-1.0', access, theme: 'environment' },
        ...(access === 'restricted' && { owner: 'office' }),
      }
      return [
        asset({
          ...{
            name: rowsOf(access),
            title: both(access),
            kind: 'observations' as const,
            from: { seen },
            rows: Seen,
            publish,
          },
          // The second fails on every row, so that its sample shows some.
          checks: [
            check.matches('name', /^mark/, { severity: 'quarantine' }),
            check.matches('name', /^nothing$/, { severity: 'warn' }),
          ],
          make: ({ seen }) => sql`select id, name, "time", value, "at" from ${seen}`,
        }),
        fileAsset({
          ...{ name: fileOf(access), title: both(access), kind: 'file', from: { seen }, publish },
          async make(_, run) {
            const path = join(run.folder, 'file.txt')
            await writeFile(path, markOf(access))
            return { path, mediaType: 'text/plain' }
          },
        }),
        fileAsset({
          ...{ name: rasterOf(access), title: both(access), kind: 'raster', from: { seen }, publish },
          bands: { height: integer({ ...t('height'), unit: 'm' }) },
          make: (_, run) =>
            run.raster({
              ...{ width: 8, height: 8, origin: [EAST, NORTH], step: 500, crs: 'EPSG:2154', type: 'float32' },
              bands: [{ name: 'height', unit: 'm', values: Float32Array.from({ length: 64 }, (_, i) => i) }],
            }),
        }),
      ]
    }),
  surveys: classes.map((access) => ({
    ...{ id: rowsOf(access), title: both(access), purpose: both(access), dataset: rowsOf(access) },
    questions: [{ id: 'good', title: both('good'), low: both('no'), high: both('yes') }],
    components: [{ column: 'value', weight: 1 }],
  })),
  processes: (inputs) =>
    classes.flatMap((access) => {
      const about = { title: both(access), description: both(access), from: { seen: inputs[access] }, inputs: {} }
      const names = { names: { title: both('names'), schema: Type.String() } }
      return [
        process({
          ...{ ...about, id: processOf(access), outputs: names },
          execute: async (_, { seen }) => ({ names: (await seen.all()).map(({ name }) => name).join() }),
        }),
        keptProcess({
          ...{ ...about, id: keptOf(access), outputs: names },
          prepare: async ({ seen }) => ({ names: (await seen.all()).map(({ name }) => name).join() }),
          answer: (_, state) => state,
        }),
      ]
    }),
})

const level: MeasureSpec = {
  key: 'level',
  observedProperty: { name: 'level', definition: 'http://qudt.org/vocab/quantitykind/Height', title: both('Level') },
  unit: { name: 'metre', symbol: 'm', ucum: 'm', definition: 'http://qudt.org/vocab/unit/M' },
}

/** The moment it is in the town. */
export const NOW = new Date('2024-06-01T12:00:00Z')

const sensing: Sensing = {
  datasets: classes.map((access) => ({ id: access, title: both(access), access })),
  connections: [
    { id: 'town', network: 'plain', topics: ['town/{device}'], mapping: { time: '/time' }, measures: [level] },
  ],
  devices: {
    csv: () =>
      `eui,name,family,lat,lon,group,expected,dataset\n${classes
        .map((access) => `${deviceOf(access)},${markOf(access)},flood,48.1,-1.6,,10min,${access}`)
        .join('\n')}\n`,
  },
  simulate: {
    days: 1,
    messages: () =>
      Array.from({ length: 3 }, (_, i) => new Date(NOW.getTime() - (3 - i) * 600_000)).flatMap((time, i) =>
        classes.map(
          (access): SimulatedMessage => ({
            ...{ time, topic: `town/${deviceOf(access)}` },
            // The last one is no number: it is set aside.
            payload: JSON.stringify({ time: time.toISOString(), level: i === 2 ? markOf(access) : i }),
          }),
        ),
      ),
  },
}

const SECRET = 'a long secret of the operator'
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })

/** Somebody who walks: what their requests carry, and the classes they may read, inputs too for the operator. */
export interface Walker {
  readonly headers: Readonly<Record<string, string>>
  readonly reads: readonly Access[]
  readonly readsInputs: readonly Access[]
}

export interface WalkedTown {
  readonly app: Hono
  readonly govern: Govern
  readonly walkers: ReadonlyMap<string, Walker>
  /** Number of the accepted request, of a job of each class, of a thing of each class. */
  readonly request: number
  readonly jobs: Readonly<Record<Access, string>>
  readonly things: Readonly<Record<Access, number>>
  close(): Promise<void>
}

export async function openWalkedTown(): Promise<WalkedTown> {
  const [open, restricted, personal] = sources as [(typeof sources)[0], (typeof sources)[0], (typeof sources)[0]]
  const territory = {
    ...place(sources, [bind(pack, { inputs: { open, restricted, personal } })]),
    ...{ sensing, organisations: [{ id: 'office', name: 'Office', kind: 'public' as const }] },
  }
  const house = await openTestHouse(territory)
  house.now = NOW
  const { steps } = await house.run()
  const failed = steps.find((step) => step.state !== 'done')
  if (failed) throw new Error(JSON.stringify(failed.error ?? failed))
  const { chain } = house
  const fleet = await openTestFleet(house, sensing)
  const { observe } = fleet
  const sensorThings = openSensorThings({
    ...{ observe, clock: chain.clock, log: chain.log },
    authenticate: openAuthentication(chain.store, SECRET, chain.clock),
  })
  const govern = openGovern(chain, { origin: 'http://town.example' })
  const app = createApi({ chain, queue: house.queue, secret: SECRET, version: '0', govern, fleet, sensorThings })
  const stop = new AbortController()
  const working = workJobs(chain, { signal: stop.signal })
  const { walkers, request } = await openWalkers(govern, app, chain.graph)
  const jobs = {} as Record<Access, string>
  const things = {} as Record<Access, number>
  for (const access of classes) {
    // As if it had been run when it could be: nobody may ask for the job of personal data.
    const [job] = await chain.store.query<{ id: string }>(
      `insert into job (territory, process, state, access, creator, inputs, request, reads, results, progress, finished)
       values ('test', $1, 'successful', $2, 'operator', '{}', $3, $4, $5, 100, now()) returning id`,
      [
        processOf(access),
        access,
        '{"response":"document","outputs":{"names":{"transmission":"value"}}}',
        JSON.stringify([{ alias: 'seen', asset: `${access}_source`, version: 1 }]),
        JSON.stringify({ names: { value: inputMarkOf(access) } }),
      ],
    )
    jobs[access] = job!.id
    const [thing] = await chain.store.query<{ id: number }>('select id from thing where dataset = $1', [access])
    things[access] = thing!.id
  }
  await answerSurveys(chain)
  return {
    ...{ app, govern, walkers, request, jobs, things },
    async close() {
      stop.abort()
      await working
      await fleet.close()
      await house.close()
    },
  }
}

/** Five accepted answers about a row of each class, whose words say which. */
async function answerSurveys({ store, clock, graph }: Chain): Promise<void> {
  const surveys = { store, clock, territory: graph.territory.id }
  for (const survey of graph.surveys)
    for (let i = 0; i < 5; i++) {
      await submitAnswer(
        surveys,
        survey,
        { subject: 'k0', ratings: [3], comment: markOfRows(survey.dataset) },
        undefined,
      )
      const { items } = await listAnswers(surveys, survey.id, 'waiting', { limit: 1, offset: 0 })
      await moderateAnswer(surveys, survey.id, items[0]!.id, { action: 'accept' })
    }
}

/** Everybody of interest, with the rights that a few decisions gave them. */
async function openWalkers(govern: Govern, app: Hono, graph: Parameters<typeof declareOrganisations>[1]) {
  const person = (name: string, options = {}) => signedIn({ app, govern }, `${name}@example.org`, options)
  const [stranger, accepted] = [await person('stranger'), await person('accepted')]
  const [expired, refused] = [await person('expired'), await person('refused')]
  const [producer, member] = [await person('producer'), await person('member')]
  const admin = await person('admin', { administrator: true })
  const waiting = await person('waiting', { state: 'pending' })
  const by = oneself(admin.account)
  await declareOrganisations(govern, graph)
  await setOwner(govern, by, sensingName('restricted'), 'office')
  for (const [name, role] of [
    ['producer', 'producer'],
    ['member', 'member'],
  ] as const)
    await setMember(govern, by, 'office', { email: `${name}@example.org`, role })
  const closed = [rowsOf('restricted'), rasterOf('restricted'), fileOf('restricted'), sensingName('restricted')]
  let request = 0
  for (const [who, answer] of [
    [accepted, 'accept'],
    [expired, 'accept'],
    [refused, 'refuse'],
  ] as const)
    for (const name of closed) {
      const form = {
        purpose: 'To walk everywhere.',
        comment: '',
        ends: '2024-12-31',
        project: undefined,
        organisation: '',
      }
      const asked = await askAccess(govern, { id: who.account, name: 'x' }, { name, access: 'restricted' }, form)
      await answerRequest(govern, by, true, asked.id, { answer, note: 'Because.' })
      if (who === accepted) request = asked.id
      // Its end has passed; nothing else was done of it.
      if (who === expired)
        await govern.store.query(`update access_request set until = $2 where id = $1`, [asked.id, govern.clock()])
    }
  const session = ({ cookies }: { readonly cookies: ReadonlyMap<string, string> }) => ({
    Cookie: `session=${cookies.get('session')}`,
  })
  const key = async ({ account }: { readonly account: number }, datasets: string[] | null = null) =>
    bearer((await createAccessKey(govern, account, { label: 'k', datasets, days: 30 })).key)
  const none = { reads: ['open'], readsInputs: ['open'] } as const
  const right = { reads: ['open', 'restricted'], readsInputs: ['open'] } as const
  const walkers = new Map<string, Walker>([
    ['anybody', { headers: {}, ...none }],
    ['a session that is none', { headers: { Cookie: 'session=nothing' }, ...none }],
    ['an account without right', { headers: session(stranger), ...none }],
    ['an account that awaits approval', { headers: session(waiting), ...none }],
    ['an accepted requester', { headers: session(accepted), ...right }],
    ['an expired requester', { headers: session(expired), ...none }],
    ['a refused requester', { headers: session(refused), ...none }],
    ['a producer', { headers: session(producer), ...right }],
    ['a mere member', { headers: session(member), ...none }],
    ['an administrator', { headers: session(admin), ...none }],
    ['the operator', { headers: bearer(SECRET), reads: ['open', 'restricted'], readsInputs: ['open', 'restricted'] }],
    ['a key of an account without right', { headers: await key(stranger), ...none }],
    ['a key of an accepted requester', { headers: await key(accepted), ...right }],
    ['a key limited to what was granted', { headers: await key(accepted, closed), ...right }],
    ['a key limited to another dataset', { headers: await key(accepted, [rowsOf('open')]), ...none }],
    ['a key of an expired requester', { headers: await key(expired), ...none }],
    ['a key of a producer', { headers: await key(producer), ...right }],
    ['a key of an administrator', { headers: await key(admin), ...none }],
  ])
  return { walkers, request }
}
