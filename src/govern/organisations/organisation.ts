import type { OrganisationKind } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { fault } from '../faults.ts'

export { type PartyRole, partyRoles } from '../../kernel/index.ts'

/** What somebody is in an organisation: says who belongs; reads its datasets and decides; belongs. */
export const memberRoles = ['manager', 'producer', 'member'] as const
export type MemberRole = (typeof memberRoles)[number]

export const organisationStates = ['pending', 'active', 'refused', 'closed'] as const
export type OrganisationState = (typeof organisationStates)[number]

export interface Organisation {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly summary: string
  readonly url: string | null
  readonly email: string | null
  readonly state: OrganisationState
  /** Whether the territory file says what it is. */
  readonly declared: boolean
  readonly created: Date
  readonly members: number
}

export const organisationColumns = `id, slug, name, kind, summary, url, email, state, declared, created,
  (select count(*) from member where member.organisation = organisation.id) as members`

/** An organisation by its name in addresses. Throws `organisation.unknown`. */
export async function readOrganisation(tx: Sender, slug: string): Promise<Organisation> {
  const [found] = await tx.query<Organisation>(`select ${organisationColumns} from organisation where slug = $1`, [
    slug,
  ])
  if (found) return found
  throw unknownOrganisation(slug)
}

/** What is said of one that is not there, or not for whoever asks. */
export const unknownOrganisation = (slug: string) =>
  fault(
    'organisation.unknown',
    {
      fr: `Aucune organisation ne s’appelle « ${slug.slice(0, 64)} ».`,
      en: `No organisation is called '${slug.slice(0, 64)}'.`,
    },
    { fr: 'La liste est à /organisations.', en: 'The list is at /organisations.' },
    { place: 'organisation' },
  )

/** The role of an account in an organisation; undefined when it does not belong. */
export async function roleIn(tx: Sender, organisation: number, account: number): Promise<MemberRole | undefined> {
  const [row] = await tx.query<{ role: MemberRole }>(
    'select role from member where organisation = $1 and account = $2',
    [organisation, account],
  )
  return row?.role
}

/** The organisations a search finds, by name. */
export async function listOrganisations(
  tx: Sender,
  asked: {
    readonly q: string
    readonly state: OrganisationState | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ readonly items: Organisation[]; readonly total: number }> {
  const { q, state, limit, offset } = asked
  const where = `($1::text is null or state = $1) and ($2 = '' or position(lower($2) in lower(name)) > 0)`
  const [counted] = await tx.query<{ total: number }>(`select count(*) as total from organisation where ${where}`, [
    state ?? null,
    q,
  ])
  const items = await tx.query<Organisation>(
    `select ${organisationColumns} from organisation where ${where} order by lower(name), id limit $3 offset $4`,
    [state ?? null, q, limit, offset],
  )
  return { items, total: counted!.total }
}
