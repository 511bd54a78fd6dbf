import type { Context } from 'hono'
import {
  type Access,
  classOfRows,
  type Decision,
  decide,
  decideRows,
  strictest,
  type Viewer,
} from '../../../govern/index.ts'
import { type Node, OrchestraError } from '../../../kernel/index.ts'
import { type Job, type Offered, readJob } from '../../../pipeline/index.ts'
import type { Deps } from '../../deps.ts'
import { noteReading } from '../../http/readings.ts'
import { part } from '../../http/route.ts'
import { badToken } from '../../http/viewer.ts'
import { guard } from '../../read/datasets.ts'
import { unknownJob, unknownProcess } from './exceptions.ts'
import { isListedForAll } from './listing.ts'

/** The process asked for. Throws `process.unknown`, naming the closest. */
export function processOf({ processes }: Pick<Deps, 'processes'>, c: Context): Offered {
  const id = part(c, 'process')
  const found = processes.offered.get(id)
  if (found) return found
  throw unknownProcess(id, [...processes.offered.keys()])
}

/** Lets pass who may read every asset that a process reads, and gives the strictest class among them. */
export function guardReads(deps: Deps, c: Context, offered: Offered): Access {
  const nodes = nodesRead(deps, offered)
  for (const node of nodes) guard(deps, c, node)
  return strictest(nodes.map((node) => classOfRows(deps.chain.graph, node)))
}

/** Whether somebody may read all that a process reads; the first refusal when not. */
export function decideReads(deps: Pick<Deps, 'chain'>, offered: Offered, viewer: Viewer): Decision {
  const decisions = nodesRead(deps, offered).map((node) => decideRows(deps.chain.graph, node, viewer))
  return decisions.find((one) => !one.allowed) ?? decide({ access: 'open', dataset: '' }, viewer)
}

const nodesRead = ({ chain }: Pick<Deps, 'chain'>, { reads }: Offered): Node[] =>
  reads.map((name) => chain.graph.byName.get(name)!)

/** Which jobs a list may show somebody. */
interface Listing {
  readonly access: Access[]
  readonly readable: string[]
  readonly shown: string[]
  readonly asker?: string
}

/**
 * The jobs that a list may show somebody: by class of access, and those of processes that read only what they have a right to;
 * of these, their own, and those that tell nothing of who asked.
 */
export function jobsFor(deps: Deps, viewer: Viewer): Listing {
  const anyDataset = { dataset: '' }
  const offered = [...deps.processes.offered.values()]
  return {
    access: (['open', 'restricted', 'personal'] as const).filter(
      (access) => decide({ access, ...anyDataset }, viewer).allowed,
    ),
    readable: offered.filter((one) => decideReads(deps, one, viewer).allowed).map(({ id }) => id),
    shown: offered.filter(isListedForAll).map(({ id }) => id),
    ...(viewer.kind !== 'anonymous' && { asker: creatorOf(viewer) }),
  }
}

/** The job asked for, for whoever may read what it read. Throws `job.unknown`, `api.refused`. */
export async function jobOf(deps: Deps, c: Context): Promise<Job> {
  const id = part(c, 'job')
  const job = await readJob(deps.chain, id)
  if (!job) throw unknownJob(id)
  if (job.access === 'open') return job
  const { graph } = deps.chain
  const read =
    job.reads.length > 0 ? job.reads.map(({ asset }) => asset) : deps.processes.offered.get(job.process)?.reads
  const viewer = deps.viewerOf(c)
  // What a process no longer offered read is told by its class alone: a right to a dataset does not reach it.
  for (const name of read ?? ['']) {
    const node = graph.byName.get(name)
    const decision = node ? decideRows(graph, node, viewer) : decide({ access: job.access, dataset: name }, viewer)
    if (!decision.allowed) {
      const { reason: say, remedy } = decision
      throw new OrchestraError({ code: 'api.refused', say, remedy, facts: { access: job.access } })
    }
    if (!node || classOfRows(graph, node) !== 'open') noteReading(c, name || job.process)
  }
  return job
}

/** What names who asks for a job, so that only they end it. */
export const creatorOf = (viewer: Viewer): string =>
  viewer.kind === 'account' ? `account ${viewer.account}` : viewer.kind

/** Lets pass who may end a job: anybody with its id when nobody showed a key to ask for it. Throws `api.no-token`. */
export function guardOwner(job: Job, viewer: Viewer): void {
  if (job.creator !== 'anonymous' && creatorOf(viewer) !== job.creator) throw badToken()
}
