import type { DatasetList, OrganisationDetail } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { FactList } from '../../parts/facts.tsx'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { formTexts } from '../../text/forms.ts'
import { organisationTexts } from '../../text/organisations.ts'
import { speak } from '../../text/speak.ts'
import { OrganisationFields } from './fields.tsx'

const roles = ['member', 'producer', 'manager'] as const

/** `/organisations/{slug}`: what it is and answers for; its members and how they change, for whom that is. */
export async function organisationPage(page: Page, slug: string, sent: Sent = nothingSent) {
  const t = speak(organisationTexts, page.language)
  const [organisation, datasets] = await Promise.all([
    ask<OrganisationDetail>(page.api, `/api/organisations/${encodeURIComponent(slug)}`),
    ask<DatasetList>(page.api, '/api/datasets'),
  ])
  const owned = datasets.items.filter(({ id }) => organisation.datasets.includes(id))
  const here = `/organisations/${organisation.slug}`
  return (
    <Layout
      page={page}
      title={organisation.name}
      path={[{ href: '/organisations', title: t.title }]}
      styles={['forms.css']}
    >
      <h1>{organisation.name}</h1>
      <Done page={page} said={{ saved: t.doneSaved, asked: t.doneAsked }} />
      <FormProblem page={page} sent={sent} />
      {organisation.summary && <p class="lead typed">{organisation.summary}</p>}
      <FactList
        facts={[
          [t.kind, t[organisation.kind]],
          organisation.state !== 'active' && [t.state, t[organisation.state]],
          organisation.url !== null && [
            t.website,
            <a href={organisation.url} rel="nofollow noopener">
              {organisation.url}
            </a>,
          ],
          organisation.email !== null && [t.email, <a href={`mailto:${organisation.email}`}>{organisation.email}</a>],
        ]}
      />
      <section>
        <h2 id="datasets">{t.datasets}</h2>
        {owned.length === 0 ? (
          <p>{t.noDataset}</p>
        ) : (
          <ul>
            {owned.map(({ id, title }) => (
              <li>
                <a href={`/datasets/${id}`}>{pick(page, title)}</a>
              </li>
            ))}
          </ul>
        )}
      </section>
      {organisation.role !== null && organisation.role !== 'member' && organisation.state === 'active' && (
        <p>
          <a href={`/records/new?organisation=${organisation.slug}`}>{t.describe}</a>
        </p>
      )}
      {organisation.mayManage && organisation.state === 'active' && (
        <p>
          <a href={`${here}/keys`}>{t.keys}</a>
        </p>
      )}
      {organisation.people && (
        <People page={page} sent={sent} organisation={organisation} people={organisation.people} />
      )}
      {organisation.mayManage && (
        <section>
          <h2 id="correct">{t.correct}</h2>
          {organisation.declared ? (
            <p>{t.declared}</p>
          ) : (
            <Correct page={page} sent={sent} organisation={organisation} />
          )}
        </section>
      )}
      {page.me?.account?.administrator && <Moderate page={page} state={organisation.state} here={here} />}
    </Layout>
  )
}

interface PartProps {
  readonly page: Page
  readonly sent: Sent
  readonly organisation: OrganisationDetail
}

function People({
  page,
  sent,
  organisation,
  people,
}: PartProps & { readonly people: NonNullable<OrganisationDetail['people']> }) {
  const t = speak(organisationTexts, page.language)
  const short = { manager: t.managerShort, producer: t.producerShort, member: t.memberShort }
  const here = `/organisations/${organisation.slug}`
  const own = page.me?.account?.email
  return (
    <section>
      <h2 id="people">{t.people}</h2>
      <DataTable
        caption={t.people}
        hideCaption
        wide
        headings={[t.person, t.email, t.role, t.since].map((title) => ({ title }))}
        rows={people.map(({ name, email, role, isInvited, since }) => [
          isInvited ? t.invited : name,
          email,
          <>
            {short[role]}{' '}
            {(organisation.mayManage || email === own) && (
              <Action action={`${here}/remove`} values={{ email }} second>
                {email === own ? t.leave : t.remove(isInvited ? email : name)}
              </Action>
            )}
          </>,
          page.format.date(since),
        ])}
      />
      {organisation.mayManage && organisation.state === 'active' && (
        <>
          <h3>{t.addMember}</h3>
          <form class="fields" method="post" action={`${here}/members`}>
            <div class="field">
              <label for="member-email">{t.email}</label>
              <input
                id="member-email"
                name="email"
                type="email"
                required
                autocomplete="off"
                value={sent.values.role === undefined ? undefined : sent.values.email}
              />
            </div>
            <Field page={page} sent={sent} name="role" label={t.role} options={roles.map((role) => [role, t[role]])} />
            <p>
              <button type="submit">{t.addDo}</button>
            </p>
          </form>
        </>
      )}
    </section>
  )
}

function Correct({ page, sent, organisation }: PartProps) {
  const f = speak(formTexts, page.language)
  const t = speak(organisationTexts, page.language)
  return (
    <details open={sent.values.kind !== undefined}>
      <summary>{t.correct}</summary>
      <form class="fields" method="post" action={`/organisations/${organisation.slug}`}>
        <OrganisationFields page={page} sent={sent.values.kind === undefined ? nothingSent : sent} now={organisation} />
        <p>
          <button type="submit">{f.save}</button>
        </p>
      </form>
    </details>
  )
}

const possible = {
  pending: ['approve', 'refuse'],
  active: ['close'],
  refused: ['approve'],
  closed: ['reopen'],
} as const

interface ModerateProps {
  readonly page: Page
  readonly state: OrganisationDetail['state']
  readonly here: string
}

function Moderate({ page, state, here }: ModerateProps) {
  const t = speak(organisationTexts, page.language)
  return (
    <section>
      <h2 id="moderation">{t.moderate}</h2>
      {possible[state].map((action, i) => (
        <Action action={`${here}/moderation`} values={{ action }} second={i > 0}>
          {t[action]}
        </Action>
      ))}
    </section>
  )
}
