import type { OrganisationPage, ProjectList } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { accountTexts, projectTexts } from '../../text/account.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'

/** Organisations that a form takes at once. */
export const PARTIES = 3
const roles = ['project-owner', 'requester', 'producer', 'service-producer', 'resource', 'observer'] as const

/** `/account/projects`: one's reuses of data. */
export async function projectsPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(projectTexts, page.language)
  const a = speak(accountTexts, page.language)
  const { account } = await signedIn(page)
  const [{ items }, organisations] = await Promise.all([
    ask<ProjectList>(page.api, '/api/projects'),
    ask<OrganisationPage>(page.api, '/api/organisations?limit=200'),
  ])
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Done page={page} said={{ saved: a.doneSaved }} />
      <FormProblem page={page} sent={sent} />
      <section>
        <h2 id="projects">{t.list}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <ul class="plain letters">
            {items.map((project) => (
              <li>
                <h3>{project.title}</h3>
                <p>{project.summary}</p>
                {project.url && (
                  <p>
                    <a href={project.url} rel="nofollow noopener">
                      {project.url}
                    </a>
                  </p>
                )}
                {project.parties.length > 0 && (
                  <ul>
                    {project.parties.map(({ slug, name, role }) => (
                      <li>
                        <a href={`/organisations/${slug}`}>{name}</a> — {t[role]}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {account.state === 'active' ? (
        <section>
          <h2 id="make">{t.make}</h2>
          <form class="fields" method="post" action="/account/projects">
            <Field page={page} sent={sent} name="title" label={t.name} required maxlength={150} />
            <Field page={page} sent={sent} name="summary" label={t.summary} required lines={5} maxlength={4000} />
            <Field page={page} sent={sent} name="url" type="url" label={t.url} maxlength={500} />
            {organisations.items.length > 0 &&
              Array.from({ length: PARTIES }, (_, i) => (
                <fieldset>
                  <legend>{`${t.organisation} ${i + 1}`}</legend>
                  <Field
                    page={page}
                    sent={sent}
                    name={`organisation-${i}`}
                    label={t.organisation}
                    options={[['', t.nobody], ...organisations.items.map(({ slug, name }) => [slug, name] as const)]}
                  />
                  <Field
                    page={page}
                    sent={sent}
                    name={`role-${i}`}
                    label={t.role}
                    options={roles.map((role) => [role, t[role]])}
                  />
                </fieldset>
              ))}
            <p>
              <button type="submit">{t.makeDo}</button>
            </p>
          </form>
        </section>
      ) : (
        <p class="note">{a.pending}</p>
      )}
    </Layout>
  )
}
