import type { Context } from 'hono'
import Type from 'typebox'
import { dismissJob, isOver, type JobState, jobStates, readJobs } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { badParameter } from '../../http/faults.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import type { Route } from '../../http/route.ts'
import { documentFormats, formatOf } from '../common/formats.ts'
import { linksOf } from '../common/links.ts'
import { type Period, readDatetime } from '../features/datetime.ts'
import { guardOwner, jobOf, jobsFor } from './access.ts'
import { processRoute } from './exceptions.ts'
import { jobPage } from './html/job.tsx'
import { jobListPage } from './html/jobs.tsx'
import { describeJob } from './job-info.ts'
import { f } from './processes.ts'
import { JobList, StatusInfo } from './schemas.ts'

const MOST_JOBS = 1000
const seconds = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 1e9, description }))

const query = Type.Object({
  f,
  type: textParameter('Types of job, separated by commas: `process`.', 100),
  processID: textParameter('Processes, separated by commas.', 4000),
  status: textParameter(
    'States, separated by commas: `accepted`, `running`, `successful`, `failed`, `dismissed`.',
    200,
  ),
  datetime: textParameter('Jobs asked for at an instant or in an interval.', 100),
  minDuration: seconds('Jobs that have lasted so many seconds at least.'),
  maxDuration: seconds('Jobs that have lasted so many seconds at most.'),
  limit: Type.Integer({ minimum: 1, default: 50, description: 'How many jobs a page has at most.' }),
  offset: Type.Integer({ minimum: 0, maximum: 1e6, default: 0, description: 'How many jobs to skip.' }),
})

/** The jobs: the list, the state of one, and its end. */
export const jobRoutes: readonly Route[] = [
  processRoute({
    path: '/ogc/jobs',
    tag: 'processes',
    summary: { fr: 'Les exécutions, la plus récente d’abord', en: 'The jobs, newest first' },
    query,
    answer: JobList,
    also: ['text/html'],
    problems: [406],
    async handle(deps, c, asked) {
      const format = formatOf(c, asked.f, documentFormats)
      const limit = Math.min(asked.limit, MOST_JOBS)
      const { jobs, total } = await listed(deps, c, { ...asked, limit })
      c.header('Vary', 'Accept, Accept-Language, Authorization')
      const links = linksOf(c, speechOf(c).language)
      const media = 'application/json'
      const to = (rel: string, offset: number, fr: string, en: string) =>
        links.link(rel, links.here({ offset: offset || undefined }), media, { fr, en })
      const pages = [
        ...(asked.offset + limit < total ? [to('next', asked.offset + limit, 'Page suivante', 'Next page')] : []),
        ...(asked.offset > 0
          ? [to('prev', Math.max(0, asked.offset - limit), 'Page précédente', 'Previous page')]
          : []),
      ]
      if (format === 'html') return jobListPage(deps, c, jobs, pages)
      return c.json({
        jobs: jobs.map((job) => describeJob(deps, c, job)),
        links: [...links.self(format, documentFormats), ...pages],
      })
    },
  }),
  processRoute({
    path: '/ogc/jobs/:job',
    tag: 'processes',
    summary: { fr: 'L’état d’une exécution', en: 'The state of a job' },
    query: Type.Object({ f }),
    answer: StatusInfo,
    also: ['text/html'],
    problems: [401, 403, 404, 406],
    async handle(deps, c, asked) {
      const job = await jobOf(deps, c)
      c.header('Vary', 'Accept, Accept-Language, Authorization')
      c.header('Cache-Control', 'no-store')
      if (formatOf(c, asked.f, documentFormats) === 'html') return jobPage(deps, c, job)
      return c.json(describeJob(deps, c, job))
    },
  }),
  processRoute({
    method: 'delete',
    path: '/ogc/jobs/:job',
    tag: 'processes',
    summary: { fr: 'Arrête une exécution, ou retire ses résultats', en: 'Stops a job, or removes its results' },
    answer: StatusInfo,
    problems: [401, 403, 404],
    async handle(deps, c) {
      const job = await jobOf(deps, c)
      guardOwner(job, deps.viewerOf(c))
      return c.json(describeJob(deps, c, await dismissJob(deps.chain, job.id)))
    },
  }),
  processRoute({
    method: 'post',
    path: '/ogc/jobs/:job/dismissal',
    tag: 'processes',
    summary: { fr: 'La même chose, pour le bouton de la page', en: 'The same, for the button of the page' },
    success: [303],
    answer: { media: ['text/html'] },
    problems: [401, 403, 404],
    async handle(deps, c) {
      const job = await jobOf(deps, c)
      guardOwner(job, deps.viewerOf(c))
      if (!isOver(job)) await dismissJob(deps.chain, job.id)
      return c.redirect(`/ogc/jobs/${job.id}?f=html&lang=${speechOf(c).language}`, 303)
    },
  }),
]

interface Asked {
  readonly type?: string
  readonly processID?: string
  readonly status?: string
  readonly datetime?: string
  readonly minDuration?: number
  readonly maxDuration?: number
  readonly limit: number
  readonly offset: number
}

async function listed(deps: Deps, c: Context, asked: Asked) {
  const { type, processID, status, datetime, minDuration, maxDuration, limit, offset } = asked
  const states = status === undefined ? undefined : readStates(status)
  if (type !== undefined && !type.split(',').includes('process')) return { jobs: [], total: 0 }
  const between = datetime === undefined ? undefined : endsOf(readDatetime(datetime))
  return readJobs(deps.chain, {
    ...jobsFor(deps, deps.viewerOf(c)),
    ...(processID !== undefined && { processes: processID.split(',') }),
    ...(states && { states }),
    ...(between?.from && { from: between.from }),
    ...(between?.to && { to: between.to }),
    ...(minDuration !== undefined && { minDuration }),
    ...(maxDuration !== undefined && { maxDuration }),
    ...{ limit, offset },
  })
}

/** The first and last moments of a period; an open end is undefined. */
function endsOf(period: Period): { from: Date | undefined; to: Date | undefined } {
  const [first, last] = 'interval' in period ? period.interval : [momentOf(period), momentOf(period)]
  const start = first === '..' ? undefined : new Date(first)
  if (last === '..') return { from: start, to: undefined }
  return { from: start, to: new Date(/T/.test(last) ? last : `${last}T23:59:59.999Z`) }
}

const momentOf = (period: Exclude<Period, { interval: unknown }>) => ('date' in period ? period.date : period.timestamp)

function readStates(text: string): JobState[] {
  const states = text.split(',') as JobState[]
  const known: readonly string[] = jobStates
  const wrong = states.find((state) => !known.includes(state))
  if (wrong === undefined) return states
  throw badParameter('status', `« ${wrong} » n’est pas un état`, `'${wrong}' is no state`, {
    fr: `Les états : ${known.join(', ')}.`,
    en: `The states: ${known.join(', ')}.`,
  })
}
