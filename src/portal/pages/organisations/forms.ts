import type { OrganisationKeyMade, OrganisationTold } from '../../../api/json/shapes.ts'
import { ApiProblem } from '../../ask.ts'
import { after, send } from '../../outcome.ts'
import { type Form, wholeNumber } from '../account/forms.ts'
import { organisationKeysPage } from './keys.tsx'
import { organisationsPage } from './list.tsx'
import { organisationPage } from './organisation.tsx'

const addressOf = (slug: string) => `/api/organisations/${encodeURIComponent(slug)}`
const here = (slug: string) => `/organisations/${slug}`

const fieldsOf = ({ name = '', kind = '', summary = '', url = '', email = '' }: Readonly<Record<string, string>>) => ({
  ...{ name, kind, summary, url, email },
})

/** What is wrong with a key shows at its field. */
const atPem = ({ status, code, say, remedy }: ApiProblem) => new ApiProblem(status, code, say, remedy, 'pem')

/** The forms of organisations. */
export const organisationForms: readonly Form[] = [
  {
    path: '/organisations',
    async act(page, values) {
      const { body } = await send<OrganisationTold>(page, '/api/organisations', fieldsOf(values))
      return { to: after(here(body.slug), 'asked') }
    },
    again: organisationsPage,
  },
  {
    path: '/organisations/:part',
    async act(page, values, slug) {
      await send(page, addressOf(slug), fieldsOf(values))
      return { to: after(here(slug), 'saved') }
    },
    again: (page, sent, slug) => organisationPage(page, slug, sent),
  },
  {
    path: '/organisations/:part/members',
    async act(page, { email = '', role = '' }, slug) {
      await send(page, `${addressOf(slug)}/members`, { email, role })
      return { to: after(here(slug), 'saved') }
    },
    again: (page, sent, slug) => organisationPage(page, slug, sent),
  },
  {
    path: '/organisations/:part/remove',
    async act(page, { email = '' }, slug) {
      await send(page, `${addressOf(slug)}/members/remove`, { email })
      return { to: after(here(slug), 'saved') }
    },
    again: (page, sent, slug) => organisationPage(page, slug, sent),
  },
  {
    path: '/organisations/:part/keys',
    async act(page, { label = '', days = '' }, slug) {
      const { body } = await send<OrganisationKeyMade>(page, `${addressOf(slug)}/keys`, {
        ...{ label, days: wholeNumber(days) },
      })
      // Shown here and nowhere else: an address would keep it.
      return { show: organisationKeysPage(page, slug, undefined, body.key), status: 201 }
    },
    again: (page, sent, slug) => organisationKeysPage(page, slug, sent),
  },
  {
    path: '/organisations/:part/keys/revoke',
    async act(page, { key = '' }, slug) {
      await send(page, `${addressOf(slug)}/keys/revoke`, { key: wholeNumber(key) })
      return { to: after(`${here(slug)}/keys`, 'revoked') }
    },
    again: (page, sent, slug) => organisationKeysPage(page, slug, { ...sent, values: {} }),
  },
  {
    path: '/organisations/:part/public-key',
    async act(page, { pem = '' }, slug) {
      await send(page, `${addressOf(slug)}/public-key`, { pem })
      return { to: after(`${here(slug)}/keys#public-key`, 'saved') }
    },
    again: (page, { problem, ...sent }, slug) =>
      organisationKeysPage(page, slug, problem ? { ...sent, problem: atPem(problem) } : sent),
  },
  {
    path: '/organisations/:part/moderation',
    async act(page, { action = '' }, slug) {
      await send(page, `${addressOf(slug)}/moderation`, { action })
      return { to: after(here(slug), 'saved') }
    },
    again: (page, sent, slug) => organisationPage(page, slug, sent),
  },
]
