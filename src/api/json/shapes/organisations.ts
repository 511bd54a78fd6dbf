import Type, { type Static } from 'typebox'
import { count, instant, maybe, orNull, pageOf, text } from './common.ts'

export const MemberRole = Type.Enum(['manager', 'producer', 'member'])
const Kind = Type.Enum(['public', 'private', 'association', 'research', 'inhabitants'])
export const OrganisationState = Type.Enum(['pending', 'active', 'refused', 'closed'])
export const PartyRole = Type.Enum([
  'project-owner',
  'requester',
  'producer',
  'service-producer',
  'resource',
  'observer',
])

const OrganisationFields = {
  slug: text('Names it in addresses.'),
  name: text(),
  kind: Kind,
  summary: text(),
  url: orNull(text()),
  email: orNull(text()),
  state: OrganisationState,
  declared: Type.Boolean({ description: 'Whether the territory file says what it is.' }),
  created: instant(),
  members: count(),
}
export const OrganisationTold = Type.Object(OrganisationFields)
export type OrganisationTold = Static<typeof OrganisationTold>
export const OrganisationPage = pageOf(OrganisationTold)
export type OrganisationPage = Static<typeof OrganisationPage>

export const OrganisationDetail = Type.Object({
  ...OrganisationFields,
  datasets: Type.Array(text(), { description: 'The datasets it answers for.' }),
  role: orNull(MemberRole),
  mayManage: Type.Boolean({ description: 'Whether who asks may change it and its members.' }),
  people: orNull(
    Type.Array(
      Type.Object({
        name: text('Empty for who was invited and has no open account yet.'),
        email: text(),
        role: MemberRole,
        isInvited: Type.Boolean(),
        since: instant(),
      }),
      { description: 'Told to its members and to administrators.' },
    ),
  ),
})
export type OrganisationDetail = Static<typeof OrganisationDetail>

export const OrganisationForm = Type.Object({
  name: text(),
  kind: text(),
  summary: maybe(text()),
  url: maybe(text()),
  email: maybe(text()),
})
export const MemberForm = Type.Object({ email: text(), role: text('`manager`, `producer` or `member`.') })
export const MemberOut = Type.Object({ email: text() })
export const OrganisationModerationForm = Type.Object({ action: Type.Enum(['approve', 'refuse', 'close', 'reopen']) })

export const Membership = Type.Object({ slug: text(), name: text(), role: MemberRole, state: OrganisationState })

export const Owners = Type.Object({
  items: Type.Array(
    Type.Object({
      dataset: text(),
      access: Type.Enum(['open', 'restricted', 'personal']),
      organisation: orNull(Type.Object({ slug: text(), name: text() })),
    }),
  ),
})
export type Owners = Static<typeof Owners>
export const OwnerForm = Type.Object({ dataset: text(), organisation: text('Empty for none.') })

export const ProjectTold = Type.Object({
  id: count(),
  title: text(),
  summary: text(),
  url: orNull(text()),
  created: instant(),
  parties: Type.Array(Type.Object({ slug: text(), name: text(), role: PartyRole })),
})
export type ProjectTold = Static<typeof ProjectTold>
export const ProjectList = Type.Object({ items: Type.Array(ProjectTold) })
export type ProjectList = Static<typeof ProjectList>
export const ProjectForm = Type.Object({
  title: text(),
  summary: text(),
  url: maybe(text()),
  parties: maybe(Type.Array(Type.Object({ organisation: text(), role: text() }))),
})
