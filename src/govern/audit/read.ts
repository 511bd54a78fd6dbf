import type { Govern } from '../types.ts'
import type { Verb } from './record.ts'

/** One thing that was done, with the names of who and what it is about. */
export interface Audited {
  readonly id: number
  readonly at: Date
  readonly verb: Verb
  readonly kind: 'account' | 'operator' | 'service'
  readonly actor: { readonly id: number; readonly name: string } | null
  readonly key: number | null
  readonly account: { readonly id: number; readonly name: string } | null
  readonly organisation: { readonly slug: string; readonly name: string } | null
  readonly dataset: string | null
  readonly request: number | null
  readonly facts: Readonly<Record<string, unknown>>
}

/** What is looked for; all of it by default. */
export interface AuditFilter {
  readonly dataset?: string | undefined
  readonly request?: number | undefined
  readonly verb?: Verb | undefined
  /** Number of an account: what it did, or what was done about it. */
  readonly account?: number | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** Without the readings of data. */
  readonly decisions?: boolean
}

/** Whose eyes: everything for who administers; else what one did, what is about one, one's organisations and their datasets. */
export type Eyes = { readonly all: true } | { readonly account: number }

/** The journal as somebody may read it, newest first, from the entry before `before`. */
export async function readAudit(
  { store, territory }: Govern,
  eyes: Eyes,
  filter: AuditFilter,
  { limit, offset = 0, before }: { readonly limit: number; readonly offset?: number; readonly before?: number },
): Promise<{ readonly items: Audited[]; readonly total: number }> {
  const { where, values } = condition(territory.id, eyes, filter)
  const [counted] = await store.query<{ total: number }>(`select count(*) as total from audit where ${where}`, values)
  const items = await store.query<Audited>(
    `select audit.id, at, verb, audit.kind, key, dataset, request, facts,
       case when actor is not null then json_build_object('id', a.id, 'name', a.name) end as actor,
       case when audit.account is not null then json_build_object('id', b.id, 'name', b.name) end as account,
       case when audit.organisation is not null then json_build_object('slug', o.slug, 'name', o.name) end as organisation
     from audit left join account a on a.id = actor left join account b on b.id = audit.account
       left join organisation o on o.id = audit.organisation
     where ${where} and ($${values.length + 1}::bigint is null or audit.id < $${values.length + 1})
     order by audit.id desc limit $${values.length + 2} offset $${values.length + 3}`,
    [...values, before ?? null, limit, offset],
  )
  return { items, total: counted!.total }
}

function condition(territory: string, eyes: Eyes, filter: AuditFilter): { where: string; values: unknown[] } {
  const { dataset, request, verb, account, from, to, decisions = false } = filter
  const me = 'account' in eyes ? eyes.account : null
  return {
    values: [
      territory,
      me,
      dataset ?? null,
      request ?? null,
      verb ?? null,
      account ?? null,
      from ?? null,
      to ?? null,
      decisions,
    ],
    // Producers see what is done with the datasets they answer for, not what their members do elsewhere.
    where: `audit.territory = $1
      and ($2::bigint is null or audit.actor = $2 or audit.account = $2
        or audit.organisation in (select organisation from member where member.account = $2 and role in ('manager', 'producer'))
        or audit.dataset in (select dataset_owner.dataset from dataset_owner join member using (organisation)
             join organisation on organisation.id = organisation where territory = $1 and member.account = $2
               and role in ('manager', 'producer') and state = 'active'))
      and ($3::text is null or audit.dataset = $3) and ($4::bigint is null or audit.request = $4)
      and ($5::text is null or audit.verb = $5) and ($6::bigint is null or audit.actor = $6 or audit.account = $6)
      and ($7::timestamptz is null or audit.at >= $7) and ($8::timestamptz is null or audit.at < $8)
      and (not $9 or audit.verb <> 'data.read')`,
  }
}

/** Readings are kept a year: CNIL, recommandation relative à la journalisation, 14 October 2021 (six months to a year). Days. */
const READINGS_KEPT_DAYS = 365
const DAY_MS = 86_400_000

/** Forgets old readings and comings and goings. Decisions stay. */
export const sweepAudit = ({ store, clock }: Govern): Promise<unknown> =>
  store.query(`delete from audit where verb in ('data.read', 'account.signed-in') and at < $1`, [
    new Date(clock().getTime() - READINGS_KEPT_DAYS * DAY_MS),
  ])
