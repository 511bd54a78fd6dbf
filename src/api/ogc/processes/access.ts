import type { Context } from 'hono'
import { type Access, classOfRows, decide, strictest, type Viewer } from '../../../govern/index.ts'
import { OrchestraError } from '../../../kernel/index.ts'
import { type Job, type Offered, readJob } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { part } from '../../http/route.ts'
import { badToken } from '../../http/viewer.ts'
import { guard } from '../../read/datasets.ts'
import { unknownJob, unknownProcess } from './exceptions.ts'

/** The process asked for. Throws `process.unknown`, naming the closest. */
export function processOf({ processes }: Pick<Deps, 'processes'>, c: Context): Offered {
  const id = part(c, 'process')
  const found = processes.offered.get(id)
  if (found) return found
  throw unknownProcess(id, [...processes.offered.keys()])
}

/** Lets pass who may read every asset that a process reads, and gives the strictest class among them. */
export function guardReads({ chain }: Pick<Deps, 'chain'>, { reads }: Offered, viewer: Viewer): Access {
  const nodes = reads.map((name) => chain.graph.byName.get(name)!)
  const classes = nodes.map((node) => classOfRows(chain.graph, node))
  nodes.forEach((node, i) => {
    guard(classes[i]!, node, viewer)
  })
  return strictest(classes)
}

/** The classes of access whose jobs somebody may see. */
export const classesFor = (viewer: Viewer): Access[] =>
  (['open', 'restricted', 'personal'] as const).filter((access) => decide({ access }, viewer).allowed)

/** The job asked for, for whoever may read what it read. Throws `job.unknown`, `api.refused`. */
export async function jobOf(deps: Deps, c: Context): Promise<Job> {
  const id = part(c, 'job')
  const job = await readJob(deps.chain, id)
  if (!job) throw unknownJob(id)
  const decision = decide({ access: job.access }, deps.viewerOf(c))
  if (decision.allowed) return job
  const { reason: say, remedy } = decision
  throw new OrchestraError({ code: 'api.refused', say, remedy, facts: { access: job.access } })
}

/** What names who asks for a job, so that only they end it. */
export const creatorOf = (viewer: Viewer): string =>
  viewer.kind === 'account' ? `account ${viewer.account}` : viewer.kind

/** Lets pass who may end a job: anybody with its id when nobody showed a key to ask for it. Throws `api.no-token`. */
export function guardOwner(job: Job, viewer: Viewer): void {
  if (job.creator !== 'anonymous' && creatorOf(viewer) !== job.creator) throw badToken()
}
