import Type, { type Static } from 'typebox'
import { count, instant, orNull, pageOf, text } from './common.ts'
import { Membership, ProjectTold } from './organisations.ts'
import { RequestTold } from './requests.ts'
import { SavedSearchTold } from './searches.ts'

const Language = Type.Enum(['fr', 'en'])
export const AccountState = Type.Enum(['unconfirmed', 'pending', 'active', 'refused', 'blocked', 'erased'])

export const Person = Type.Object({
  id: count(),
  email: orNull(text('Null once the account was erased.')),
  name: text(),
  language: Language,
  state: AccountState,
  administrator: Type.Boolean(),
  created: instant(),
  signedIn: orNull(instant('Of the last time.')),
  hasPassword: Type.Boolean(),
  hasIdentity: Type.Boolean({ description: 'Whether it signs in by an OpenID provider.' }),
})
export type Person = Static<typeof Person>
export const PersonPage = pageOf(Person)
export type PersonPage = Static<typeof PersonPage>

export const Me = Type.Object(
  {
    account: orNull(Person),
    memberships: Type.Array(Membership),
    unread: count('Letters not read yet.'),
    signUp: Type.Enum(['open', 'moderated', 'closed']),
    provider: orNull(text('Name of the OpenID provider, where there is one.')),
    sendsMail: Type.Boolean(),
  },
  { description: 'Who is signed in, and how people sign in here.' },
)
export type Me = Static<typeof Me>

export const SignUpForm = Type.Object({
  email: text(),
  name: text(),
  password: text(),
  language: Type.Optional(Language),
})
export const SignInForm = Type.Object({ email: text(), password: text() })
export const SignOutForm = Type.Object({ everywhere: Type.Optional(Type.Boolean()) })
export const ConfirmForm = Type.Object({ token: text(), password: text() })
export const ForgottenForm = Type.Object({ email: text() })
export const ChooseForm = Type.Object({ token: text(), password: text() })
export const FirstForm = Type.Object({
  token: text(),
  email: text(),
  name: text(),
  password: text(),
  language: Type.Optional(Language),
})
export const PasswordForm = Type.Object({ current: text(), password: text() })
export const ProfileForm = Type.Object({ name: text(), language: Language })
export const EraseForm = Type.Object({ current: text() })
export const KeyForm = Type.Object({
  label: text(),
  datasets: orNull(Type.Array(text(), { description: 'The only restricted datasets it reads; null for all you may.' })),
  days: Type.Integer({ description: 'How long it holds.' }),
})
export const ModerationForm = Type.Object({
  action: Type.Enum(['approve', 'refuse', 'block', 'unblock', 'promote', 'demote', 'password-link', 'email']),
  email: Type.Optional(text('The right address, for `email`.')),
})

export const Done = Type.Object({ done: Type.Boolean() })
export type Done = Static<typeof Done>

export const SignedUp = Type.Object({
  next: Type.Enum(['confirm', 'moderation'], { description: 'What comes next, if the address had no account.' }),
})
export type SignedUp = Static<typeof SignedUp>

export const KeyTold = Type.Object({
  id: count(),
  label: text(),
  datasets: orNull(Type.Array(text())),
  created: instant(),
  seen: orNull(instant('Last use.')),
  ends: instant(),
  revoked: orNull(instant()),
})
export type KeyTold = Static<typeof KeyTold>
export const KeyList = Type.Object({ items: Type.Array(KeyTold) })
export type KeyList = Static<typeof KeyList>
export const KeyMade = Type.Object({ key: text('Shown this once.'), about: KeyTold })
export type KeyMade = Static<typeof KeyMade>

export const MailTold = Type.Object({
  id: count(),
  subject: text(),
  body: text(),
  created: instant(),
  read: orNull(instant()),
  sent: orNull(instant('When it left by mail; null when it only stays here.')),
})
export type MailTold = Static<typeof MailTold>
export const MailPage = pageOf(MailTold)
export type MailPage = Static<typeof MailPage>

export const Moderated = Type.Object({ account: Person, link: orNull(text('Link to hand over; shown this once.')) })
export type Moderated = Static<typeof Moderated>

export const MyData = Type.Object(
  {
    account: Person,
    memberships: Type.Array(Membership),
    projects: Type.Array(ProjectTold),
    requests: Type.Array(RequestTold),
    keys: Type.Array(KeyTold),
    mail: Type.Array(MailTold),
    searches: Type.Array(SavedSearchTold),
  },
  { description: 'All that the service keeps of an account.' },
)
