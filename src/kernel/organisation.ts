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
