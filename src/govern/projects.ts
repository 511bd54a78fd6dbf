import type { Sender } from '../store/index.ts'
import { oneself, record } from './audit/record.ts'
import { badField, fault } from './faults.ts'
import { readUrl } from './organisations/change.ts'
import { type PartyRole, partyRoles, readOrganisation } from './organisations/organisation.ts'
import { readText } from './text.ts'
import type { Govern } from './types.ts'

/** A reuse of data, and who takes part in it. */
export interface Project {
  readonly id: number
  readonly account: number
  readonly title: string
  readonly summary: string
  readonly url: string | null
  readonly created: Date
  readonly parties: readonly { readonly slug: string; readonly name: string; readonly role: PartyRole }[]
}

const columns = `id, account, title, summary, url, created,
  coalesce((select json_agg(json_build_object('slug', slug, 'name', name, 'role', role) order by role, lower(name))
    from project_party join organisation on organisation.id = organisation where project_party.project = project.id), '[]') as parties`
/** Organisations of a project. */
const MOST_PARTIES = 30

/** Describes a project of an account. Throws `account.bad-field`, `organisation.unknown`. */
export async function addProject(
  govern: Govern,
  account: number,
  form: {
    readonly title: string
    readonly summary: string
    readonly url: string
    readonly parties: readonly { readonly organisation: string; readonly role: string }[]
  },
): Promise<Project> {
  const title = readText('title', form.title, { most: 150 })
  const summary = readText('summary', form.summary, { most: 4000, lines: true })
  const url = form.url.trim() === '' ? null : readUrl(form.url)
  if (form.parties.length > MOST_PARTIES)
    throw badField('parties', 'Trop d’organisations.', 'Too many organisations.', {
      fr: `${MOST_PARTIES} au plus.`,
      en: `At most ${MOST_PARTIES}.`,
    })
  return govern.store.transaction(async (tx) => {
    const [made] = await tx.query<{ id: number }>(
      'insert into project (account, title, summary, url, created) values ($1, $2, $3, $4, $5) returning id',
      [account, title, summary, url, govern.clock()],
    )
    for (const party of form.parties) {
      const role = partyRoles.find((one) => one === party.role)
      if (!role)
        throw badField('role', 'Ce rôle est inconnu.', 'This role is unknown.', {
          fr: `L’un de : ${partyRoles.join(', ')}.`,
          en: `One of: ${partyRoles.join(', ')}.`,
        })
      const { id } = await readOrganisation(tx, party.organisation)
      await tx.query(
        'insert into project_party (project, organisation, role) values ($1, $2, $3) on conflict do nothing',
        [made!.id, id, role],
      )
    }
    await record(tx, govern, { verb: 'project.made', by: oneself(account), facts: { project: made!.id, title } })
    return readProject(tx, made!.id)
  })
}

/** A project by its number. Throws `project.unknown`. */
export async function readProject(tx: Sender, id: number): Promise<Project> {
  const [found] = await tx.query<Project>(`select ${columns} from project where id = $1`, [id])
  if (found) return found
  throw fault('project.unknown', { fr: 'Ce projet n’existe pas.', en: 'There is no such project.' }, undefined, {
    place: 'project',
  })
}

/** The projects of an account, newest first. */
export const listProjects = (tx: Sender, account: number): Promise<Project[]> =>
  tx.query<Project>(`select ${columns} from project where account = $1 order by id desc`, [account])
