import Type, { type Static } from 'typebox'
import { Account, count, Fault, Footprint, instant, maybe, orNull, pageOf, Text, text } from './common.ts'

const RunFields = {
  id: count(),
  trigger: Type.Enum(['manual', 'schedule']),
  wanted: Type.Array(text(), { description: 'Names asked for; empty means all.' }),
  state: Type.Enum(['running', 'done', 'failed', 'abandoned']),
  started: instant(),
  finished: orNull(instant()),
  steps: Type.Object({
    waiting: count(),
    queued: count(),
    running: count(),
    done: count(),
    skipped: count(),
    failed: count(),
    blocked: count(),
    cancelled: count(),
  }),
  made: count('Partitions made.'),
  unchanged: Type.Array(text('Asset found up to date when the run was planned.')),
  footprint: Footprint,
}
export const RunSummary = Type.Object(RunFields)
export type RunSummary = Static<typeof RunSummary>
export const RunPage = pageOf(RunSummary)
export type RunPage = Static<typeof RunPage>

const stepState = ['waiting', 'queued', 'running', 'done', 'skipped', 'failed', 'blocked', 'cancelled'] as const
export const Step = Type.Object({
  id: count(),
  asset: text(),
  title: Text,
  partitions: orNull(Type.Object({ from: text(), to: text('Included.'), count: count() })),
  state: Type.Enum(stepState),
  attempt: count(),
  started: orNull(instant()),
  finished: orNull(instant()),
  progress: orNull(Type.Object({ done: Type.Number(), total: maybe(Type.Number()) })),
  made: count(),
  unchanged: count(),
  account: orNull(Account),
  footprint: orNull(Footprint),
  error: orNull(Fault),
})
export type Step = Static<typeof Step>

export const Run = Type.Object({
  ...RunFields,
  items: Type.Array(Step),
  skipped: Type.Array(
    Type.Object({
      asset: text(),
      title: Text,
      footprint: orNull(Footprint),
    }),
    { description: 'Assets that were not made again, with what making them cost last time.' },
  ),
  avoided: Footprint,
})
export type Run = Static<typeof Run>

export const StartedRun = Type.Object({ id: count(), state: text(), href: text() })

export const FootprintReport = Type.Object({
  total: Footprint,
  avoided: Type.Object({ ...Footprint.properties }, { description: 'What the last runs did not have to redo.' }),
  runs: count(),
  byAsset: Type.Array(Type.Object({ asset: text(), title: Text, steps: count(), footprint: Footprint })),
  byRun: Type.Array(
    Type.Object({ run: count(), started: instant(), state: text(), footprint: Footprint, avoided: Footprint }),
    { description: 'The last 50 runs, newest first.' },
  ),
  byDay: Type.Array(
    Type.Object({ day: text('In the time zone of the territory.'), runs: count(), footprint: Footprint }),
    { description: 'At most the last 400 days with a run, oldest first.' },
  ),
  constants: Type.Array(
    Type.Object({ name: text(), title: Text, value: Type.Number(), unit: text(), source: text(), date: text() }),
  ),
})
export type FootprintReport = Static<typeof FootprintReport>
