import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import Type from 'typebox'
import {
  findingCodes,
  listHarvestRuns,
  listReports,
  organisationOfSource,
  type RecordReport as Report,
  type HarvestRun as Run,
  readHarvestRun,
  sourceStates,
} from '../../catalogue/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { csvRows } from '../http/csv.ts'
import { badParameter } from '../http/faults.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import { HarvestRun, HarvestRunPage, HarvestSources, RecordReportPage } from '../json/shapes.ts'
import { recordRoutes } from './records.ts'

const outcomes = ['created', 'changed', 'restored', 'archived', 'refused'] as const
const filters = {
  outcome: Type.Optional(Type.Enum([...outcomes], { description: 'Only the records that became so.' })),
  code: Type.Optional(
    Type.Enum(Object.keys(findingCodes) as [string, ...string[]], { description: 'Only those with this code.' }),
  ),
}
/** Reports read at a time for a file. */
const BATCH = 1000

/** Addresses of the harvests: their sources, runs and reports. Descriptions of data are public, and so is what became of them. */
export const harvestRoutes: readonly Route[] = [
  route({
    path: '/api/harvests',
    tag: 'catalogue',
    summary: { fr: 'Les catalogues moissonnés', en: 'The catalogues that are harvested' },
    answer: HarvestSources,
    async handle({ chain }, c) {
      const { store, graph } = chain
      const { id: territory, harvests = [] } = graph.territory
      const states = new Map((await sourceStates(store, territory)).map((one) => [one.source, one]))
      // What organisations push, or describe in forms, is no harvest.
      const others = [...states.keys()].filter((id) => organisationOfSource(id) === undefined)
      const ids = [...new Set([...harvests.map(({ id }) => id), ...others])]
      const items = await Promise.all(
        ids.map(async (id) => {
          const declared = harvests.find((one) => one.id === id)
          const { active = 0, archived = 0, refused = 0, repaired = 0, stale = 0 } = states.get(id) ?? {}
          const [last] = (await listHarvestRuns(store, territory, { source: id, limit: 1 })).items
          return {
            ...{ id, title: declared?.title ?? { fr: id, en: id }, kind: declared?.kind ?? null },
            ...{ address: declared?.address ?? null, cron: declared?.cron ?? null },
            ...{ active, archived, refused, repaired, stale },
            last: last ? runTold(last) : null,
          }
        }),
      )
      return c.json({ items })
    },
  }),
  route({
    path: '/api/harvests/runs',
    tag: 'catalogue',
    summary: { fr: 'Les moissons faites, la dernière d’abord', en: 'The harvests done, the latest first' },
    query: Type.Object({ source: textParameter('Only of this source.', 64), ...pageParameters(200) }),
    answer: HarvestRunPage,
    async handle({ chain }, c, asked) {
      const { items, total } = await listHarvestRuns(chain.store, chain.graph.territory.id, asked)
      return c.json(pageOf(c, items.map(runTold), { ...asked, total }))
    },
  }),
  route({
    path: '/api/harvests/runs/:run',
    tag: 'catalogue',
    summary: { fr: 'Une moisson', en: 'A harvest' },
    answer: HarvestRun,
    problems: [404],
    handle: async (deps, c) => c.json(runTold(await runOf(deps, c))),
  }),
  route({
    path: '/api/harvests/runs/:run/records',
    tag: 'catalogue',
    summary: { fr: 'Ce que chaque fiche est devenue', en: 'What became of each record' },
    query: Type.Object({ ...filters, ...pageParameters(500) }),
    answer: RecordReportPage,
    problems: [404],
    async handle(deps, c, asked) {
      const run = await runOf(deps, c)
      const { items, total } = await listReports(deps.chain.store, run.id, asked)
      return c.json(pageOf(c, items, { ...asked, total }))
    },
  }),
  route({
    path: '/api/harvests/runs/:run/records.csv',
    tag: 'catalogue',
    summary: { fr: 'La même chose, en CSV', en: 'The same, as CSV' },
    query: Type.Object(filters),
    answer: { media: ['text/csv'] },
    problems: [404],
    async handle(deps, c, asked) {
      const run = await runOf(deps, c)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="harvest-${run.id}.csv"`)
      return stream(c, async (out) => {
        await out.write(csvRows([['external', 'dataset', 'title', 'outcome', 'code', 'field', 'kind', 'fr', 'en']]))
        for (let offset = 0; ; offset += BATCH) {
          const { items } = await listReports(deps.chain.store, run.id, { ...asked, limit: BATCH, offset })
          await out.write(csvRows(items.flatMap(lines)))
          if (items.length < BATCH || out.aborted) return
        }
      })
    },
  }),
  ...recordRoutes,
]

/** A line a finding; one for a record without any. */
function lines({ external, dataset, title, outcome, errors, repairs }: Report): unknown[][] {
  const start = [external, dataset, title, outcome]
  const of = (list: Report['errors'], kind: string) =>
    list.map(({ code, field, say }) => [...start, code, field, kind, say.fr, say.en])
  const all = [...of(errors, 'error'), ...of(repairs, 'repair')]
  return all.length > 0 ? all : [[...start, '', '', '', '', '']]
}

/** A run as it is told: what a failure quotes of the source stays here. */
function runTold(run: Run) {
  const { code, say, remedy, place, retry } = run.error ?? {}
  return {
    ...run,
    started: run.started.toISOString(),
    ended: run.ended?.toISOString() ?? null,
    error:
      code && say ? { code, say, ...(remedy && { remedy }), ...(place && { place }), ...(retry && { retry }) } : null,
  }
}

async function runOf({ chain }: Deps, c: Context): Promise<Run> {
  const text = part(c, 'run')
  if (!/^\d{1,15}$/.test(text))
    throw badParameter('run', 'ce n’est pas un numéro', 'this is no number', {
      fr: 'Les moissons sont à /api/harvests/runs.',
      en: 'The harvests are at /api/harvests/runs.',
    })
  const run = await readHarvestRun(chain.store, chain.graph.territory.id, Number(text))
  if (run) return run
  throw new OrchestraError({
    code: 'api.unknown-harvest-run',
    say: { fr: `Il n’y a pas de moisson ${text}.`, en: `There is no harvest ${text}.` },
    remedy: { fr: 'Les moissons sont à /harvests.', en: 'The harvests are at /harvests.' },
    place: 'run',
  })
}
