import type { CatalogueWords, RecordDone, RecordEditing } from '../../../api/json/shapes.ts'
import { ApiProblem, ask } from '../../ask.ts'
import { after, type Sent, send } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { type Form, wholeNumber } from '../account/forms.ts'
import { editRecordPage } from './edit.tsx'
import { newFields, newRecordPage } from './new.tsx'
import { bilingualFields, changes } from './values.ts'

/** Of a record in two languages, each character of which may take nine bytes in a form. */
const MOST_BYTES = 1_000_000

const addressOf = (id: string) => `/api/records/${encodeURIComponent(id)}`
const here = (id: string) => `/records/${encodeURIComponent(id)}/edit`
const wordsOf = (page: Page) => ask<CatalogueWords>(page.api, '/api/catalogue/words')

/** A problem with a field told in both languages shows at its first input. */
function atInput(sent: Sent): Sent {
  const { problem } = sent
  if (!problem || !(bilingualFields as readonly string[]).includes(problem.place ?? '')) return sent
  const { status, code, say, remedy, place } = problem
  return { ...sent, problem: new ApiProblem(status, code, say, remedy, `${place}.fr`) }
}

const again: Form['again'] = (page, sent, id) => editRecordPage(page, id, atInput(sent))

/** The forms by which datasets are described. */
export const recordForms: readonly Form[] = [
  {
    path: '/records/new',
    mostBytes: MOST_BYTES,
    async act(page, values) {
      const { organisation = '', ...typed } = values
      const fields = changes(newFields, typed, await wordsOf(page))
      const { body } = await send<RecordDone>(page, '/api/records', { organisation, fields })
      return { to: after(here(body.id), 'saved') }
    },
    again: (page, sent) => newRecordPage(page, atInput(sent)),
  },
  {
    path: '/records/:part/edit',
    mostBytes: MOST_BYTES,
    async act(page, values, id) {
      const [record, words] = await Promise.all([
        ask<RecordEditing>(page.api, `${addressOf(id)}/editing`),
        wordsOf(page),
      ])
      const fields = changes(record.fields, values, words)
      if (Object.keys(fields).length > 0) await send(page, `${addressOf(id)}/fields`, { fields })
      return { to: after(here(id), 'saved') }
    },
    again,
  },
  {
    path: '/records/:part/undo',
    async act(page, { change = '' }, id) {
      await send(page, `${addressOf(id)}/undo`, { change: wholeNumber(change) })
      return { to: after(`${here(id)}#history`, 'undone') }
    },
    again: (page, sent, id) => again(page, { ...sent, values: {} }, id),
  },
  ...(['withdraw', 'restore'] as const).map(
    (what): Form => ({
      path: `/records/:part/${what}`,
      async act(page, _, id) {
        await send(page, `${addressOf(id)}/${what}`)
        return { to: after(here(id), what === 'withdraw' ? 'withdrawn' : 'restored') }
      },
      again: (page, sent, id) => again(page, { ...sent, values: {} }, id),
    }),
  ),
]
