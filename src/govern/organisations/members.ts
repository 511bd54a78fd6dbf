import type { Sender } from '../../store/index.ts'
import { type Actor, record, service } from '../audit/record.ts'
import { badField, fault } from '../faults.ts'
import { writeTo } from '../mail/write.ts'
import { readEmail } from '../text.ts'
import type { Govern } from '../types.ts'
import { memberLetter } from './letters.ts'
import { type MemberRole, memberRoles, type OrganisationState, readOrganisation } from './organisation.ts'

/** Somebody of an organisation; without an account yet when `account` is null. */
export interface Member {
  readonly account: number | null
  readonly name: string
  readonly email: string
  readonly role: MemberRole
  readonly since: Date
}

/** Members by name, then those invited. */
export const listMembers = (tx: Sender, organisation: number): Promise<Member[]> =>
  tx.query<Member>(
    `select * from (
       select account.id as account, name, email, role, since from member join account on account.id = member.account
       where organisation = $1
       union all
       select null, '', email, role, created from invitation where organisation = $1
     ) as everybody order by account is null, name, email`,
    [organisation],
  )

/** Gives somebody a role in an organisation, by the address of their account; invited when there is none. */
export async function setMember(
  govern: Govern,
  by: Actor,
  slug: string,
  form: { readonly email: string; readonly role: string },
): Promise<void> {
  const email = readEmail(form.email)
  const role = memberRoles.find((one) => one === form.role)
  if (!role)
    throw badField('role', 'Ce rôle est inconnu.', 'This role is unknown.', {
      fr: `L’un de : ${memberRoles.join(', ')}.`,
      en: `One of: ${memberRoles.join(', ')}.`,
    })
  const { store, clock, settings } = govern
  await store.transaction(async (tx) => {
    const { id, name } = await readOrganisation(tx, slug)
    const [known] = await tx.query<{ id: number }>(
      // One that awaits approval may have been asked for with the address of another: it is invited, until it is approved.
      `select id from account where email = $1 and state = 'active'`,
      [email],
    )
    if (!known) {
      await tx.query(
        `insert into invitation (organisation, email, role, created) values ($1, $2, $3, $4)
         on conflict (organisation, email) do update set role = excluded.role`,
        [id, email, role, clock()],
      )
      return record(tx, govern, { verb: 'member.set', by, organisation: id, facts: { invited: true, role } })
    }
    const added = await tx.query<{ isNew: boolean }>(
      `insert into member (organisation, account, role, since) values ($1, $2, $3, $4)
       on conflict (organisation, account) do update set role = excluded.role returning xmax = 0 as "isNew"`,
      [id, known.id, role, clock()],
    )
    await record(tx, govern, { verb: 'member.set', by, organisation: id, account: known.id, facts: { role } })
    if (added[0]!.isNew)
      await writeTo(tx, govern, [known.id], memberLetter(name, `${settings.origin}/organisations/${slug}`))
  })
}

/** Takes somebody out of an organisation, or out of those invited to it. Throws `organisation.no-member`. */
export async function removeMember(govern: Govern, by: Actor, slug: string, given: string): Promise<void> {
  const email = readEmail(given)
  await govern.store.transaction(async (tx) => {
    const { id } = await readOrganisation(tx, slug)
    const [left] = await tx.query<{ account: number }>(
      `delete from member using account where member.account = account.id and organisation = $1 and email = $2
       returning account.id as account`,
      [id, email],
    )
    const invited = await tx.query('delete from invitation where organisation = $1 and email = $2 returning 1', [
      id,
      email,
    ])
    if (!left && invited.length === 0)
      throw fault('organisation.no-member', {
        fr: 'Cette adresse n’est celle d’aucun membre.',
        en: 'This address is that of no member.',
      })
    await record(tx, govern, { verb: 'member.removed', by, organisation: id, account: left?.account })
  })
}

/** Makes members of the organisations that invited an account, now that its address is known to be its own. */
export async function acceptInvitations(tx: Sender, govern: Govern, account: number): Promise<void> {
  const invited = await tx.query<{ organisation: number; role: MemberRole }>(
    `delete from invitation using account where account.id = $1 and invitation.email = account.email
     returning organisation, role`,
    [account],
  )
  for (const { organisation, role } of invited) {
    await tx.query(
      'insert into member (organisation, account, role, since) values ($1, $2, $3, $4) on conflict do nothing',
      [organisation, account, role, govern.clock()],
    )
    await record(tx, govern, { verb: 'member.set', by: service, organisation, account, facts: { role } })
  }
}

/** The organisations an account belongs to. */
export const membershipsOf = (
  tx: Sender,
  account: number,
): Promise<{ slug: string; name: string; role: MemberRole; state: OrganisationState }[]> =>
  tx.query(
    `select slug, name, role, state from member join organisation on organisation.id = organisation
     where account = $1 order by lower(name)`,
    [account],
  )
