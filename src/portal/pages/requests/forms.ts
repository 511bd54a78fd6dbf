import type { KeyMade, RequestTold } from '../../../api/json/shapes.ts'
import { after, send } from '../../outcome.ts'
import { type Form, wholeNumber } from '../account/forms.ts'
import { askPage } from './ask.tsx'
import { requestPage } from './request.tsx'

const addressOf = (id: string) => `/api/requests/${encodeURIComponent(id)}`

/** The forms of requests. */
export const requestForms: readonly Form[] = [
  {
    path: '/datasets/:part/request',
    async act(page, { purpose = '', comment = '', ends = '', project = '', organisation = '' }, dataset) {
      const form = { dataset, purpose, comment, ends, organisation, ...(project && { project: wholeNumber(project) }) }
      const { body } = await send<RequestTold>(page, '/api/requests', form)
      return { to: after(`/requests/${body.id}`, 'sent') }
    },
    again: (page, sent, dataset) => askPage(page, dataset, sent),
  },
  ...(['accept', 'refuse', 'revoke'] as const).map(
    (answer): Form => ({
      path: `/requests/:part/${answer}`,
      async act(page, { note = '', ends }, id) {
        await send(page, `${addressOf(id)}/answer`, { answer, note, ...(answer === 'accept' && ends && { ends }) })
        return { to: after(`/requests/${id}`, 'answered') }
      },
      again: (page, sent, id) => requestPage(page, id, { ...sent, values: { ...sent.values, answer } }),
    }),
  ),
  {
    path: '/requests/:part/cancel',
    async act(page, _, id) {
      await send(page, `${addressOf(id)}/cancel`)
      return { to: after(`/requests/${id}`, 'cancelled') }
    },
    again: (page, sent, id) => requestPage(page, id, sent),
  },
  {
    path: '/requests/:part/key',
    async act(page, { label = '' }, id) {
      const { body } = await send<KeyMade>(page, `${addressOf(id)}/key`, { label })
      return { show: requestPage(page, id, undefined, body) }
    },
    again: (page, sent, id) => requestPage(page, id, sent),
  },
]
