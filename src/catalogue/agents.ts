import type { PartyRole } from '../kernel/index.ts'

/** Who makes, holds or publishes something. */
export interface Organisation {
  readonly name: string
  readonly email?: string
  /** Its identifier where it was described: a UUID of RUDI, an address. */
  readonly id?: string
  readonly url?: string
  readonly address?: string
  readonly summary?: string
  /** Longitude and latitude, degrees. */
  readonly at?: readonly [number, number]
}

/** Whom to write to. */
export interface Contact {
  readonly name: string
  readonly email?: string
  readonly id?: string
  readonly role?: string
  readonly organisation?: string
  readonly summary?: string
  readonly url?: string
}

/** What an organisation is to a dataset. */
export interface Party {
  readonly organisation: Organisation
  readonly role: PartyRole
}
