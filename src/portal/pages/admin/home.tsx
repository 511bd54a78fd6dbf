import type {
  OrganisationPage,
  PersonPage,
  RequestPage,
  SurveyAnswerPage,
  SurveyList,
} from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import type { Page } from '../../page.ts'
import { Layout } from '../../parts/layout.tsx'
import { accountTexts } from '../../text/account.ts'
import { adminTexts } from '../../text/admin.ts'
import { speak } from '../../text/speak.ts'

/** `/admin`: what awaits a decision, and where to go. */
export async function adminPage(page: Page) {
  const t = speak(adminTexts, page.language)
  const a = speak(accountTexts, page.language)
  const [accounts, organisations, requests] = await Promise.all([
    ask<PersonPage>(page.api, '/api/accounts?state=pending&limit=1'),
    ask<OrganisationPage>(page.api, '/api/organisations?state=pending&limit=1'),
    ask<RequestPage>(page.api, '/api/requests?as=administrator&state=requested&limit=1'),
  ])
  const { items: surveys } = await ask<SurveyList>(page.api, '/api/surveys')
  const answers = await Promise.all(
    surveys.map(({ id }) => ask<SurveyAnswerPage>(page.api, `/api/surveys/${encodeURIComponent(id)}/answers?limit=1`)),
  )
  const waiting = [
    ['/admin/accounts?state=pending', t.pendingAccounts, accounts.total],
    ['/admin/organisations?state=pending', t.pendingOrganisations, organisations.total],
    ['/requests?as=administrator&state=requested', t.pendingRequests, requests.total],
    ...(surveys.length > 0
      ? ([['/admin/surveys', t.surveys, answers.reduce((sum, { total }) => sum + total, 0)]] as const)
      : []),
  ] as const
  const links = [
    ['/admin/accounts', t.accounts],
    ['/admin/organisations', t.organisations],
    ['/admin/owners', t.owners],
    ['/admin/surveys', t.surveys],
    ['/admin/synonyms', t.synonyms],
    ['/requests?as=administrator', t.requests],
    ['/audit', t.audit],
  ] as const
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <section>
        <h2 id="waiting">{t.waiting}</h2>
        <ul class="counts">
          {waiting.map(([href, title, total]) => (
            <li>
              <strong>{page.format.number(total)}</strong> <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 id="go">{t.goTo}</h2>
        <ul class="tasks">
          {links.map(([href, title]) => (
            <li>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  )
}
