import type { DatasetList, OrganisationPage, Owners } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import { type Page, pick } from '../../page.ts'
import { Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { adminTexts } from '../../text/admin.ts'
import { commonTexts } from '../../text/common.ts'
import { speak } from '../../text/speak.ts'

/** `/admin/owners`: which organisation answers for each dataset. */
export async function ownersPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(adminTexts, page.language)
  const common = speak(commonTexts, page.language)
  const [{ items }, organisations, datasets] = await Promise.all([
    ask<Owners>(page.api, '/api/owners'),
    ask<OrganisationPage>(page.api, '/api/organisations?limit=200'),
    ask<DatasetList>(page.api, '/api/datasets'),
  ])
  const titles = new Map(datasets.items.map(({ id, title }) => [id, pick(page, title)]))
  const closedFirst = items.toSorted((a, b) => Number(a.access === 'open') - Number(b.access === 'open'))
  return (
    <Layout page={page} title={t.owners} path={[{ href: '/admin', title: t.title }]} styles={['forms.css']}>
      <h1>{t.owners}</h1>
      <p class="lead">{t.ownersLead}</p>
      <Done page={page} said={{ saved: t.doneSaved }} />
      <FormProblem page={page} sent={sent} />
      <section>
        <h2 id="give">{t.giveTo}</h2>
        <form class="fields" method="post" action="/admin/owners">
          <Field
            page={page}
            sent={sent}
            name="dataset"
            label={t.dataset}
            options={closedFirst.map(({ dataset }) => [dataset, titles.get(dataset) ?? dataset])}
          />
          <Field
            page={page}
            sent={sent}
            name="organisation"
            label={t.owner}
            options={[['', t.nobody], ...organisations.items.map(({ slug, name }) => [slug, name] as const)]}
          />
          <p>
            <button type="submit">{t.give}</button>
          </p>
        </form>
      </section>
      <section>
        <h2 id="owners">{t.owners}</h2>
        <DataTable
          caption={t.owners}
          hideCaption
          headings={[t.dataset, t.access, t.owner].map((title) => ({ title }))}
          rows={closedFirst.map(({ dataset, access, organisation }) => [
            <a href={`/datasets/${dataset}`}>{titles.get(dataset) ?? dataset}</a>,
            common[access],
            organisation ? <a href={`/organisations/${organisation.slug}`}>{organisation.name}</a> : t.nobody,
          ])}
        />
      </section>
    </Layout>
  )
}
