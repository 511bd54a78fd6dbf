import type { CatalogueWords } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { formTexts } from '../../text/forms.ts'
import { layoutTexts } from '../../text/layout.ts'
import { recordFormTexts } from '../../text/records.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'
import { RecordFields } from './fields.tsx'

/** Fields of a record, in the order they are asked for. */
export const newFields = [
  ...['title', 'description', 'synopsis', 'keywords', 'themes', 'typology', 'production', 'access', 'licence', 'files'],
  ...['contacts', 'temporal', 'spatial', 'frequency', 'storage', 'provenance', 'limits', 'highValue'],
].map((name) => ({ name, value: null, source: null, edited: false }))

/** `/records/new`: a dataset that its producers describe themselves. */
export async function newRecordPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(recordFormTexts, page.language)
  const [{ memberships }, words] = await Promise.all([
    signedIn(page),
    ask<CatalogueWords>(page.api, '/api/catalogue/words'),
  ])
  const houses = memberships.filter(({ role, state }) => role !== 'member' && state === 'active')
  return (
    <Layout
      page={page}
      title={t.newTitle}
      path={[{ href: '/datasets', title: speak(layoutTexts, page.language).datasets }]}
      styles={['forms.css']}
    >
      <h1>{t.newTitle}</h1>
      <FormProblem page={page} sent={sent} />
      <p class="lead">{t.newLead}</p>
      {houses.length === 0 ? (
        <p class="empty">
          {t.noOrganisation} <a href="/organisations">{t.organisations}</a>
        </p>
      ) : (
        <form class="fields" method="post" action="/records/new">
          <Field
            page={page}
            sent={sent}
            name="organisation"
            label={t.organisation}
            value={page.url.searchParams.get('organisation') ?? houses[0]!.slug}
            options={houses.map(({ slug, name }) => [slug, name] as const)}
          />
          <RecordFields
            page={page}
            sent={sent}
            words={words}
            fields={newFields}
            needed={['title', 'description', 'contacts']}
          />
          <p>
            <button type="submit">{speak(formTexts, page.language).save}</button>
          </p>
        </form>
      )}
    </Layout>
  )
}
