import type { KeyMade, RequestDetail } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { type Fact, FactList } from '../../parts/facts.tsx'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { auditTexts } from '../../text/audit.ts'
import { requestTexts } from '../../text/requests.ts'
import { speak } from '../../text/speak.ts'
import { NewKey } from '../account/keys.tsx'
import { dayText, stateText } from './state.tsx'

/** `/requests/{id}`: a request, what was decided, and what can be done of it. `made`: a key just made, shown this once. */
export async function requestPage(page: Page, id: string, sent: Sent = nothingSent, made?: KeyMade) {
  const t = speak(requestTexts, page.language)
  const request = await ask<RequestDetail>(page.api, `/api/requests/${encodeURIComponent(id)}`)
  const title = t.title(String(request.id), pick(page, request.title))
  const back = request.isMine ? { href: '/account/requests', title: t.mine } : { href: '/requests', title: t.toDecide }
  const here = `/requests/${request.id}`
  return (
    <Layout page={page} title={title} path={[back]} styles={['forms.css']}>
      <h1>{title}</h1>
      <Done page={page} said={{ sent: t.doneSent, answered: t.doneAnswered, cancelled: t.doneCancelled }} />
      <FormProblem page={page} sent={sent} />
      {made && <NewKey page={page} made={made} />}
      <FactList facts={factsOf(page, request)} />
      {request.mayAnswer && request.state === 'requested' && <Decide page={page} sent={sent} request={request} />}
      {request.mayAnswer && request.state === 'accepted' && (
        <section>
          <h2 id="revoke">{t.revoke}</h2>
          <form class="fields" method="post" action={`${here}/revoke`}>
            <Why page={page} sent={sent} />
            <p>
              <button type="submit">{t.revoke}</button>
            </p>
          </form>
        </section>
      )}
      {request.isMine && request.state === 'accepted' && (
        <section>
          <h2 id="key">{t.key}</h2>
          <p>{t.keyBody}</p>
          <form class="fields" method="post" action={`${here}/key`}>
            <Field page={page} sent={sent} name="label" label={t.keyLabel} required maxlength={100} />
            <p>
              <button type="submit">{t.keyDo}</button>
            </p>
          </form>
        </section>
      )}
      {request.isMine && (request.state === 'requested' || request.state === 'accepted') && (
        <Action action={`${here}/cancel`} second>
          {request.state === 'requested' ? t.cancel : t.giveUp}
        </Action>
      )}
      <History page={page} request={request} />
    </Layout>
  )
}

function factsOf(page: Page, request: RequestDetail): Fact[] {
  const t = speak(requestTexts, page.language)
  const { project, organisation, account, owner } = request
  return [
    [t.state, stateText(page, request)],
    [t.dataset, <DatasetLink page={page} request={request} />],
    [t.requester, account.email ? `${account.name} (${account.email})` : account.name],
    organisation !== null && [t.organisation, <a href={`/organisations/${organisation.slug}`}>{organisation.name}</a>],
    [t.purpose, <span class="typed">{request.purpose}</span>],
    project !== null && [
      t.project,
      <>
        <strong>{project.title}</strong> — <span class="typed">{project.summary}</span>
      </>,
    ],
    request.comment !== '' && [t.comment, <span class="typed">{request.comment}</span>],
    [t.asked, page.format.moment(request.asked)],
    [t.ends, dayText(page, request.ends)],
    owner !== null && [t.owner, <a href={`/organisations/${owner.slug}`}>{owner.name}</a>],
    request.note !== '' && [t.answer, <span class="typed">{request.note}</span>],
  ]
}

const DatasetLink = ({ page, request }: { readonly page: Page; readonly request: RequestDetail }) =>
  request.dataset.includes(':') ? (
    pick(page, request.title)
  ) : (
    <a href={`/datasets/${request.dataset}`}>{pick(page, request.title)}</a>
  )

/** What is told to who asked. */
function Why({ page, sent }: { readonly page: Page; readonly sent: Sent }) {
  const t = speak(requestTexts, page.language)
  return (
    <Field page={page} sent={sent} name="note" label={t.why} hint={t.whyHint} required lines={3} maxlength={4000} />
  )
}

interface DecideProps {
  readonly page: Page
  readonly sent: Sent
  readonly request: RequestDetail
}

function Decide({ page, sent, request }: DecideProps) {
  const t = speak(requestTexts, page.language)
  const here = `/requests/${request.id}`
  const isRefusal = sent.values.answer === 'refuse'
  const today = page.format.clock(page.now).slice(0, 10)
  return (
    <section>
      <h2 id="decide">{t.decide}</h2>
      <h3>{t.accept}</h3>
      <form class="fields" method="post" action={`${here}/accept`}>
        <Field
          page={page}
          sent={isRefusal ? nothingSent : sent}
          name="ends"
          type="date"
          label={t.lastDay}
          hint={t.lastDayHint}
          value={request.ends}
          required
          min={today}
          max={request.ends}
        />
        <div class="field">
          <label for="accept-note">{t.note}</label>
          <textarea id="accept-note" name="note" rows={3} maxlength={4000}>
            {isRefusal ? '' : (sent.values.note ?? '')}
          </textarea>
        </div>
        <p>
          <button type="submit">{t.acceptDo}</button>
        </p>
      </form>
      <h3>{t.refuse}</h3>
      <form class="fields" method="post" action={`${here}/refuse`}>
        <Why page={page} sent={isRefusal ? sent : nothingSent} />
        <p>
          <button type="submit">{t.refuseDo}</button>
        </p>
      </form>
    </section>
  )
}

function History({ page, request }: { readonly page: Page; readonly request: RequestDetail }) {
  const t = speak(requestTexts, page.language)
  const a = speak(auditTexts, page.language)
  return (
    <section>
      <h2 id="history">{t.history}</h2>
      <ul class="timeline">
        {request.journal.map((one) => (
          <li>
            {page.format.moment(one.at)} — {one.actor?.name ?? (one.kind === 'operator' ? a.operator : a.service)}{' '}
            {a[one.verb as keyof typeof auditTexts] as string}
          </li>
        ))}
      </ul>
      {request.readings > 0 && (
        <p>
          {t.readings(page.format.number(request.readings))}{' '}
          <a href={address('/audit', { request: request.id, verb: 'data.read' })}>{t.seeReadings}</a>
        </p>
      )}
    </section>
  )
}
