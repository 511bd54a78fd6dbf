import type { Moderated } from '../../../api/json/shapes.ts'
import { after, send } from '../../outcome.ts'
import { withQuery } from '../../page.ts'
import type { Form } from '../account/forms.ts'
import { moderatePage } from './accounts.tsx'
import { ownersPage } from './owners.tsx'
import { moderateAnswersPage } from './surveys.tsx'
import { synonymsPage } from './synonyms.tsx'

/** The forms of administration. */
export const adminForms: readonly Form[] = [
  {
    path: '/admin/accounts/:part',
    async act(page, { action = '', email }, id) {
      const form = { action, ...(email !== undefined && { email }) }
      const { body } = await send<Moderated>(page, `/api/accounts/${encodeURIComponent(id)}`, form)
      return body.link
        ? { show: moderatePage(page, id, undefined, body) }
        : { to: after(`/admin/accounts/${id}`, 'saved') }
    },
    again: (page, sent, id) => moderatePage(page, id, sent),
  },
  {
    path: '/admin/owners',
    async act(page, { dataset = '', organisation = '' }) {
      await send(page, '/api/owners', { dataset, organisation })
      return { to: after('/admin/owners', 'saved') }
    },
    again: ownersPage,
  },
  {
    path: '/admin/surveys/:part',
    async act(page, { answer = '', action = '', reason }, id) {
      const path = `/api/surveys/${encodeURIComponent(id)}/answers/${encodeURIComponent(answer)}`
      await send(page, path, { action, ...(action === 'aside' && { reason }) })
      return { to: after(withQuery(page.url, { offset: undefined }), 'decided') }
    },
    again: (page, sent, id) => moderateAnswersPage(page, id, sent),
  },
  {
    path: '/admin/synonyms',
    async act(page, { groups }) {
      await send(page, '/api/search/synonyms', groups === undefined ? {} : { groups })
      return { to: after('/admin/synonyms', 'saved') }
    },
    again: synonymsPage,
  },
]
