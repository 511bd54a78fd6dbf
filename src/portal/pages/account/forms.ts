import type { KeyMade, SignedUp } from '../../../api/json/shapes.ts'
import { after, type Outcome, pageOfOurs, type Sent, send } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { accountPage } from '../account.tsx'
import { choosePasswordPage, confirmPage, firstPage, forgottenPage, signedUpPage, signUpPage } from './doors.tsx'
import { keysPage } from './keys.tsx'
import { profilePage } from './profile.tsx'
import { PARTIES, projectsPage } from './projects.tsx'
import { searchesPage } from './searches.tsx'

/** What a form of this service does with what was typed. */
export interface Form {
  readonly path: string
  /** Bytes that it may have; 64 KiB by default. */
  readonly mostBytes?: number
  act(page: Page, values: Readonly<Record<string, string>>, part: string): Promise<Outcome>
  /** The page of the form, with what is wrong. */
  again(page: Page, sent: Sent, part: string): unknown
}

/** The forms of accounts: each sends what was typed to the API, which decides. */
export const accountForms: readonly Form[] = [
  {
    path: '/account',
    async act(page, { email = '', password = '', next }) {
      const { cookies } = await send(page, '/api/account/sign-in', { email, password })
      return { to: pageOfOurs(next) ?? '/account', cookies }
    },
    again: accountPage,
  },
  {
    path: '/account/sign-out',
    async act(page, { everywhere }) {
      const { cookies } = await send(page, '/api/account/sign-out', { everywhere: everywhere === 'yes' })
      return { to: after('/account', 'signed-out'), cookies }
    },
    again: accountPage,
  },
  {
    path: '/account/sign-up',
    async act(page, { email = '', name = '', password = '' }) {
      const form = { email, name, password, language: page.language }
      return { show: signedUpPage(page, (await send<SignedUp>(page, '/api/account/sign-up', form)).body) }
    },
    again: signUpPage,
  },
  {
    path: '/account/forgotten',
    async act(page, { email = '' }) {
      await send(page, '/api/account/forgotten', { email })
      return { show: forgottenPage(page, undefined, true) }
    },
    again: (page, sent) => forgottenPage(page, sent),
  },
  {
    path: '/account/confirm',
    async act(page, { token = '', password = '' }) {
      const { cookies } = await send(page, '/api/account/confirm', { token, password })
      return { to: after('/account', 'welcome'), cookies }
    },
    again: confirmPage,
  },
  {
    path: '/account/password',
    async act(page, { token = '', password = '' }) {
      const { cookies } = await send(page, '/api/account/choose-password', { token, password })
      return { to: after('/account', 'password'), cookies }
    },
    again: choosePasswordPage,
  },
  {
    path: '/account/first',
    async act(page, { token = '', name = '', email = '', password = '' }) {
      const form = { token, name, email, password, language: page.language }
      const { cookies } = await send(page, '/api/account/first', form)
      return { to: after('/account', 'welcome'), cookies }
    },
    again: firstPage,
  },
  {
    path: '/account/profile',
    async act(page, { name = '', language = '' }) {
      await send(page, '/api/account/profile', { name, language })
      return { to: after('/account/profile', 'saved') }
    },
    again: profilePage,
  },
  {
    path: '/account/profile/password',
    async act(page, { current = '', password = '' }) {
      await send(page, '/api/account/password', { current, password })
      return { to: after('/account/profile', 'password') }
    },
    again: profilePage,
  },
  {
    path: '/account/profile/erase',
    async act(page, { current = '' }) {
      const { cookies } = await send(page, '/api/account/erase', { current })
      return { to: after('/account', 'erased'), cookies }
    },
    again: profilePage,
  },
  {
    path: '/account/keys',
    async act(page, { label = '', dataset = '', days = '' }) {
      const form = { label, datasets: dataset ? [dataset] : null, days: wholeNumber(days) }
      return { show: keysPage(page, undefined, (await send<KeyMade>(page, '/api/account/keys', form)).body) }
    },
    again: (page, sent) => keysPage(page, sent),
  },
  {
    path: '/account/keys/revoke',
    async act(page, { id = '' }) {
      await send(page, `/api/account/keys/${encodeURIComponent(id)}/revoke`)
      return { to: after('/account/keys', 'revoked') }
    },
    again: (page, sent) => keysPage(page, sent),
  },
  {
    path: '/account/mail',
    async act(page) {
      await send(page, '/api/account/mail/read')
      return { to: '/account/mail' }
    },
    again: accountPage,
  },
  {
    path: '/account/projects',
    async act(page, values) {
      const { title = '', summary = '', url = '' } = values
      const parties = Array.from({ length: PARTIES }, (_, i) => ({
        organisation: values[`organisation-${i}`] ?? '',
        role: values[`role-${i}`] ?? '',
      })).filter(({ organisation }) => organisation !== '')
      await send(page, '/api/projects', { title, summary, url, parties })
      return { to: after('/account/projects', 'saved') }
    },
    again: projectsPage,
  },
  {
    path: '/account/searches',
    async act(page, { title = '', query = '', mails }) {
      await send(page, '/api/account/searches', { title, query, mails: mails === 'yes' })
      return { to: after('/account/searches', 'saved') }
    },
    again: (page, sent) => searchesPage(page, sent),
  },
  {
    path: '/account/searches/forget',
    async act(page, { id = '' }) {
      await send(page, `/api/account/searches/${encodeURIComponent(id)}/forget`)
      return { to: after('/account/searches', 'forgotten') }
    },
    again: (page, sent) => searchesPage(page, sent),
  },
]

/** A whole number that was typed; one that no field takes when it is none. */
export const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : 0)
