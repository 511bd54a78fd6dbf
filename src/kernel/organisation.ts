/** Who produces, asks for or uses data. */
export const organisationKinds = ['public', 'private', 'association', 'research', 'inhabitants'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** An organisation as a territory declares it. */
export interface Organisation {
  /** Lower case letters, digits and `-`: it names its page. */
  readonly id: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly summary?: string
  readonly url?: string
  readonly email?: string
}

/** What an organisation is in a project, or to a dataset (the roles of RUDI). */
export const partyRoles = [
  'project-owner',
  'requester',
  'producer',
  'service-producer',
  'resource',
  'observer',
] as const
export type PartyRole = (typeof partyRoles)[number]
