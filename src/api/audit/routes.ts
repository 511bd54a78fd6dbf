import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import Type, { type Static } from 'typebox'
import { type Audited, type AuditFilter, type Eyes, readAudit, type Verb, verbs } from '../../govern/index.ts'
import { meOf } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { csvRows } from '../http/csv.ts'
import { badParameter } from '../http/faults.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { AuditPage } from '../json/shapes.ts'
import { auditTold } from './told.ts'

const number = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 1e15, description }))
const filters = {
  dataset: textParameter('Only of this dataset.', 100),
  request: number('Only of this request.'),
  verb: Type.Optional(Type.Enum([...verbs] as Verb[], { description: 'Only what was done so.' })),
  account: number('Only what this account did, or what was done about it.'),
  from: textParameter('From this day, or instant.', 30),
  to: textParameter('Until this day included, or before this instant.', 30),
}
/** Entries read at a time for a file. */
const BATCH = 1000

/** The journal, for the eyes it concerns: oneself, producers of a dataset, administrators. */
export const auditRoutes: readonly Route[] = [
  route({
    path: '/api/audit',
    tag: 'accounts',
    summary: { fr: 'Le journal des décisions et des accès', en: 'The journal of decisions and accesses' },
    query: Type.Object({ ...filters, ...pageParameters(500) }),
    answer: AuditPage,
    problems: [401],
    secured: true,
    async handle(deps, c, { limit, offset, ...asked }) {
      const eyes = await eyesOf(deps, c)
      const { items, total } = await readAudit(deps.govern, eyes, filterOf(asked), { limit, offset })
      return c.json(pageOf(c, items.map(auditTold), { limit, offset, total }) satisfies AuditPage)
    },
  }),
  route({
    path: '/api/audit.csv',
    tag: 'accounts',
    summary: { fr: 'Le même journal, en CSV', en: 'The same journal, as CSV' },
    query: Type.Object(filters),
    answer: { media: ['text/csv'] },
    problems: [401],
    secured: true,
    async handle(deps, c, asked) {
      const [eyes, filter] = [await eyesOf(deps, c), filterOf(asked)]
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', 'attachment; filename="audit.csv"')
      c.header('Cache-Control', 'private, no-store')
      return stream(c, async (out) => {
        await out.write(csvRows([headings]))
        for (let before: number | undefined; ; ) {
          const { items } = await readAudit(deps.govern, eyes, filter, { limit: BATCH, ...(before && { before }) })
          await out.write(csvRows(items.map(row)))
          before = items.at(-1)?.id
          if (items.length < BATCH || out.aborted) return
        }
      })
    },
  }),
]

const headings = ['id', 'at', 'verb', 'kind', 'actor', 'key', 'account', 'organisation', 'dataset', 'request', 'facts']
const row = (one: Audited) => [
  ...[one.id, one.at, one.verb, one.kind, one.actor?.name, one.key, one.account?.name, one.organisation?.slug],
  ...[one.dataset, one.request, JSON.stringify(one.facts)],
]

/** The operator and the administrators see all; an account, what concerns it. Throws `account.signed-out`. */
async function eyesOf(deps: Deps, c: Context): Promise<Eyes> {
  const viewer = deps.viewerOf(c)
  if (viewer.kind === 'operator' || (viewer.kind === 'account' && viewer.administrator)) return { all: true }
  return { account: (await meOf(deps, c)).id }
}

type Asked = { readonly [K in keyof typeof filters]?: Static<(typeof filters)[K]> | undefined }

const filterOf = ({ from, to, ...filter }: Asked): AuditFilter => ({
  ...filter,
  from: instant('from', from, 0),
  to: instant('to', to, 86_400_000),
})

/** An instant, or a day, of which `dayMs` is added. */
function instant(name: string, text: string | undefined, dayMs: number): Date | undefined {
  if (text === undefined) return undefined
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (!Number.isNaN(at.getTime())) return new Date(at.getTime() + (isDay ? dayMs : 0))
  throw badParameter(name, 'ce n’est ni un jour ni un instant', 'this is neither a day nor an instant', {
    fr: 'Écrivez 2025-03-01, ou 2025-03-01T09:00:00Z.',
    en: 'Write 2025-03-01, or 2025-03-01T09:00:00Z.',
  })
}
