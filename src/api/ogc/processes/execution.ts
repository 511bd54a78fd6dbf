import type { Context } from 'hono'
import Type from 'typebox'
import type { Access, Viewer } from '../../../govern/index.ts'
import {
  type AskedResults,
  awaitJob,
  createJob,
  dismissJob,
  forgetJob,
  isOver,
  type Job,
  listJob,
  type Offered,
} from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { creatorOf, guardReads, processOf } from './access.ts'
import { answerResults } from './answer.ts'
import { processRoute } from './exceptions.ts'
import { isForm, readForm } from './form.ts'
import { processPage } from './html/process.tsx'
import { readInputs } from './inputs.ts'
import { describeJob } from './job-info.ts'
import { failureOf } from './outcome.ts'
import { preferenceOf } from './prefer.ts'
import { readExecute } from './request.ts'
import { Execute, StatusInfo } from './schemas.ts'
import { readSubscriber } from './subscriber.ts'

/** How long a request waits for an execution before it becomes a job to ask after. */
const WAIT_MS = 20_000
/** How long a form waits before it shows the page of the job. */
const FORM_WAIT_MS = 3000
const MOST_BODY_BYTES = 1_048_576

/** Executes a process: at once where it is quick, else as a job. The work is done by workers, never here. */
export const executionRoute = processRoute({
  method: 'post',
  path: '/ogc/processes/:process/execution',
  tag: 'processes',
  summary: { fr: 'Exécute un traitement', en: 'Executes a process' },
  query: Type.Object({}),
  body: Execute,
  mostBytes: MOST_BODY_BYTES,
  answer: StatusInfo,
  success: [200, 201, 204],
  also: ['text/html', 'multipart/related'],
  problems: [401, 403, 404, 413],
  async handle(deps, c) {
    const offered = processOf(deps, c)
    const viewer = deps.viewerOf(c)
    const access = guardReads(deps, c, offered)
    if (isForm(c)) return fromForm(deps, c, offered, access, viewer)
    const { inputs: given, request, subscriber: wanted } = await readExecute(c, offered)
    const { origin } = new URL(c.req.url)
    const inputs = await readInputs(deps.processes, offered, given, origin)
    const subscriber = await readSubscriber(deps.processes.caller, wanted, access, origin)
    const { mode, wait, stated } = preferenceOf(c)
    const patience = wait === undefined ? (mode === 'async' ? 0 : WAIT_MS) : Math.min(wait * 1000, WAIT_MS)
    const asked = { process: offered.id, access, creator: creatorOf(viewer), inputs, request, subscriber }
    // Results given by reference stay where they are, and those told to others: such an execution is a job like another.
    const listed = patience === 0 || hasReference(request) || subscriber !== undefined
    if (offered.keeps && !listed) return answerFromMemory(deps, c, offered, asked)
    const job = await createJob(deps.chain, { ...asked, listed })
    if (patience === 0) return accepted(deps, c, job, stated)
    return deps.processes.waits.run(() => answerWithin(deps, c, job, offered, patience, stated))
  },
})

/** Answers with results that are in nobody's list of jobs: they took milliseconds, and no worker. */
async function answerFromMemory(
  deps: Deps,
  c: Context,
  offered: Offered,
  { inputs, request }: Pick<Job, 'inputs' | 'request'>,
): Promise<Response> {
  const { results } = await deps.answers.answer(offered.id, inputs)
  return answerResults(deps, c, { id: '', results, request }, offered)
}

const hasReference = ({ outputs }: AskedResults) =>
  Object.values(outputs).some(({ transmission }) => transmission === 'reference')

/** Answers with the results if the job ends in time, else with where to ask after it. */
async function answerWithin(
  deps: Deps,
  c: Context,
  { id }: Job,
  offered: Offered,
  ms: number,
  stated: boolean,
): Promise<Response> {
  const job = await awaitJob(deps.chain, id, ms, c.req.raw.signal)
  if (c.req.raw.signal?.aborted && !isOver(job)) await dismissJob(deps.chain, id)
  if (!isOver(job)) {
    await listJob(deps.chain, id)
    return accepted(deps, c, job, stated)
  }
  if (!job.listed) await forgetJob(deps.chain, id)
  if (job.state !== 'successful') throw failureOf(deps, job)
  const response = answerResults(deps, c, job, offered)
  if (job.listed) response.headers.append('Link', `<${jobAddress(c, job)}>; rel=monitor`)
  return response
}

const jobAddress = (c: Context, { id }: Pick<Job, 'id'>) => `${new URL(c.req.url).origin}/ogc/jobs/${id}`

function accepted(deps: Deps, c: Context, job: Job, stated: boolean): Response {
  c.header('Location', jobAddress(c, job))
  if (stated) c.header('Preference-Applied', 'respond-async')
  return c.json(describeJob(deps, c, { ...job, listed: true }), 201)
}

/** From the form of the page: on to the page of the job, or back to the form with what is wrong. */
async function fromForm(deps: Deps, c: Context, offered: Offered, access: Access, viewer: Viewer): Promise<Response> {
  const { given, texts } = await readForm(c, offered)
  let inputs: Readonly<Record<string, unknown>>
  try {
    inputs = await readInputs(deps.processes, offered, given, new URL(c.req.url).origin)
  } catch (error) {
    c.status(400)
    return processPage(deps, c, offered, { texts, error })
  }
  const outputs = Object.fromEntries(
    Object.keys(offered.outputs).map((name) => [name, { transmission: 'value' as const }]),
  )
  const request: AskedResults = { outputs, response: 'document' }
  const { id } = await createJob(deps.chain, {
    ...{ process: offered.id, access, creator: creatorOf(viewer), listed: true, inputs, request },
  })
  await deps.processes.waits.run(() => awaitJob(deps.chain, id, FORM_WAIT_MS))
  return c.redirect(`/ogc/jobs/${id}?f=html&lang=${speechOf(c).language}`, 303)
}
