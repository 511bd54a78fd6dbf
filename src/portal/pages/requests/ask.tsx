import type { Dataset, ProjectList, RequestPage } from '../../../api/json/shapes.ts'
import { address, ask, askMaybe } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { accountTexts } from '../../text/account.ts'
import { commonTexts } from '../../text/common.ts'
import { requestTexts } from '../../text/requests.ts'
import { speak } from '../../text/speak.ts'
import { dayText } from './state.tsx'

/** `/datasets/{id}/request`: the form alone, for who comes to it directly or did not fill it well. */
export async function askPage(page: Page, id: string, sent: Sent = nothingSent) {
  const t = speak(requestTexts, page.language)
  const common = speak(commonTexts, page.language)
  const dataset = await ask<Dataset>(page.api, `/api/datasets/${encodeURIComponent(id)}`)
  const title = t.askFor(pick(page, dataset.title))
  const path = [
    { href: '/datasets', title: common.datasets },
    { href: `/datasets/${id}`, title: pick(page, dataset.title) },
  ]
  return (
    <Layout page={page} title={title} path={path} styles={['forms.css']}>
      <h1>{title}</h1>
      <FormProblem page={page} sent={sent} />
      {await AskForm({ page, dataset, sent })}
    </Layout>
  )
}

interface AskProps {
  readonly page: Page
  readonly dataset: Pick<Dataset, 'id'>
  readonly sent?: Sent
}

/** What somebody may do about a restricted dataset: sign in, ask, wait, or see their right. */
export async function AskForm({ page, dataset, sent = nothingSent }: AskProps) {
  const t = speak(requestTexts, page.language)
  const a = speak(accountTexts, page.language)
  const { me } = page
  const here = `/datasets/${encodeURIComponent(dataset.id)}`
  if (!me?.account)
    return (
      <p>
        <a class="button" href={address('/account', { next: here })}>
          {t.signInFirst}
        </a>
      </p>
    )
  if (me.account.state !== 'active') return <p>{a.pending}</p>
  const [requests, projects] = await Promise.all([
    ask<RequestPage>(page.api, address('/api/requests', { dataset: dataset.id, limit: 1 })),
    askMaybe<ProjectList>(page.api, '/api/projects'),
  ])
  const [last] = requests.items
  if (last?.state === 'requested')
    return (
      <p>
        {t.waiting} <a href={`/requests/${last.id}`}>{t.seeRequest}</a>
      </p>
    )
  const mine = projects?.items ?? []
  const today = page.format.clock(page.now).slice(0, 10)
  return (
    <>
      <p>
        {t.askLead}
        {last && (
          <>
            {' '}
            <a href={`/requests/${last.id}`}>{t.seeRequest}</a>
          </>
        )}
      </p>
      <form class="fields" method="post" action={`${here}/request`}>
        <Field
          page={page}
          sent={sent}
          name="purpose"
          label={t.purpose}
          hint={t.purposeHint}
          required
          lines={4}
          maxlength={4000}
        />
        {mine.length > 0 && (
          <Field
            page={page}
            sent={sent}
            name="project"
            label={t.project}
            options={[['', t.noProject], ...mine.map(({ id, title }) => [String(id), title] as const)]}
          />
        )}
        {me.memberships.length > 0 && (
          <Field
            page={page}
            sent={sent}
            name="organisation"
            label={t.organisation}
            options={[['', t.myself], ...me.memberships.map(({ slug, name }) => [slug, name] as const)]}
          />
        )}
        <Field page={page} sent={sent} name="comment" label={t.comment} lines={2} maxlength={4000} />
        <Field page={page} sent={sent} name="ends" type="date" label={t.ends} hint={t.endsHint} required min={today} />
        <p>
          <button type="submit">{t.send}</button>
        </p>
      </form>
    </>
  )
}

/** The right of who is signed in to a dataset that is not open, if a request gave it. */
export async function RightNote({ page, dataset }: AskProps) {
  if (!page.me?.account) return null
  const t = speak(requestTexts, page.language)
  const asked = address('/api/requests', { dataset: dataset.id, state: 'accepted', limit: 1 })
  const found = (await askMaybe<RequestPage>(page.api, asked))?.items[0]
  if (!found) return null
  return (
    <p class="note">
      {t.granted(dayText(page, found.ends))} <a href={`/requests/${found.id}`}>{t.seeRequest}</a>
    </p>
  )
}
