import type { Bilingual } from '../kernel/index.ts'
import type { Store } from '../store/index.ts'

/** Who may open an account: anybody who proves an address, anybody whom an administrator accepts, nobody. */
export type SignUp = 'open' | 'moderated' | 'closed'

/** An OpenID Connect provider by which people sign in. */
export interface OpenIdSettings {
  /** Where its discovery document is: `https://id.example.org/realms/town`. */
  readonly issuer: string
  readonly client: string
  readonly secret?: string
  /** What people call it. */
  readonly name: string
  /** Whether its addresses of mail are taken for proved when it does not say so itself. */
  readonly trustsEmail: boolean
}

export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…`. Never logged. */
  readonly url: string
  /** Address the mail comes from. */
  readonly from: string
}

export interface GovernSettings {
  /** Where people reach the service, without a trailing slash: links in mail are made of it. */
  readonly origin: string
  readonly signUp: SignUp
  readonly openId?: OpenIdSettings
  readonly mail?: MailSettings
}

/** What the functions of this folder work with. */
export interface Govern {
  readonly store: Store
  readonly territory: { readonly id: string; readonly title: Bilingual; readonly timezone: string }
  readonly clock: () => Date
  readonly log: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly settings: GovernSettings
}
