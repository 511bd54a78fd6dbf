import type { Page } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { queryNumber } from '../../parts/pager.tsx'
import { adminTexts } from '../../text/admin.ts'
import { formTexts } from '../../text/forms.ts'
import { organisationTexts } from '../../text/organisations.ts'
import { speak } from '../../text/speak.ts'
import { OrganisationTable } from '../organisations/list.tsx'

const states = ['pending', 'active', 'refused', 'closed'] as const

/** `/admin/organisations`: by state, those that wait first. */
export async function adminOrganisationsPage(page: Page) {
  const t = speak(adminTexts, page.language)
  const o = speak(organisationTexts, page.language)
  const f = speak(formTexts, page.language)
  const asked = page.url.searchParams.get('state')
  const state = states.find((one) => one === asked) ?? 'pending'
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const q = page.url.searchParams.get('q') ?? ''
  return (
    <Layout page={page} title={t.organisations} path={[{ href: '/admin', title: t.title }]} styles={['forms.css']}>
      <h1>{t.organisations}</h1>
      <form class="inline-form" method="get" action="/admin/organisations">
        <Field
          page={page}
          sent={{ values: { state } }}
          name="state"
          label={o.state}
          options={states.map((one) => [one, o[one]])}
        />
        <button type="submit">{f.apply}</button>
      </form>
      {await OrganisationTable({ page, q, offset, state })}
    </Layout>
  )
}
