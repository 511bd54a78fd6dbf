import type { CatalogueWords, RecordEditing, RecordHistory } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Action, Done, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { formTexts } from '../../text/forms.ts'
import { recordTexts } from '../../text/harvests.ts'
import { layoutTexts } from '../../text/layout.ts'
import { recordFormTexts } from '../../text/records.ts'
import { speak } from '../../text/speak.ts'
import { RecordFields } from './fields.tsx'
import { inputsOf } from './values.ts'

/** `/records/{id}/edit`: what people say of a dataset, what they said before, and how that is undone. */
export async function editRecordPage(page: Page, id: string, sent: Sent = nothingSent) {
  const t = speak(recordFormTexts, page.language)
  const path = `/api/records/${encodeURIComponent(id)}`
  const [record, history, words] = await Promise.all([
    ask<RecordEditing>(page.api, `${path}/editing`),
    ask<RecordHistory>(page.api, `${path}/history`),
    ask<CatalogueWords>(page.api, '/api/catalogue/words'),
  ])
  const title = pick(page, record.title)
  const here = `/records/${encodeURIComponent(record.id)}`
  return (
    <Layout
      page={page}
      title={t.editTitle(title)}
      path={[
        { href: '/datasets', title: speak(layoutTexts, page.language).datasets },
        { href: `/datasets/${encodeURIComponent(record.id)}`, title },
      ]}
      styles={['forms.css']}
    >
      <h1>{t.editTitle(title)}</h1>
      <Done
        page={page}
        said={{ saved: t.doneSaved, undone: t.doneUndone, withdrawn: t.doneWithdrawn, restored: t.doneRestored }}
      />
      <FormProblem page={page} sent={sent} />
      <p class="lead">{record.isDescribed ? t.describedLead : t.overLead}</p>
      <form class="fields" method="post" action={`${here}/edit`}>
        <RecordFields
          page={page}
          sent={sent}
          words={words}
          fields={record.fields}
          needed={record.isDescribed ? ['title', 'description', 'contacts'] : []}
        />
        <p>
          <button type="submit">{speak(formTexts, page.language).save}</button>
        </p>
      </form>
      {record.isDescribed && (
        <Action action={`${here}/${record.archived ? 'restore' : 'withdraw'}`} second>
          {record.archived ? t.restore : t.withdraw}
        </Action>
      )}
      <section>
        <h2 id="history">{t.history}</h2>
        <Changes page={page} id={record.id} history={history} words={words} />
      </section>
    </Layout>
  )
}

interface ChangesProps {
  readonly page: Page
  readonly id: string
  readonly history: RecordHistory
  readonly words: CatalogueWords
}

/** Verbs of what people said, which they can take back. */
const undoable: readonly string[] = ['edited', 'reset', 'undone']
/** Characters shown of what a field was. */
const SHOWN = 200

function Changes({ page, id, history, words }: ChangesProps) {
  const t = speak(recordFormTexts, page.language)
  const r = speak(recordTexts, page.language)
  const verbs = { ...r, archived: r.archivedVerb, edited: r.editedVerb }
  if (history.items.length === 0) return <p class="empty">{t.noHistory}</p>
  const nameOf = (field: string) => (Object.hasOwn(t, field) ? String(t[field as 'title']) : field)
  const wordOf = (field: string, code: string) => {
    const choices = Object.hasOwn(words, field) ? words[field as 'themes'] : []
    const found = choices.find(({ value }) => value === code)
    return found ? pick(page, found.title) : code
  }
  const told = (field: string, value: unknown) => {
    const all = Object.entries(inputsOf({ name: field, value }, words))
    const text = all.map(([input, one]) => wordOf(field, one === 'on' ? input.split('.')[1]! : one)).filter(Boolean)
    return text.join(' · ').slice(0, SHOWN) || t.nothing
  }
  return (
    <DataTable
      caption={t.history}
      hideCaption
      wide
      headings={[r.when, r.what, r.fields, t.before, t.afterwards, t.undo].map((title) => ({ title }))}
      rows={history.items.map(({ id: change, at, verb, fields, undone }) => [
        page.format.moment(at),
        verbs[verb],
        fields.map(({ field }) => <div>{nameOf(field)}</div>),
        fields.map(({ field, before }) => <div>{told(field, before)}</div>),
        fields.map(({ field, after }) => <div>{told(field, after)}</div>),
        undone !== null ? (
          t.isUndone
        ) : undoable.includes(verb) ? (
          <Action action={`/records/${encodeURIComponent(id)}/undo`} values={{ change: String(change) }} second>
            {t.undo}
            <span class="hidden"> {t.undoOf(fields.map(({ field }) => nameOf(field)).join(', '))}</span>
          </Action>
        ) : (
          ''
        ),
      ])}
    />
  )
}
