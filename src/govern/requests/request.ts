import type { Sender } from '../../store/index.ts'
import { fault } from '../faults.ts'
import type { Govern } from '../types.ts'

export const requestStates = ['requested', 'accepted', 'refused', 'cancelled', 'revoked', 'expired'] as const
export type RequestState = (typeof requestStates)[number]

interface Named {
  readonly slug: string
  readonly name: string
}

/** A request for access to a dataset, with the names of those it is about. */
export interface AccessRequest {
  readonly id: number
  readonly dataset: string
  readonly account: { readonly id: number; readonly name: string; readonly email: string | null }
  readonly organisation: Named | null
  readonly project: {
    readonly id: number
    readonly title: string
    readonly summary: string
    readonly url: string | null
  } | null
  readonly purpose: string
  readonly comment: string
  /** Last day: `2025-12-31`. */
  readonly ends: string
  readonly state: RequestState
  readonly until: Date | null
  readonly asked: Date
  readonly answered: Date | null
  readonly answeredBy: { readonly id: number; readonly name: string } | null
  readonly note: string
  /** The organisation that answers for the dataset. */
  readonly owner: Named | null
}

// What time ended is told ended, even before the next round of `tend` writes it.
const columns = `r.id, r.dataset, r.purpose, r.comment, r.ends, r.until, r.asked, r.answered, r.note,
  case when r.state = 'accepted' and r.until <= $1 then 'expired' else r.state end as state,
  json_build_object('id', a.id, 'name', a.name, 'email', a.email) as account,
  case when o.id is not null then json_build_object('slug', o.slug, 'name', o.name) end as organisation,
  case when p.id is not null then json_build_object('id', p.id, 'title', p.title, 'summary', p.summary, 'url', p.url) end as project,
  case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as "answeredBy",
  case when w.id is not null then json_build_object('slug', w.slug, 'name', w.name) end as owner`
const tables = `access_request r join account a on a.id = r.account left join organisation o on o.id = r.organisation
  left join project p on p.id = r.project left join account b on b.id = r.answered_by
  left join dataset_owner d on d.territory = r.territory and d.dataset = r.dataset left join organisation w on w.id = d.organisation`

/** A request by its number. Throws `request.unknown`. */
export async function readRequest(tx: Sender, { clock, territory }: Govern, id: number): Promise<AccessRequest> {
  const [found] = await tx.query<AccessRequest>(
    `select ${columns} from ${tables} where r.id = $2 and r.territory = $3`,
    [clock(), id, territory.id],
  )
  if (found) return found
  throw unknownRequest(id)
}

/** What is said of one that is not there, or not for whoever asks. */
export const unknownRequest = (id: number) =>
  fault('request.unknown', {
    fr: `Aucune demande ne porte le numéro ${id}.`,
    en: `No request has the number ${id}.`,
  })

/** Whose requests: one's own; those one decides of; all of them. */
export type RequestScope = { readonly by: number } | { readonly decidedBy: number } | { readonly all: true }

/** Requests, newest first. */
export async function listRequests(
  { store, clock, territory }: Govern,
  scope: RequestScope,
  asked: {
    readonly state: RequestState | undefined
    readonly dataset: string | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ readonly items: AccessRequest[]; readonly total: number }> {
  const values = [
    clock(),
    territory.id,
    'by' in scope ? scope.by : null,
    'decidedBy' in scope ? scope.decidedBy : null,
    asked.state ?? null,
    asked.dataset ?? null,
  ]
  const where = `r.territory = $2 and ($3::bigint is null or r.account = $3)
    and ($4::bigint is null or (w.state = 'active' and exists (select 1 from member m
      where m.organisation = w.id and m.account = $4 and m.role in ('manager', 'producer'))))
    and ($5::text is null or (case when r.state = 'accepted' and r.until <= $1 then 'expired' else r.state end) = $5)
    and ($6::text is null or r.dataset = $6)`
  const [counted] = await store.query<{ total: number }>(
    `select count(*) as total from ${tables} where ${where}`,
    values,
  )
  const items = await store.query<AccessRequest>(
    `select ${columns} from ${tables} where ${where} order by r.id desc limit $7 offset $8`,
    [...values, asked.limit, asked.offset],
  )
  return { items, total: counted!.total }
}
