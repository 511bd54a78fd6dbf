import type { Chain } from '../types.ts'

/** When an address is called. */
export const callEvents = ['success', 'inProgress', 'failed'] as const
export type CallEvent = (typeof callEvents)[number]

/** What whoever asks for a job wants called. */
export interface Subscriber {
  /** How they name this service: links are made of it. */
  readonly origin: string
  readonly addresses: Readonly<Partial<Record<CallEvent, string>>>
}

/** A call to be made now. */
export interface DueCall {
  readonly job: string
  readonly event: CallEvent
  readonly address: string
  readonly origin: string
  /** Which attempt this is. */
  readonly attempt: number
  /** Progress of the job, in percent. */
  readonly progress: number
}

/** Calls made at once. */
const AT_ONCE = 10
/** One whose caller was killed is made again after that. */
const CLAIM_SECONDS = 60
/** An address that does not answer well is called as often, first after five seconds, then each time four times later: in seven minutes. */
const [MOST_ATTEMPTS, FIRST_WAIT_SECONDS, LATER] = [5, 5, 4]
/** Progress is told no more often. */
const PROGRESS_SECONDS = 5

/** Takes the calls that are due, and lets go those that will never be. */
export async function dueCalls({ store, graph }: Pick<Chain, 'store' | 'graph'>): Promise<DueCall[]> {
  await store.query(
    `update job_call c set state = 'void' from job j where j.id = c.job and c.state = 'waiting'
       and ((j.state in ('failed', 'dismissed') and c.event <> 'failed') or (j.state = 'successful' and c.event <> 'success'))`,
  )
  return store.query<DueCall>(
    `with taken as (
       select c.job, c.event, j.progress from job_call c join job j on j.id = c.job
       where j.territory = $1 and c.state = 'waiting' and c.due <= now() and (
         (c.event = 'success' and j.state = 'successful') or (c.event = 'failed' and j.state in ('failed', 'dismissed'))
         or (c.event = 'inProgress' and j.state = 'running' and j.progress > c.told))
       order by c.due limit $2 for update of c skip locked)
     update job_call c set attempt = c.attempt + 1, due = now() + make_interval(secs => $3) from taken t
     where c.job = t.job and c.event = t.event
     returning c.job, c.event, c.address, c.origin, c.attempt, t.progress`,
    [graph.territory.id, AT_ONCE, CLAIM_SECONDS],
  )
}

/** A call that was answered well. Progress is told again once there is more. */
export async function callSent({ store }: Pick<Chain, 'store'>, { job, event, progress }: DueCall): Promise<void> {
  await store.query(
    `update job_call set state = case when event = 'inProgress' then 'waiting' else 'sent' end, attempt = 0, told = $3,
       due = now() + make_interval(secs => $4) where job = $1 and event = $2 and state = 'waiting'`,
    [job, event, progress, PROGRESS_SECONDS],
  )
}

/** A call that was not: made again later, or given up. Says which. */
export async function callFailed(
  { store }: Pick<Chain, 'store'>,
  { job, event, attempt }: DueCall,
  isHopeless: boolean,
): Promise<'waiting' | 'given up'> {
  const state = isHopeless || attempt >= MOST_ATTEMPTS ? 'given up' : 'waiting'
  await store.query(
    `update job_call set state = $3, due = now() + make_interval(secs => $4) where job = $1 and event = $2 and state = 'waiting'`,
    [job, event, state, FIRST_WAIT_SECONDS * LATER ** (attempt - 1)],
  )
  return state
}
