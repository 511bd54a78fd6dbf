import type { SynonymsTold } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { adminTexts } from '../../text/admin.ts'
import { speak } from '../../text/speak.ts'

/** Lines of the text of the groups that are seen at once. */
const LINES = 24

/** `/admin/synonyms`: the words that the search takes for one another. */
export async function synonymsPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(adminTexts, page.language)
  const { groups, at } = await ask<SynonymsTold>(page.api, '/api/search/synonyms')
  return (
    <Layout page={page} title={t.synonyms} path={[{ href: '/admin', title: t.title }]} styles={['forms.css']}>
      <h1>{t.synonyms}</h1>
      <p class="lead">{t.synonymsLead}</p>
      <Done page={page} said={{ saved: t.doneSaved }} />
      <FormProblem page={page} sent={sent} />
      <form class="fields" method="post" action="/admin/synonyms">
        <Field
          page={page}
          sent={sent}
          name="groups"
          label={t.synonymGroups}
          hint={t.synonymHint}
          lines={LINES}
          required
          maxlength={60_000}
          value={groups.map((group) => group.join(', ')).join('\n')}
        />
        <p>
          <button type="submit">{t.save}</button>
        </p>
      </form>
      {at === null ? (
        <p class="quiet">{t.synonymsUsual}</p>
      ) : (
        <Action action="/admin/synonyms" second>
          {t.synonymsReset}
        </Action>
      )}
    </Layout>
  )
}
