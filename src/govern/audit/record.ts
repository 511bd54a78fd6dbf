import type { Sender } from '../../store/index.ts'
import type { Viewer } from '../decide.ts'
import type { Govern } from '../types.ts'

/** What may be done that is kept: decisions, changes of rights, readings of data that is not open. */
export const verbs = [
  'account.asked',
  'account.signed-in',
  'account.password',
  'account.approve',
  'account.refuse',
  'account.block',
  'account.unblock',
  'account.promote',
  'account.demote',
  'account.email',
  'account.link',
  'account.erased',
  'key.made',
  'key.revoked',
  'organisation.asked',
  'organisation.changed',
  'organisation.approve',
  'organisation.refuse',
  'organisation.close',
  'organisation.reopen',
  'organisation.key-made',
  'organisation.key-revoked',
  'organisation.public-key',
  'member.set',
  'member.removed',
  'owner.set',
  'project.made',
  'request.made',
  'request.accepted',
  'request.refused',
  'request.cancelled',
  'request.revoked',
  'request.expired',
  'survey.decided',
  'data.read',
] as const
export type Verb = (typeof verbs)[number]

/** Who did it: an account (by one of its keys perhaps), the operator, or the service itself when the time came. */
export type Actor =
  | { readonly kind: 'account'; readonly account: number; readonly key?: number }
  | { readonly kind: 'operator' }
  | { readonly kind: 'service' }

export interface Entry {
  readonly verb: Verb
  readonly by: Actor
  /** Whom it is about. */
  readonly account?: number | undefined
  readonly organisation?: number | undefined
  readonly dataset?: string | undefined
  readonly request?: number | undefined
  /** What else is worth knowing. Never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Keeps what was done, in the transaction that does it: one does not happen without the other. */
export async function record(tx: Sender, { territory, clock }: Govern, entry: Entry): Promise<void> {
  const { verb, by, account, organisation, dataset, request, facts = {} } = entry
  const [actor, key] = by.kind === 'account' ? [by.account, by.key] : []
  await tx.query(
    `insert into audit (territory, at, verb, kind, actor, key, account, organisation, dataset, request, facts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      territory.id,
      clock(),
      verb,
      by.kind,
      actor ?? null,
      key ?? null,
      account ?? null,
      organisation ?? null,
      dataset ?? null,
      request ?? null,
      JSON.stringify(facts),
    ],
  )
}

export const service: Actor = { kind: 'service' }

/** Who asks, as the journal names them. Nobody in particular never gets as far as what it keeps. */
export const actorOf = (viewer: Viewer): Actor => {
  if (viewer.kind === 'anonymous') return service
  if (viewer.kind === 'operator') return viewer
  const { account, key } = viewer
  return { kind: 'account', account, ...(key !== undefined && { key }) }
}

/** An account at its own page. */
export const oneself = (account: number): Actor => ({ kind: 'account', account })

/** Keeps that somebody read datasets that are not open, and by what right. */
export async function recordReadings(
  govern: Govern,
  viewer: Viewer,
  datasets: readonly string[],
  address: string,
): Promise<void> {
  const by = actorOf(viewer)
  for (const dataset of datasets) {
    const right = viewer.kind === 'account' ? viewer.rights.get(dataset) : undefined
    const request = right?.why === 'request' ? right.request : undefined
    await record(govern.store, govern, { verb: 'data.read', by, dataset, request, facts: { address } })
  }
}
